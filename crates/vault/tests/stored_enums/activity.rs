//! What is stored of the lines of the activity list.

use keyturn_domain::activity::{self, Entry, EntryKind};
use keyturn_domain::moment::Moment;
use keyturn_domain::run::step::StepId;
use keyturn_vault::snapshot::StoredLine;

use super::{AT, list_of_keys};

/// What is read from a line of this kind and step; the line is written again as it was.
fn line(kind: &str, step: &str) -> (EntryKind, StepId) {
    let line = format!(r#"{{"subject":"Rotate","at":"{AT}","kind":{kind},"step":"{step}","text":"x"}}"#);
    let (_, rest) = list_of_keys("", "", &line).unwrap();
    let (subject, entry) = rest.evidence[0].decode();
    assert_eq!((subject.as_str(), entry.text.as_str()), ("Rotate", "x"));
    (entry.kind, entry.step)
}

#[test]
fn kinds_of_line() {
    for stored in ["0", "1", "2", "3"] {
        let literal = match line(stored, "Run").0 {
            EntryKind::Intent => "0",
            EntryKind::Outcome => "1",
            EntryKind::Decision => "2",
            EntryKind::Alarm => "3",
        };
        assert_eq!(literal, stored);
    }
    // A line of a kind that is not known is shown all the same.
    assert_eq!(line("4", "Run").0, EntryKind::Outcome);
}

#[test]
fn labels_that_were_stored_before_steps_had_ids() {
    for (label, id) in [
        ("Preflight", "superapi.preflight"),
        ("Provision", "superapi.provision"),
        ("Test", "superapi.test"),
        ("Store", "superapi.store"),
        ("Roll out", "superapi.roll_out"),
        ("Deactivate", "superapi.deactivate"),
        ("Verify", "superapi.verify"),
        ("Ask for latest", "quickstream.renew.ask"),
        ("Compare", "quickstream.renew.compare"),
        ("Test the new key", "quickstream.renew.test"),
        ("Confirm", "quickstream.renew.confirm"),
        ("Two keys", "quickstream.rehearse.keys"),
        ("Check both", "quickstream.rehearse.check"),
        ("Ask as the application", "quickstream.rehearse.ask"),
        ("Watch the application", "quickstream.rehearse.watch"),
        ("Result", "quickstream.rehearse.result"),
        ("Run", "run"),
        // A step of a later version.
        ("Celebrate", "run"),
    ] {
        assert_eq!(line("1", label).1.id(), id);
    }
}

/// The ids that are stored for steps.
const IDS: [&str; 21] = [
    "run",
    "key.check",
    "proxy.test",
    "superapi.preflight",
    "superapi.provision",
    "superapi.test",
    "superapi.store",
    "superapi.roll_out",
    "superapi.deactivate",
    "superapi.verify",
    "quickstream.renew.preflight",
    "quickstream.renew.ask",
    "quickstream.renew.compare",
    "quickstream.renew.test",
    "quickstream.renew.store",
    "quickstream.renew.confirm",
    "quickstream.rehearse.keys",
    "quickstream.rehearse.check",
    "quickstream.rehearse.ask",
    "quickstream.rehearse.watch",
    "quickstream.rehearse.result",
];

#[test]
fn ids_of_steps() {
    assert_eq!(activity::steps().map(StepId::id).collect::<Vec<_>>(), IDS);
    for (id, step) in IDS.into_iter().zip(activity::steps()) {
        assert_eq!(line("1", id).1, step);
        let entry =
            Entry { at: moment(), kind: EntryKind::Outcome, step, text: String::new(), exchange: None };
        let written = serde_json::to_value(StoredLine::encode("", &entry)).unwrap();
        assert_eq!(written["step"], id);
    }
}

fn moment() -> Moment {
    keyturn_domain::moment::read(AT).unwrap()
}
