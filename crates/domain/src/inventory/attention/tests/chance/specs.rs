//! Random lists of keys.

use proptest::prelude::*;
use proptest::sample::select;

use crate::inventory::attention::tests::*;
use crate::inventory::{Orphan, ShouldUse};
use crate::leak::Leak;
use crate::vendor::{Succession, Vendor};

/// At most so many keys, and one.
pub(super) const MOST: usize = 7;

/// What a random key is made of.
#[derive(Clone, Debug)]
pub(super) struct Spec {
    text: usize,
    connection: usize,
    place: Option<u128>,
    life: Life,
    standing: Standing,
    /// Days from now; no date, or no end.
    end: Option<Option<i64>>,
    /// Hours ago.
    checked: Option<i64>,
    /// Whether the vendor was told of its leak.
    leak: Option<bool>,
    newer: Option<bool>,
    held: bool,
    before: Option<usize>,
    after: Option<usize>,
}

const TEXTS: [(&str, Vendor); 6] = [
    ("F_SEC_", Vendor::QuickStream),
    ("F_PUB_", Vendor::QuickStream),
    ("plain", Vendor::QuickStream),
    ("superapiproduct_", Vendor::SuperApi),
    ("superapipartner_", Vendor::SuperApi),
    ("superapi_", Vendor::SuperApi),
];
const LIVES: [Life; 4] = [Life::NotChecked, Life::Alive, Life::Dead, Life::NotKnown];
/// The first is drawn as often as all others together.
const STANDINGS: [Standing; 8] = [
    Standing::Current,
    Standing::Current,
    Standing::Current,
    Standing::Current,
    Standing::Superseded,
    Standing::Deactivated,
    Standing::Unverified,
    Standing::Spare,
];

pub(super) fn spec() -> impl Strategy<Value = Spec> {
    let days = prop_oneof![Just(None), select(vec![-40, -1, 3, 20, 200]).prop_map(Some)];
    let hours = prop::option::of(select(vec![1_i64, 30, 2_000]));
    let first = (0..TEXTS.len(), 0..2_usize, prop::option::of(1..3_u128), select(&LIVES[..]));
    let second = (select(&STANDINGS[..]), prop::option::of(days), hours);
    let third = (prop::option::weighted(0.2, any::<bool>()), prop::option::of(any::<bool>()));
    let last = (any::<bool>(), prop::option::of(0..MOST), prop::option::of(0..MOST));
    (first, second, third, last).prop_map(|(first, second, third, last)| {
        let ((text, connection, place, life), (standing, end, checked)) = (first, second);
        let ((leak, newer), (held, before, after)) = (third, last);
        Spec { text, connection, place, life, standing, end, checked, leak, newer, held, before, after }
    })
}

pub(super) fn inventory_of(specs: &[Spec], orphans: usize) -> Inventory {
    let mut inventory = Inventory::default();
    for (at, spec) in (0_u32..).zip(specs) {
        let (text, vendor) = TEXTS[spec.text];
        let connection = ["a", "b"][spec.connection].to_owned();
        let secret = Arc::new(Secret::new(&format!("{text}{at}")));
        let added = now() - TimeDelta::days(90 - i64::from(at));
        inventory.add(NewKey { connection, vendor, secret, label: String::new() }, added).unwrap();
    }
    let relative = |at: Option<usize>| at.filter(|at| *at < specs.len()).map(|at| KeyId(at as u32 + 1));
    for (key, spec) in inventory.keys.iter_mut().zip(specs) {
        key.life = spec.life;
        key.standing = spec.standing;
        key.expiry = match spec.end {
            None => Expiry::Unknown,
            Some(None) => Expiry::Never,
            Some(Some(days)) => Expiry::At(now() + TimeDelta::days(days)),
        };
        key.checked = spec.checked.map(|hours| now() - TimeDelta::hours(hours));
        let leak = |told: bool| Leak { at: now(), reason: "Seen.".into(), reported: told.then(now) };
        key.leak = spec.leak.map(leak);
        key.should_use = spec.newer.map(|newer| ShouldUse { name: None, same: !newer });
        if !spec.held {
            key.secret = None;
        }
        key.predecessor = relative(spec.before);
        key.successor = relative(spec.after);
        let product = |id| Product { id: ProductId::from_u128(id), name: "P".into(), reality: Reality::Live };
        match key.vendor.spec().succession {
            Succession::Renewal => key.facility = spec.place.map(|place| format!("F{place}")),
            Succession::Rotation => key.product = spec.place.map(product),
        }
    }
    let orphan = Orphan { connection: "a".into(), product: ProductId::from_u128(1), at: now() };
    inventory.orphans = vec![orphan; orphans];
    inventory
}
