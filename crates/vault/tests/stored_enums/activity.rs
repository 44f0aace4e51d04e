//! What is stored of the lines of the activity list.

use keyturn_domain::activity::EntryKind;
use keyturn_domain::{rehearsal, renewal, rotation};

use super::{AT, list_of_keys};

/// What is read from a line of this kind and step; the line is written again as it was.
fn line(kind: &str, step: &str) -> (EntryKind, &'static str) {
    let line = format!(r#"{{"subject":"Rotate","at":"{AT}","kind":{kind},"step":"{step}","text":"x"}}"#);
    let (_, rest) = list_of_keys("", "", &line).unwrap();
    let (subject, entry) = rest.evidence[0].entry();
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

/// The labels that were stored for steps before steps had ids.
const LABELS: [&str; 16] = [
    "Preflight",
    "Provision",
    "Test",
    "Store",
    "Roll out",
    "Deactivate",
    "Verify",
    "Ask for latest",
    "Compare",
    "Test the new key",
    "Confirm",
    "Two keys",
    "Check both",
    "Ask as the application",
    "Watch the application",
    "Result",
];

#[test]
fn labels_of_steps() {
    for label in LABELS {
        assert_eq!(line("1", label).1, label);
    }
    let renewing = renewal::Step::ALL.map(renewal::Step::name);
    let rehearsing = rehearsal::Step::ALL.map(rehearsal::Step::name);
    for name in rotation::STEPS.into_iter().chain(renewing).chain(rehearsing) {
        assert!(LABELS.contains(&name), "{name}");
    }
    // What belongs to no step, and a step that is not known.
    for other in ["Run", "Celebrate"] {
        assert_eq!(line("1", other).1, "Run");
    }
}
