//! What is stored of what happened in a run.

use std::collections::BTreeSet;

use keyturn_vault::entry::{Act, Entry, Replied, Rules};

use super::all_words;

/// The entry that is stored so; it is written again to the same bytes.
fn entry(stored: &str) -> Entry {
    let entry = Entry::read(stored.as_bytes()).expect(stored);
    assert_eq!(String::from_utf8_lossy(&entry.write()), stored);
    entry
}

const fn word_of_act(act: &Act) -> &'static str {
    match act {
        Act::Check { .. } => "check",
        Act::Provision { .. } => "provision",
        Act::Test => "test",
        Act::ProveStored { .. } => "prove-stored",
        Act::RollOut { .. } => "roll-out",
        Act::EndHold => "end-hold",
        Act::Deactivate { .. } => "deactivate",
        Act::Probe => "probe",
        Act::DeactivateOnceMore => "deactivate-once-more",
        Act::StartOver => "start-over",
        Act::Finish => "finish",
        Act::Abandon { .. } => "abandon",
        Act::Retry => "retry",
        Act::Confirm => "confirm",
        Act::Keys { .. } => "keys",
        Act::Saw { .. } => "saw",
        Act::Switched => "switched",
        Act::DidNotSwitch => "did-not-switch",
        Act::SkipWatch => "skip-watch",
    }
}

#[test]
fn acts() {
    let mut words = BTreeSet::new();
    for stored in [
        r#"{"act":"check","other_run_open":true}"#,
        r#"{"act":"provision","once":"00000000-0000-0000-0000-000000000031","reply_key":null}"#,
        r#"{"act":"provision","once":"00000000-0000-0000-0000-000000000031","reply_key":"k"}"#,
        r#"{"act":"test"}"#,
        r#"{"act":"prove-stored","pasted":"FAKE_SEC_two"}"#,
        r#"{"act":"roll-out","hold_until":null}"#,
        r#"{"act":"roll-out","hold_until":"2026-11-22T01:02:03Z"}"#,
        r#"{"act":"end-hold"}"#,
        r#"{"act":"deactivate","typed":"Payroll","once":"00000000-0000-0000-0000-000000000032","reply_key":null}"#,
        r#"{"act":"deactivate","typed":"Payroll","once":"00000000-0000-0000-0000-000000000032","reply_key":"k"}"#,
        r#"{"act":"probe"}"#,
        r#"{"act":"deactivate-once-more"}"#,
        r#"{"act":"start-over"}"#,
        r#"{"act":"finish"}"#,
        r#"{"act":"abandon","reason":"enough"}"#,
        r#"{"act":"retry"}"#,
        r#"{"act":"confirm"}"#,
        r#"{"act":"keys","first":"FAKE_SEC_one","second":"FAKE_SEC_two"}"#,
        r#"{"act":"keys","first":"FAKE_SEC_one","second":"FAKE_SEC_two","known":[["FAKE","Fake Bank"],null]}"#,
        r#"{"act":"saw","text":"FAKE_SEC...two"}"#,
        r#"{"act":"switched"}"#,
        r#"{"act":"did-not-switch"}"#,
        r#"{"act":"skip-watch"}"#,
    ] {
        let Entry::Acted { act } = entry(&format!(r#"{{"entry":"acted","act":{stored}}}"#)) else {
            unreachable!("an act")
        };
        let word = word_of_act(&act);
        assert!(stored.starts_with(&format!(r#"{{"act":"{word}""#)), "{stored}");
        words.insert(word.to_owned());
    }
    assert_eq!(words, all_words::<Act>(r#"{"act":"?"}"#), "an act without its literal");
}

#[test]
fn acts_of_the_first_journals_had_fewer_fields() {
    let act = |stored: &str| match Entry::read(stored.as_bytes()) {
        Ok(Entry::Acted { act }) => act,
        _ => unreachable!("an act: {stored}"),
    };
    assert!(matches!(
        act(r#"{"entry":"acted","act":{"act":"check"}}"#),
        Act::Check { other_run_open: false }
    ));
    assert!(
        matches!(act(r#"{"entry":"acted","act":{"act":"abandon"}}"#), Act::Abandon { reason } if reason.is_empty())
    );
}

#[test]
fn entries_and_replies() {
    let (mut entries, mut replies) = (BTreeSet::new(), BTreeSet::new());
    for stored in [
        r#"{"entry":"began","machine":"rehearsal","connection":{"id":"bank","label":"Bank","environment":"test","deactivate":"by-product"}}"#,
        r#"{"entry":"acted","act":{"act":"test"}}"#,
        r#"{"entry":"replied","ticket":1,"millis":250,"reply":{"came":"reply","status":200,"headers":[["date","Sun, 22 Nov 2026 00:00:00 GMT"]],"body":"AP8="}}"#,
        r#"{"entry":"replied","ticket":2,"millis":250,"reply":{"came":"nothing","sent":true},"rules":1}"#,
        r#"{"entry":"replied","ticket":3,"millis":250,"reply":{"came":"nothing","sent":false}}"#,
        r#"{"entry":"handed-over","export":"00000000-0000-0000-0000-000000000009"}"#,
        r#"{"entry":"taken-up","export":"00000000-0000-0000-0000-000000000009"}"#,
    ] {
        let entry = entry(stored);
        let word = match &entry {
            Entry::Began(_) => "began",
            Entry::Acted { .. } => "acted",
            Entry::Replied { .. } => "replied",
            Entry::HandedOver { .. } => "handed-over",
            Entry::TakenUp { .. } => "taken-up",
        };
        assert!(stored.starts_with(&format!(r#"{{"entry":"{word}""#)), "{stored}");
        entries.insert(word.to_owned());
        if let Entry::Replied { reply, .. } = &entry {
            let word = match reply {
                Replied::Reply { .. } => "reply",
                Replied::Nothing { .. } => "nothing",
            };
            assert!(stored.contains(&format!(r#""reply":{{"came":"{word}""#)), "{stored}");
            replies.insert(word.to_owned());
        }
    }
    assert_eq!(entries, all_words::<Entry>(r#"{"entry":"?"}"#), "an entry without its literal");
    assert_eq!(replies, all_words::<Replied>(r#"{"came":"?"}"#), "a reply without its literal");
}

#[test]
fn rules_by_which_an_answer_was_taken() {
    let rules = |rules: &str| {
        let stored = format!(
            r#"{{"entry":"replied","ticket":1,"millis":250,"reply":{{"came":"nothing","sent":false}}{rules}}}"#
        );
        match entry(&stored) {
            Entry::Replied { rules, .. } => rules,
            _ => unreachable!("a reply"),
        }
    };
    assert_eq!(rules(""), Rules::FIRST);
    assert_eq!(rules(r#","rules":1"#), Rules::PROBED);
}
