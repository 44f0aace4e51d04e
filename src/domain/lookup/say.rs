//! The answer in words: for whoever asks, and for the customer.

use super::answer::Tellings;
use super::known::Known;
use crate::domain::history::{Place, StatusAt, Valid};
use crate::domain::inventory::KeyId;
use crate::domain::key::KeyKind;
use crate::domain::moment::{Expiry, Moment};
use crate::domain::vendor::Vendor;

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// For whoever reads the log.
    pub next: String,
    /// What the customer may be told.
    pub tell: String,
}

/// Which key it is and how it stands now: "QuickStream live, facility ABC: superseded on 3 Nov 2026".
pub fn headline(known: &Known, now: &StatusAt, date: &dyn Fn(Moment) -> String) -> String {
    let environment = known.environment.map_or("", |environment| environment.name()).to_lowercase();
    let inside = match (&known.product, &known.facility) {
        (Some(product), _) if !product.name.is_empty() => format!(", product {}", product.name),
        (_, Some(facility)) => format!(", facility {facility}"),
        _ => String::new(),
    };
    let kind = match known.kind {
        KeyKind::QuickStreamPublishable => ", publishable key",
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

/// What to do next about a key that stands like this now. `leaked` if it stands in the text as a whole, or did somewhere
/// before; `title` names another key of the same shelf.
pub fn advice(
    known: &Known,
    now: &StatusAt,
    leaked: bool,
    title: &dyn Fn(KeyId) -> Option<String>,
    date: &dyn Fn(Moment) -> String,
) -> Advice {
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
    let rejects = match known.vendor {
        Vendor::QuickStream => "QuickStream answers it with 401",
        Vendor::SuperApi => "SuperAPI rejects it",
    };
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
            format!("{switch}{until}. QuickStream names that one as the key to use."),
            "Your key works. A newer one is ready; please switch to it.".to_owned(),
        ),
        (_, Valid::Proven | Valid::Believed) => (
            "Nothing to change about this key. If the call failed, look elsewhere: its rights, the facility or product, the network.".to_owned(),
            "Your key is the right one and works as far as we know.".to_owned(),
        ),
        (Place::NotYetMade, _) => (
            "This key does not exist yet by what is known here. Check this computer's clock.".to_owned(),
            "We are looking into it.".to_owned(),
        ),
        (Place::Expired(_) | Place::Deactivated(_) | Place::Rejected(_) | Place::Superseded { .. } | Place::Current, Valid::No) => (
            format!("{switch}. {rejects}. If there is none, ask {whom}."),
            "Your system uses a key that no longer works. Please switch to the key that replaced it.".to_owned(),
        ),
        _ => (
            format!("What is known here does not tell whether it works now. Ask {whom} to check it."),
            "We are checking whether your key still works.".to_owned(),
        ),
    };
    Advice { next, tell }
}

#[cfg(test)]
mod tests {
    use super::super::known::tests::quickstream;
    use super::*;
    use crate::domain::history::{History, Mark, Marked};
    use crate::domain::key_name::KeyName;
    use crate::domain::moment::{iso, read};
    use crate::domain::vendor::Environment;

    fn at(text: &str) -> Moment {
        read(text).unwrap()
    }

    fn day(at: Moment) -> String {
        iso(at)[..10].to_owned()
    }

    fn superseded() -> Known {
        let mark = |text: &str, mark| Marked { at: at(text), mark };
        let history = History::restore(vec![
            mark("2026-01-01T00:00:00Z", Mark::Seen),
            mark("2026-11-03T00:00:00Z", Mark::Superseded(Some(KeyId(2)))),
        ]);
        Known {
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
        let nowhere = Known { environment: None, facility: None, ..known };
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
        let next = |known: &Known, now: &str| {
            let status = known.status_at(at(now), at(now));
            advice(known, &status, known.leak.is_some(), &title, &day).next
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
        let alone = Known { successor: None, owner: "Ops".into(), ..known.clone() };
        assert!(next(&alone, "2026-12-22T00:00:00Z").ends_with("If there is none, ask Ops."));
        assert!(next(&alone, "2026-05-01T00:00:00Z").starts_with("Nothing to change"));
        let due = Known { use_instead: KeyName::new("ABC_SEC...due"), ..alone };
        assert!(next(&due, "2026-05-01T00:00:00Z").contains("to ABC_SEC...due, before 2026-12-05"));
        assert!(next(&due, "2025-05-01T00:00:00Z").contains("does not tell"));
        let now = at("2026-11-22T00:00:00Z");
        let leaked = advice(&known, &known.status_at(now, now), true, &title, &day);
        assert!(leaked.next.starts_with("This key has leaked"), "whatever else is to be said of it");
    }
}
