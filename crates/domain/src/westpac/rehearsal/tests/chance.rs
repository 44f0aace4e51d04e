//! Any events, in any order, with any vendor.

use proptest::prelude::*;

use super::*;

#[derive(Clone, Debug)]
enum Happening {
    Keys(usize, usize),
    Retry,
    Saw(usize),
    State(bool),
    Skip,
    Abandon,
    Answer(bool),
    Stale(usize),
    Latest(usize),
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        3 => (0..3_usize, 0..3_usize).prop_map(|(first, second)| Happening::Keys(first, second)),
        2 => Just(Happening::Retry),
        2 => (0..6_usize).prop_map(Happening::Saw),
        1 => any::<bool>().prop_map(Happening::State),
        1 => Just(Happening::Skip),
        1 => Just(Happening::Abandon),
        9 => prop::bool::weighted(0.85).prop_map(Happening::Answer),
        2 => (0..8_usize).prop_map(Happening::Stale),
        1 => (0..3_usize).prop_map(Happening::Latest),
    ]
}

proptest! {
    #[test]
    fn a_pass_rests_on_the_second_key_and_nothing_leaks(
        happenings in prop::collection::vec(happening(), 1..40)
    ) {
        const TEXTS: [&str; 6] = [OLD, NEW, THIRD, "FAKE_SEC...old", "FAKE_SEC...new", "FAKE_SEC...third"];
        let mut bench = bench(Vendor::new());
        let mut answered = Vec::new();
        let (mut second, mut named_second) = (0, false);
        for happening in happenings {
            match happening {
                Happening::Keys(first, other) => {
                    let effects = bench.apply(Event::Act(keys(TEXTS[first], TEXTS[other])));
                    // Taken, when a record and a call came of it.
                    second = if effects == 2 { other } else { second };
                }
                Happening::Retry => { bench.apply(Event::Act(Act::Retry)); }
                Happening::Saw(which) => { bench.apply(Event::Act(Act::Saw(secret(TEXTS[which])))); }
                Happening::State(true) => { bench.apply(Event::Act(Act::Switched)); }
                Happening::State(false) => { bench.apply(Event::Act(Act::DidNotSwitch)); }
                Happening::Skip => { bench.apply(Event::Act(Act::SkipWatch)); }
                Happening::Abandon => { bench.apply(Event::Act(Act::Abandon)); }
                Happening::Answer(fine) => {
                    if let Some((ticket, call)) = bench.on_the_way.pop() {
                        if !fine {
                            let number = bench.vendor.calls;
                            bench.vendor.faults.insert(number, fault(Cause::VendorUnwell, 503));
                        }
                        let latest = bench.vendor.latest;
                        let asking = bench.machine().step() == Step::Ask && bench.machine().is_busy();
                        bench.deliver(ticket, &call);
                        named_second |= asking && fine && latest == second;
                        answered.push((ticket, call));
                    }
                }
                Happening::Stale(which) => {
                    if let Some((ticket, call)) = answered.get(which).cloned() {
                        let before = bench.machine().steps();
                        prop_assert_eq!(bench.deliver(ticket, &call), 0);
                        prop_assert_eq!(before, bench.machine().steps());
                    }
                }
                Happening::Latest(which) => bench.vendor.latest = which,
            }
            let run = bench.machine();
            prop_assert!(bench.on_the_way.len() <= 1);
            prop_assert_eq!(run.is_busy(), !bench.on_the_way.is_empty() && !run.is_over());
            let passed = run.result().is_some_and(|result| {
                matches!(result.verdict, Verdict::Passed(_) | Verdict::PanelOnly)
            });
            if passed || matches!(run.asks(), Ask::Watch { .. }) {
                prop_assert!(named_second);
            }
            let shown = format!("{} {:?} {:?}", bench.everything_shown(), run.result(), run.asks());
            prop_assert!(!shown.contains(CANARY), "{}", shown);
        }
    }
}
