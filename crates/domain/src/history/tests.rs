use proptest::prelude::*;

use super::*;
use crate::moment::{Expiry, read};

fn at(text: &str) -> Moment {
    read(&format!("2026-{text}")).unwrap()
}

fn history(marks: &[(&str, Mark)]) -> History {
    History::restore(marks.iter().map(|(text, mark)| Marked { at: at(text), mark: *mark }).collect())
}

fn until() -> Moment {
    at("12-31T00:00:00Z")
}

const NEVER: Expiry = Expiry::Never;

/// A QuickStream key that was renewed in time.
fn renewed() -> (History, Expiry) {
    let marks = history(&[
        ("01-10T00:00:00Z", Mark::Seen),
        ("01-10T00:00:01Z", Mark::Alive),
        ("11-01T00:00:00Z", Mark::Alive),
        ("11-03T09:00:00Z", Mark::Superseded(Some(KeyId(2)))),
    ]);
    (marks, Expiry::At(at("11-20T00:00:00Z")))
}

/// A SuperAPI key that was made, replaced and deactivated.
fn rotated() -> History {
    history(&[
        ("02-01T00:00:00Z", Mark::Made),
        ("02-01T00:10:00Z", Mark::Seen),
        ("02-01T00:10:00Z", Mark::Current),
        ("06-01T10:00:00Z", Mark::Superseded(Some(KeyId(3)))),
        ("06-01T11:59:58Z", Mark::Alive),
        ("06-01T12:00:01Z", Mark::Dead),
        ("06-01T12:00:02Z", Mark::Deactivated),
    ])
}

#[test]
fn a_renewed_key_is_current_then_superseded_then_expired() {
    let (history, end) = renewed();
    let status = |text: &str| history.status_at(at(text), end, until());
    let day = status("05-05T00:00:00Z");
    assert_eq!(
        (day.place, day.valid, day.why),
        (Place::Current, Valid::Proven, Why::AcceptedOn(at("11-01T00:00:00Z")))
    );
    let after = status("11-04T00:00:00Z");
    assert_eq!(after.place, Place::Superseded { on: at("11-03T09:00:00Z"), by: Some(KeyId(2)) });
    assert_eq!(
        (after.valid, after.why),
        (Valid::Believed, Why::LastAccepted(at("11-01T00:00:00Z"))),
        "superseded is not dead"
    );
    let past = status("11-20T00:00:00Z");
    assert_eq!((past.place, past.valid), (Place::Expired(at("11-20T00:00:00Z")), Valid::No));
    assert_eq!(status("11-19T23:59:59Z").valid, Valid::Believed);
}

#[test]
fn a_rotated_key_is_not_yet_made_then_current_then_superseded_then_deactivated() {
    let history = rotated();
    let status = |text: &str| history.status_at(at(text), NEVER, until());
    let before = status("01-31T23:59:59Z");
    assert_eq!((before.place, before.valid), (Place::NotYetMade, Valid::No));
    // Made, and not yet in the list: the run was under way.
    assert_eq!(status("02-01T00:05:00Z").valid, Valid::Proven);
    assert_eq!(status("03-01T00:00:00Z").place, Place::Current);
    let rolling_out = status("06-01T11:00:00Z");
    assert_eq!(rolling_out.place, Place::Superseded { on: at("06-01T10:00:00Z"), by: Some(KeyId(3)) });
    assert_eq!(rolling_out.valid, Valid::Proven, "it worked until it was deactivated");
    let over = status("07-01T00:00:00Z");
    assert_eq!((over.place, over.valid), (Place::Deactivated(at("06-01T12:00:01Z")), Valid::No));
    // The probe that shows it dead comes a moment before the run is closed.
    assert_eq!(status("06-01T12:00:01Z").place, Place::Deactivated(at("06-01T12:00:01Z")));
}

