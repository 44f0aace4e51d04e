//! The answer in words: for whoever asks, and for the customer.

use super::answer::Tellings;
use super::key_summary::KeySummary;
use super::line_status::{LineStatus, LineStatuses};
use crate::history::{Place, StatusAt, Valid};
use crate::inventory::KeyId;
use crate::key::KeyKind;
use crate::moment::{Expiry, Moment};

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// For whoever reads the log.
    pub next: String,
    /// What the customer may be told.
    pub tell: String,
}

const NOTHING_TO_CHANGE: &str = "Nothing to change about this key. If the call failed, look elsewhere: its rights, the facility or product, the network.";

/// Which key it is and how it stands now: "QuickStream live, facility ABC: superseded on 3 Nov 2026".
pub fn headline(known: &KeySummary, now: &StatusAt, date: &dyn Fn(Moment) -> String) -> String {
    let environment = known.environment.map_or("", |environment| environment.name()).to_lowercase();
    let inside = match (&known.product, &known.facility) {
        (Some(product), _) if !product.name.is_empty() => format!(", product {}", product.name),
        (_, Some(facility)) => format!(", facility {facility}"),
        _ => String::new(),
    };
    let kind = match known.kind {
        KeyKind::WestpacPublishable => ", publishable key",
        KeyKind::SuperApiPartner => ", partner key",
        _ => "",
    };
    format!("{} {environment}{inside}{kind}: {}", known.vendor.name(), since_words(now, date))
        .replace(" ,", ",")
        .replace(" :", ":")
}

/// Its place and since when: "superseded on 3 Nov 2026".
pub fn since_words(status: &StatusAt, date: &dyn Fn(Moment) -> String) -> String {
    let since = status.place.since().map(|at| format!(" on {}", date(at))).unwrap_or_default();
    [status.place.word(), &since].concat()
}

/// Whether the key was valid at the times of the lines: "valid at the time of line 1 204". `line` writes the place of
/// an occurrence that was told.
pub fn then_words(tellings: &Tellings, line: &dyn Fn(usize) -> String) -> String {
    let Tellings { valid, not_valid, not_known, untimed } = *tellings;
    let all = valid.0 + not_valid.0 + not_known.0 + untimed.0;
    let parts: Vec<String> = [
        (valid, "valid at the time of"),
        (not_valid, "not valid at the time of"),
        (not_known, "not known whether valid at the time of"),
        (untimed, "without a time to judge by:"),
    ]
    .into_iter()
    .filter_map(|((count, first), words)| {
        let first = line(first?);
        Some(match count {
            1 => format!("{words} {first}"),
            2 if all == 2 => format!("{words} both lines"),
            count if count == all => format!("{words} all {} lines", grouped(count as u64)),
            count => format!("{words} {} lines, first {first}", grouped(count as u64)),
        })
    })
    .collect();
    parts.join("; ")
}

/// 1204 as "1 204", with a space that does not break.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('\u{a0}');
        }
        out.push(digit);
    }
    out
}

/// What an answer is put into words with.
pub struct Wording<'a> {
    /// Names another key of the same shelf.
    pub title: &'a dyn Fn(KeyId) -> Option<String>,
    /// Writes a day.
    pub date: &'a dyn Fn(Moment) -> String,
    /// Writes an instant.
    pub moment: &'a dyn Fn(Moment) -> String,
}

