//! Any list of keys, with any runs beside it: the [`oracle`] tells once more what each key needs.

mod oracle;
mod specs;

use oracle::Oracle;
use proptest::prelude::*;
use proptest::sample::select;
use specs::{MOST, inventory_of, spec};

use super::*;
use crate::inventory::Cards;

const VERDICTS: [Verdict; 5] = [
    Verdict::Complete,
    Verdict::OldStillAlive,
    Verdict::WrongKeyRemoved,
    Verdict::BothDead,
    Verdict::NotKnown,
];

fn run() -> impl Strategy<Value = OpenRun> {
    (0..9_u32, prop::option::of(1..=MOST as u32 + 2), prop::option::of(select(&VERDICTS[..])))
        .prop_map(|(id, key, verdict)| OpenRun { id, key: key.map(KeyId), verdict })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn whatever_needs_a_person_is_there_once_and_in_order(
        specs in prop::collection::vec(spec(), 0..MOST),
        orphans in 0..3_usize,
        runs in prop::collection::vec(run(), 0..3),
        unanswered in prop::collection::vec((1..=MOST as u32).prop_map(KeyId), 0..3),
    ) {
        let inventory = inventory_of(&specs, orphans);
        let outlook = Outlook { runs, unanswered, ..outlook() };
        let oracle = Oracle { all: inventory.keys(), outlook: &outlook };
        let items = attention(&inventory, &outlook);
        let about = |subject| items.iter().filter(move |item| item.subject == subject);

        // Most severe first, and in words.
        prop_assert!(items.is_sorted_by_key(|item| item.concern));
        prop_assert!(items.iter().all(|item| !item.title.is_empty() && item.text.ends_with('.')));

        // Every key that needs somebody, once, with the worst of it; and no other.
        for key in inventory.keys() {
            let found: Vec<Concern> = about(Subject::Key(key.id)).map(|item| item.concern).collect();
            prop_assert!(found.len() <= 1);
            let needs = oracle.needs(key);
            match found.first() {
                Some(Concern::Outage) => prop_assert!(oracle.is_down(key), "{:?} is not down", key.id),
                concern => prop_assert_eq!(concern, needs.first(), "{:?}", key.id),
            }
            // What is down is said once for all its keys.
            if oracle.is_down(key) {
                let likes = inventory.keys().iter().filter(|other| Oracle::same_service(key, other));
                let said = likes.flat_map(|other| about(Subject::Key(other.id)));
                prop_assert_eq!(said.filter(|item| item.concern == Concern::Outage).count(), 1);
            }
        }
        for place in 0..orphans {
            prop_assert_eq!(about(Subject::Orphan(place)).count(), 1);
        }
        let gone = outlook.runs.iter().any(|run| {
            !matches!(run.verdict, None | Some(Verdict::Complete))
                && run.key.is_none_or(|key| inventory.get(key).is_none())
        });
        let calm =
            orphans == 0 && !gone && inventory.keys().iter().all(|key| oracle.needs(key).is_empty());
        prop_assert_eq!(items.is_empty(), calm);
        prop_assert_eq!(summary(&items) == "Nothing needs you", calm);

        // The cards count all of it, and each filter shows the keys that its card counts.
        let cards = Cards::of(&items);
        prop_assert_eq!(cards.broken + cards.ending + cards.unverified + cards.not_checked, items.len());
        for group in
            [ConcernGroup::Broken, ConcernGroup::Ending, ConcernGroup::Unverified, ConcernGroup::NotChecked]
        {
            let keys = items.iter().filter(|item| matches!(item.subject, Subject::Key(_)));
            let counted = keys.filter(|item| item.concern.group() == group).count();
            let listed = inventory.list("", Filter::Group(group), Sort::Attention, &outlook);
            prop_assert_eq!(listed.len(), counted, "{:?}", group);
        }

        // The list on screen begins with the very same keys in the very same order.
        let list = inventory.list("", Filter::All, Sort::Attention, &outlook);
        let first: Vec<KeyId> = items.iter().filter_map(|item| match item.subject {
            Subject::Key(id) => Some(id),
            Subject::Orphan(_) | Subject::Run(_) => None,
        }).collect();
        prop_assert_eq!(list.len(), inventory.keys().len());
        prop_assert_eq!(&list[..first.len()], first.as_slice());
    }
}