#[test]
fn between_the_last_yes_and_the_first_no_nobody_knows() {
    let history = rotated();
    let gap = history.status_at(at("06-01T12:00:00Z"), NEVER, until());
    assert_eq!((gap.place, gap.valid), (Place::Unknown, Valid::NotKnown));
    assert_eq!(gap.why, Why::EndedBetween(at("06-01T11:59:58Z"), at("06-01T12:00:01Z")));
    let seen_only =
        super::tests::history(&[("03-01T00:00:00Z", Mark::Seen), ("09-01T00:00:00Z", Mark::Dead)]);
    let gap = seen_only.status_at(at("05-01T00:00:00Z"), NEVER, until());
    assert_eq!(gap.why, Why::EndedBetween(at("03-01T00:00:00Z"), at("09-01T00:00:00Z")));
}

#[test]
fn a_rejection_after_the_vendors_end_says_nothing_against_the_time_before_it() {
    let history = history(&[
        ("03-01T00:00:00Z", Mark::Seen),
        ("03-01T00:00:00Z", Mark::Alive),
        ("09-01T00:00:00Z", Mark::Dead),
    ]);
    let end = Expiry::At(at("08-01T00:00:00Z"));
    let before = history.status_at(at("07-01T00:00:00Z"), end, until());
    assert_eq!((before.place, before.valid), (Place::Current, Valid::Believed));
    assert_eq!(before.why, Why::UntilItsEnd(at("08-01T00:00:00Z")));
    let between = history.status_at(at("08-15T00:00:00Z"), end, until());
    assert_eq!(between.place, Place::Expired(at("08-01T00:00:00Z")));
    assert_eq!(history.status_at(at("10-01T00:00:00Z"), end, until()).place, between.place);
}

#[test]
fn a_key_of_unknown_age_is_unknown_before_it_was_first_seen() {
    let (history, end) = renewed();
    let early = history.status_at(at("01-09T00:00:00Z"), end, until());
    assert_eq!((early.place, early.valid), (Place::Unknown, Valid::NotKnown));
    assert_eq!(early.why, Why::FirstSeen(Some(at("01-10T00:00:00Z"))));
    let nothing = History::default().status_at(at("01-09T00:00:00Z"), NEVER, until());
    assert_eq!((nothing.place, nothing.why), (Place::Unknown, Why::FirstSeen(None)));
}

#[test]
fn the_vendors_word_counts_more_than_its_date() {
    let history = history(&[("01-01T00:00:00Z", Mark::Seen), ("05-01T00:00:00Z", Mark::Alive)]);
    let end = Expiry::At(at("03-01T00:00:00Z"));
    assert_eq!(history.status_at(at("04-01T00:00:00Z"), end, until()).valid, Valid::Proven);
    assert_eq!(history.status_at(at("06-01T00:00:00Z"), end, until()).valid, Valid::No);
}

#[test]
fn a_key_that_came_back_is_not_guessed_at() {
    let history = history(&[
        ("01-01T00:00:00Z", Mark::Seen),
        ("02-01T00:00:00Z", Mark::Dead),
        ("04-01T00:00:00Z", Mark::Alive),
    ]);
    let between = history.status_at(at("03-01T00:00:00Z"), NEVER, until());
    assert_eq!(between.why, Why::CameBack(at("02-01T00:00:00Z"), at("04-01T00:00:00Z")));
    assert_eq!(between.valid, Valid::NotKnown);
    assert_eq!(history.status_at(at("05-01T00:00:00Z"), NEVER, until()).valid, Valid::Believed);
}

#[test]
fn a_register_says_when_its_knowledge_ends() {
    let history = history(&[("01-01T00:00:00Z", Mark::Seen), ("01-02T00:00:00Z", Mark::Alive)]);
    let written = at("02-01T00:00:00Z");
    let later = history.status_at(at("03-01T00:00:00Z"), NEVER, written);
    assert_eq!((later.valid, later.why), (Valid::Believed, Why::KnownUntil(written)));
    let never = super::tests::history(&[("01-01T00:00:00Z", Mark::Seen)]);
    assert_eq!(never.status_at(at("01-03T00:00:00Z"), NEVER, written).why, Why::NeverAsked);
}