/// What to do next about a key that stands like this now. `leaked` if it stands in the text as a whole, or did somewhere
/// before. What the lines say of their own calls is never contradicted.
pub fn advice(
    known: &KeySummary,
    now: &StatusAt,
    leaked: bool,
    lines: &LineStatuses,
    wording: &Wording<'_>,
) -> Advice {
    let Wording { title, date, moment } = wording;
    let whom =
        if known.owner.is_empty() { "whoever looks after this key".into() } else { known.owner.clone() };
    let named = known.successor.and_then(title);
    let newer = named.or_else(|| known.use_instead.as_ref().map(|name| name.as_str().to_owned()));
    let switch = match &newer {
        Some(newer) => format!("Switch whatever wrote this to {newer}"),
        None => "Switch whatever wrote this to the key in use".to_owned(),
    };
    let until = match known.expiry {
        Expiry::At(end) => format!(", before {}", date(end)),
        Expiry::Unknown | Expiry::Never => String::new(),
    };
    let rejects = known.vendor.spec().rejects;
    let (next, tell) = match (now.place, now.valid) {
        _ if leaked && !matches!(now.valid, Valid::No) => (
            format!("This key has leaked and may still work: see that {whom} has it replaced."),
            "This key is being replaced. You will be given another.".to_owned(),
        ),
        (Place::Superseded { .. }, Valid::Proven | Valid::Believed) => (
            format!("{switch}{until}. The old key still works until then."),
            "Your system uses an older key that still works. Please switch to the newer one.".to_owned(),
        ),
        (Place::Current, Valid::Proven | Valid::Believed) if newer.is_some() => (
            format!("{switch}{until}. {} names that one as the key to use.", known.vendor.name()),
            "Your key works. A newer one is ready; please switch to it.".to_owned(),
        ),
        (_, Valid::Proven | Valid::Believed) => (
            NOTHING_TO_CHANGE.to_owned(),
            "Your key is the right one and works as far as we know.".to_owned(),
        ),
        (Place::NotYetMade, _) => (
            "This key does not exist yet by what is known here. Check this computer's clock.".to_owned(),
            "We are looking into it.".to_owned(),
        ),
        (
            Place::Expired(_)
            | Place::Deactivated(_)
            | Place::Rejected(_)
            | Place::Superseded { .. }
            | Place::Current,
            Valid::No,
        ) => (
            format!("{switch}. {rejects}. If there is none, ask {whom}."),
            "Your system uses a key that no longer works. Please switch to the key that replaced it."
                .to_owned(),
        ),
        _ => (
            format!("What is known here does not tell whether it works now. Ask {whom} to check it."),
            "We are checking whether your key still works.".to_owned(),
        ),
    };
    let leaked = leaked && !matches!(now.valid, Valid::No);
    let newer = newer.is_some() || matches!(now.place, Place::Superseded { .. });
    match (lines.rejected, lines.accepted) {
        (Some(line), _) => Advice {
            next: if leaked { next } else { after_a_rejection(line, now, &next) },
            tell: tell_of_a_rejection(line, now, leaked, newer, moment),
        },
        (None, Some(line)) if now.valid == Valid::No => Advice {
            next,
            tell: format!(
                "{} It is no longer accepted. Please switch to the key that replaced it.",
                answered(line, moment)
            ),
        },
        (None, _) => Advice { next, tell },
    }
}

/// "Your call at 09:15 was answered with 401."
fn answered(line: LineStatus, moment: &dyn Fn(Moment) -> String) -> String {
    let at = line.at.map(|at| format!(" at {}", moment(at))).unwrap_or_default();
    format!("Your call{at} was answered with {}.", line.status)
}

/// Whoever reads the log is not sent away from the key while a line says that it was rejected.
fn after_a_rejection(line: LineStatus, now: &StatusAt, next: &str) -> String {
    if matches!(now.valid, Valid::No | Valid::NotKnown) {
        return next.to_owned();
    }
    let first = match line.status {
        403 => {
            "The line says 403, which may have other causes than the key: its rights, the facility or product, a blocked address."
        }
        _ => {
            "The line says 401, and the key is accepted now as far as is known: see that the call sent this key whole, and to the right environment."
        }
    };
    if next == NOTHING_TO_CHANGE { first.to_owned() } else { [first, " ", next].concat() }
}

