//! Any events, in any order, with any vendor.

use proptest::prelude::*;

use super::*;
use crate::call::Call;
use crate::fault::{Cause, Fault};
use crate::run::machine::{Event, Machine};
use crate::tests::{CANARY, fault};

#[derive(Clone, Debug)]
enum Happening {
    Check,
    Retry,
    Prove(usize),
    Confirm,
    Abandon,
    /// The answer to the call on its way.
    Answer(Option<Fault>),
    /// An answer that comes once more, or too late.
    Stale(usize),
    /// Somebody makes another key the latest.
    Latest(usize),
    /// The vendor stops or starts accepting a key.
    Flip(usize),
}

const TEXTS: [&str; 3] = [OLD, NEW, THIRD];

fn any_fault() -> impl Strategy<Value = Fault> {
    prop_oneof![
        Just(fault(Cause::KeyRejected, 401)),
        Just(fault(Cause::CompanyProxy, 407)),
        Just(fault(Cause::VendorUnwell, 503)),
        Just(fault(Cause::ProxyUnreachable, 0)),
    ]
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        3 => Just(Happening::Check),
        3 => Just(Happening::Retry),
        4 => (0..3_usize).prop_map(Happening::Prove),
        2 => Just(Happening::Confirm),
        1 => Just(Happening::Abandon),
        12 => prop::option::weighted(0.15, any_fault()).prop_map(Happening::Answer),
        2 => (0..8_usize).prop_map(Happening::Stale),
        1 => (0..3_usize).prop_map(Happening::Latest),
        1 => (0..3_usize).prop_map(Happening::Flip),
    ]
}

/// The calls that were made, by which key and whether the vendor accepted it.
fn key_of(call: &Call) -> &Secret {
    match call {
        Call::WestpacRoot(_, key) | Call::WestpacLatest(_, key) => key,
        _ => panic!("a call that QuickStream does not have"),
    }
}

proptest! {
    #[test]
    fn nothing_is_stored_untested_nothing_is_lost_nothing_leaks(
        happenings in prop::collection::vec(happening(), 1..60)
    ) {
        let mut bench = bench(Vendor::new());
        let mut answered: Vec<(u32, Call)> = Vec::new();
        // Root answers that accepted the new key, and whether the right text was read back, in this run.
        let (mut accepted, mut read_back) = (0, false);
        for happening in happenings {
            match happening {
                Happening::Check => { bench.apply(Event::Act(Act::Check)); }
                Happening::Retry => { bench.apply(Event::Act(Act::Retry)); }
                Happening::Prove(which) => {
                    let effects = bench.apply(Event::Act(Act::ProveStored(secret(TEXTS[which]))));
                    let new = bench.machine().newer().map(|newer| newer.key.same_as(&secret(TEXTS[which])));
                    read_back |= effects > 0 && new == Some(true);
                }
                Happening::Confirm => { bench.apply(Event::Act(Act::Confirm)); }
                Happening::Abandon => { bench.apply(Event::Act(Act::Abandon)); }
                Happening::Answer(trouble) => {
                    if let Some((ticket, call)) = bench.on_the_way.pop() {
                        let number = bench.vendor.calls;
                        bench.vendor.faults.extend(trouble.clone().map(|fault| (number, fault)));
                        let waited = bench.machine().is_busy();
                        let new = bench.machine().newer().is_some_and(|newer| newer.key.same_as(key_of(&call)));
                        let lives = bench.vendor.keys.iter()
                            .any(|held| held.alive && key_of(&call).same_as(&secret(held.text)));
                        bench.deliver(ticket, &call);
                        let root = matches!(call, Call::WestpacRoot(..));
                        accepted += usize::from(waited && new && root && lives && trouble.is_none());
                        answered.push((ticket, call));
                    }
                }
                Happening::Stale(which) => {
                    if let Some((ticket, call)) = answered.get(which).cloned() {
                        let (before, entries) = (bench.machine().steps(), bench.entries.len());
                        prop_assert_eq!(bench.deliver(ticket, &call), 0);
                        prop_assert_eq!(before, bench.machine().steps());
                        prop_assert_eq!(entries, bench.entries.len());
                    }
                }
                Happening::Latest(which) => bench.vendor.latest = which,
                Happening::Flip(which) => bench.vendor.keys[which].alive ^= true,
            }
            let renewal = bench.machine();
            // A call may still be on its way when the run was abandoned; nobody waits for it.
            prop_assert!(bench.on_the_way.len() <= 1);
            prop_assert_eq!(renewal.is_busy(), !bench.on_the_way.is_empty() && !renewal.is_over());
            prop_assert!(renewal.case().current.same_as(&secret(OLD)));
            prop_assert_eq!(renewal.steps().iter().filter(|step| step.current).count(), usize::from(!renewal.is_over()));
            if matches!(renewal.asks(), Ask::Store { .. }) {
                prop_assert!(accepted >= 1, "offered to store an untested key");
            }
            let stored = matches!(renewal.asks(), Ask::Confirm)
                || matches!(renewal.result(), Some(RenewalResult::Switched { .. }));
            if stored {
                prop_assert!(accepted >= 2 && read_back, "taken as stored without proof");
            }
            let shown = format!(
                "{} {:?} {:?} {:?} {:?}",
                bench.everything_shown(), renewal.result(), renewal.warnings(), renewal.names(), renewal.refusal()
            );
            prop_assert!(!shown.contains(CANARY), "{}", shown);
        }
    }
}