#[test]
fn a_wrong_removal_puts_the_old_key_back_in_its_place() {
    let history = history(&[
        ("01-01T00:00:00Z", Mark::Seen),
        ("02-01T00:00:00Z", Mark::Superseded(None)),
        ("02-02T00:00:00Z", Mark::Current),
        ("02-02T00:00:00Z", Mark::Alive),
    ]);
    assert_eq!(
        history.status_at(at("02-01T12:00:00Z"), NEVER, until()).place,
        Place::Superseded { on: at("02-01T00:00:00Z"), by: None }
    );
    assert_eq!(history.status_at(at("02-03T00:00:00Z"), NEVER, until()).place, Place::Current);
}

#[test]
fn a_change_nearby_is_said() {
    let (history, end) = renewed();
    let status = |text: &str| history.status_at(at(text), end, until()).near;
    assert_eq!(status("11-03T08:56:00Z"), Some(at("11-03T09:00:00Z")));
    assert_eq!(status("11-20T00:05:00Z"), Some(at("11-20T00:00:00Z")));
    assert_eq!(status("11-20T00:05:01Z"), None);
}

#[test]
fn daily_checks_do_not_pile_up() {
    let mut history = History::begun(at("01-01T00:00:00Z"));
    for day in 1..=28 {
        history.note(at(&format!("02-{day:02}T00:00:00Z")), Mark::Alive);
    }
    assert_eq!(history.marks().len(), 3, "first seen, first yes, last yes");
    assert_eq!(history.marks()[2].at, at("02-28T00:00:00Z"));
    history.note(at("03-01T00:00:00Z"), Mark::Dead);
    history.note(at("03-02T00:00:00Z"), Mark::Alive);
    history.note(at("03-03T00:00:00Z"), Mark::Alive);
    assert_eq!(history.marks().len(), 6, "a no in between is never lost");
}

proptest! {
    /// Whatever happened, no instant is both proven valid and after a verdict that says otherwise, and a key is never
    /// called valid before it was made or after its end without the vendor's later word.
    #[test]
    fn no_answer_contradicts_what_is_known(
        marks in prop::collection::vec((0_i64..1_000, 0_usize..6), 0..12),
        made in prop::option::of(0_i64..1_000),
        end in prop::option::of(0_i64..1_000),
        asked in 0_i64..1_000,
    ) {
        let hour = |hours: i64| at("01-01T00:00:00Z") + chrono::TimeDelta::hours(hours);
        let kinds = [
            Mark::Seen, Mark::Alive, Mark::Dead, Mark::Deactivated, Mark::Superseded(None), Mark::Current,
        ];
        let mut history = History::default();
        for (hours, kind) in &marks {
            history.note(hour(*hours), kinds[*kind]);
        }
        if let Some(made) = made {
            history.note(hour(made), Mark::Made);
        }
        let expiry = end.map_or(Expiry::Never, |end| Expiry::At(hour(end)));
        let status = history.status_at(hour(asked), expiry, hour(2_000));
        let valid = matches!(status.valid, Valid::Proven | Valid::Believed);
        let alive_later = marks.iter().any(|(hours, kind)| *kind == 1 && *hours > asked);
        if made.is_some_and(|made| asked < made) {
            prop_assert_eq!(status.place, Place::NotYetMade);
        }
        if end.is_some_and(|end| end <= asked) && !alive_later {
            prop_assert!(!valid);
        }
        if status.valid == Valid::Proven {
            prop_assert!(alive_later);
        }
        let last = history.marks().iter().rfind(|it| it.at <= hour(asked) && it.mark.verdict().is_some());
        if last.is_some_and(|last| last.mark != Mark::Alive) {
            prop_assert!(!valid, "rejected before, and nothing since");
        }
    }
}