fn tell_of_a_rejection(
    line: LineStatus,
    now: &StatusAt,
    leaked: bool,
    newer: bool,
    moment: &dyn Fn(Moment) -> String,
) -> String {
    let then = match (line.status, line.then) {
        (403, _) => "That may have other causes than your key.",
        (_, Some(Valid::Proven)) => "Your key was valid then, so we are looking for another cause.",
        (_, Some(Valid::No)) => "Your key was not valid then.",
        _ => "We cannot yet say whether your key was valid then.",
    };
    let now = match (now.place, now.valid) {
        _ if leaked => "It is being replaced. You will be given another.",
        (_, Valid::Proven | Valid::Believed) if newer => {
            "It is accepted now, as far as we know. A newer one is ready; please switch to it."
        }
        (_, Valid::Proven | Valid::Believed) => "It is accepted now, as far as we know.",
        (Place::NotYetMade, _) => "We are looking into it.",
        (_, Valid::No) => "It is not accepted now. Please switch to the key that replaced it.",
        (_, Valid::NotKnown) => "We are checking whether it is accepted now.",
    };
    format!("{} {then} {now}", answered(line, moment))
}

#[cfg(test)]
mod tests {
    use super::super::key_summary::tests::quickstream;
    use super::*;
    use crate::history::{History, Mark, Marked};
    use crate::key_name::KeyName;
    use crate::moment::{iso, read};
    use crate::vendor::Environment;

    fn at(text: &str) -> Moment {
        read(text).unwrap()
    }

    fn day(at: Moment) -> String {
        iso(at)[..10].to_owned()
    }

    fn superseded() -> KeySummary {
        let mark = |text: &str, mark| Marked { at: at(text), mark };
        let history = History::restore(vec![
            mark("2026-01-01T00:00:00Z", Mark::Seen),
            mark("2026-11-03T00:00:00Z", Mark::Superseded(Some(KeyId(2)))),
        ]);
        KeySummary {
            environment: Some(Environment::Live),
            facility: Some("ABC".into()),
            expiry: Expiry::At(at("2026-12-05T00:00:00Z")),
            successor: Some(KeyId(2)),
            history,
            ..quickstream(1, "ABC_SEC...old")
        }
    }

    #[test]
    fn the_answer_comes_first() {
        let known = superseded();
        let now = known.status_at(at("2026-11-22T00:00:00Z"), at("2026-11-22T00:00:00Z"));
        assert_eq!(headline(&known, &now, &day), "QuickStream live, facility ABC: superseded on 2026-11-03");
        let nowhere = KeySummary { environment: None, facility: None, ..known };
        assert_eq!(headline(&nowhere, &now, &day), "QuickStream: superseded on 2026-11-03");
    }

    #[test]
    fn lines_are_told_by_number_and_counted_when_there_are_many() {
        let line = |at: usize| format!("line {}", grouped(at as u64 + 1_204));
        let words = |valid, not_valid| {
            let first = |count: usize| (count, (count > 0).then_some(0));
            let tellings =
                Tellings { valid: first(valid), not_valid: first(not_valid), ..Tellings::default() };
            then_words(&tellings, &line)
        };
        assert_eq!(words(1, 0), "valid at the time of line 1\u{a0}204");
        assert_eq!(words(2, 0), "valid at the time of both lines");
        assert_eq!(words(1_204, 0), "valid at the time of all 1\u{a0}204 lines");
        assert_eq!(
            words(3, 1),
            "valid at the time of 3 lines, first line 1\u{a0}204; not valid at the time of line 1\u{a0}204"
        );
        assert_eq!(words(0, 0), "");
    }

