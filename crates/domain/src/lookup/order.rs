//! A register's keys in the order of the panel's own list, as far as a register can tell.

use super::key_summary::KeySummary;
use crate::history::Mark;
use crate::inventory::{KeyState, Life, Outlook, Standing, concerns};
use crate::moment::Moment;

/// What needs a person first, most severe first; what was replaced last. What nobody asked about in the meantime is
/// not told apart: a register is not asked.
pub fn by_concern(keys: &mut Vec<KeySummary>, outlook: &Outlook) {
    let concerns = concerns(keys.iter().map(state).collect(), outlook);
    let settled = |key: &KeySummary| matches!(standing(key), Standing::Superseded | Standing::Deactivated);
    let mut ranked: Vec<_> = concerns.into_iter().zip(keys.drain(..)).collect();
    ranked.sort_by_cached_key(|(concern, key)| (concern.is_none(), *concern, settled(key)));
    keys.extend(ranked.into_iter().map(|(_, key)| key));
}

fn state(known: &KeySummary) -> KeyState<'_> {
    let (life, checked) = verdict(known);
    KeyState {
        id: known.id,
        vendor: known.vendor,
        kind: known.kind,
        connection: &known.connection,
        facility: known.facility.as_deref(),
        product: known.product.as_ref().map(|product| product.id),
        life,
        standing: standing(known),
        expiry: known.expiry,
        checked,
        added: known.history.seen().unwrap_or_default(),
        leaked: known.leak.is_some(),
        report_due: known
            .leak
            .as_ref()
            .is_some_and(|leak| leak.reported.is_none() && leak.due(known.vendor).is_some()),
        newer_named: known.use_instead.is_some(),
        held: false,
        changes_hands: false,
        predecessor: known.predecessor,
        successor: known.successor,
    }
}

/// The last verdict, and when it was given.
fn verdict(known: &KeySummary) -> (Life, Option<Moment>) {
    let mut verdicts = known.history.marks().iter().filter_map(|marked| match marked.mark {
        Mark::Alive => Some((Life::Alive, marked.at)),
        Mark::Dead | Mark::Deactivated => Some((Life::Dead, marked.at)),
        _ => None,
    });
    verdicts.next_back().map_or((Life::NotChecked, None), |(life, at)| (life, Some(at)))
}

fn standing(known: &KeySummary) -> Standing {
    let mut places = known.history.marks().iter().filter_map(|marked| match marked.mark {
        Mark::Current => Some(Standing::Current),
        Mark::Superseded(_) => Some(Standing::Superseded),
        Mark::Deactivated => Some(Standing::Deactivated),
        Mark::Unverified => Some(Standing::Unverified),
        _ => None,
    });
    places.next_back().unwrap_or(Standing::Current)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::{History, Marked};
    use crate::lookup::key_summary::tests::quickstream;
    use crate::moment::{Expiry, read};

    fn at(text: &str) -> Moment {
        read(text).unwrap()
    }

    fn marked(id: u32, name: &str, marks: &[(&str, Mark)]) -> KeySummary {
        let marks = marks.iter().map(|(when, mark)| Marked { at: at(when), mark: *mark }).collect();
        KeySummary {
            history: History::restore(marks),
            expiry: Expiry::At(at("2030-01-01T00:00:00Z")),
            ..quickstream(id, name)
        }
    }

    #[test]
    fn what_needs_a_person_stands_first_and_what_was_replaced_last() {
        let replaced = marked(
            1,
            "A",
            &[("2026-01-01T00:00:00Z", Mark::Superseded(None)), ("2026-02-01T00:00:00Z", Mark::Dead)],
        );
        let well = marked(2, "B", &[("2026-02-01T00:00:00Z", Mark::Alive)]);
        let dead =
            marked(3, "C", &[("2026-01-01T00:00:00Z", Mark::Alive), ("2026-02-01T00:00:00Z", Mark::Dead)]);
        let soon = KeySummary { expiry: Expiry::At(at("2026-03-05T00:00:00Z")), ..well.clone() };
        let soon = KeySummary { id: crate::inventory::KeyId(4), ..soon };
        let mut keys = vec![replaced.clone(), well.clone(), soon.clone(), dead.clone()];
        by_concern(&mut keys, &Outlook { now: at("2026-03-01T00:00:00Z"), ..Outlook::default() });
        assert_eq!(keys.iter().map(|key| key.id.0).collect::<Vec<_>>(), [3, 4, 2, 1]);
    }
}