    #[test]
    fn what_to_do_next_follows_from_how_the_key_stands() {
        let known = superseded();
        let title = |id: KeyId| (id == KeyId(2)).then(|| "ABC_SEC...new".to_owned());
        let wording = Wording { title: &title, date: &day, moment: &iso };
        let next = |known: &KeySummary, now: &str| {
            let status = known.status_at(at(now), at(now));
            advice(known, &status, known.leak.is_some(), &LineStatuses::default(), &wording).next
        };
        assert_eq!(
            next(&known, "2026-11-22T00:00:00Z"),
            "Switch whatever wrote this to ABC_SEC...new, before 2026-12-05. The old key still works until then."
        );
        let expired = next(&known, "2026-12-22T00:00:00Z");
        assert!(
            expired
                .starts_with("Switch whatever wrote this to ABC_SEC...new. QuickStream answers it with 401.")
        );
        let alone = KeySummary { successor: None, owner: "Ops".into(), ..known.clone() };
        assert!(next(&alone, "2026-12-22T00:00:00Z").ends_with("If there is none, ask Ops."));
        assert!(next(&alone, "2026-05-01T00:00:00Z").starts_with("Nothing to change"));
        let due = KeySummary { use_instead: KeyName::new("ABC_SEC...due"), ..alone };
        assert!(next(&due, "2026-05-01T00:00:00Z").contains("to ABC_SEC...due, before 2026-12-05"));
        assert!(next(&due, "2025-05-01T00:00:00Z").contains("does not tell"));
        let now = at("2026-11-22T00:00:00Z");
        let leaked = advice(&known, &known.status_at(now, now), true, &LineStatuses::default(), &wording);
        assert!(leaked.next.starts_with("This key has leaked"), "whatever else is to be said of it");
    }

    /// Every way in which a key may stand now and may have stood then, beside every status that a line can say.
    #[test]
    fn what_the_customer_is_told_never_contradicts_the_line() {
        use crate::history::Why;
        let noon = at("2026-11-22T12:00:00Z");
        let places = [
            Place::NotYetMade,
            Place::Current,
            Place::Superseded { on: noon, by: Some(KeyId(2)) },
            Place::Expired(noon),
            Place::Deactivated(noon),
            Place::Rejected(noon),
            Place::Unknown,
        ];
        let valids = [Valid::Proven, Valid::Believed, Valid::No, Valid::NotKnown];
        let title = |_: KeyId| Some("ABC_SEC...new".to_owned());
        let nobody = |_: KeyId| None;
        for place in places {
            for valid in valids {
                for status in [200, 204, 401, 403, 404, 503] {
                    for then in valids.map(Some).into_iter().chain([None]) {
                        for (leaked, newer) in [(false, false), (false, true), (true, false)] {
                            let now = StatusAt { place, valid, why: Why::NeverAsked, near: None };
                            let mut lines = LineStatuses::default();
                            lines.take(LineStatus { status, finding: 0, at: Some(noon), then });
                            let known = KeySummary { successor: newer.then_some(KeyId(2)), ..superseded() };
                            let named: &dyn Fn(KeyId) -> Option<String> =
                                if newer { &title } else { &nobody };
                            let wording = Wording { title: named, date: &day, moment: &iso };
                            let Advice { next, tell } = advice(&known, &now, leaked, &lines, &wording);
                            let case = format!("{place:?} {valid:?} {status} {then:?}: {next} | {tell}");
                            if matches!(status, 401 | 403) {
                                let first = format!("Your call at {} was answered with {status}.", iso(noon));
                                assert!(tell.starts_with(&first), "{case}");
                                for word in ["works", "right one", "nothing"] {
                                    assert!(!tell.to_lowercase().contains(word), "{word}: {case}");
                                }
                                assert!(!next.starts_with("Nothing to change"), "{case}");
                                let was_valid = tell.contains("Your key was valid then");
                                assert!(
                                    !was_valid || (status == 401 && then == Some(Valid::Proven)),
                                    "{case}"
                                );
                            } else if status < 300 && valid == Valid::No {
                                assert!(
                                    tell.contains("was answered with") && !tell.contains("was not"),
                                    "{case}"
                                );
                            }
                            let accepted = tell.contains("accepted now, as far as we know");
                            assert!(!accepted || matches!(valid, Valid::Proven | Valid::Believed), "{case}");
                        }
                    }
                }
            }
        }
    }
}
