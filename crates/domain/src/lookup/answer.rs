//! What was found, gathered by what it is, with an answer for each.

use std::borrow::Borrow;
use std::collections::HashMap;

use chrono::DateTime;
use keyturn_scan::counts::{Counts, Tally};
use keyturn_scan::finding::{Finding, Kind, SaltedFingerprint};

use super::fit::{Fit, Seen, fit};
use super::http_status::status_in;
use super::key_summary::KeySummary;
use super::line_status::{LineStatus, LineStatuses, weighed};
use super::when::{When, Zone, resolve};
use crate::history::{StatusAt, Valid};
use crate::moment::Moment;

/// One place where it stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Occurrence {
    /// The finding, by its place among those that were told.
    pub finding: usize,
    /// When its line was written.
    pub when: When,
    /// What the key was then; `None` if it is not known which key it is, or the line has no time.
    pub status: Option<StatusAt>,
    /// How the line itself says that its call was answered.
    pub http: Option<u16>,
}

/// In how many lines the key was what, with the first of them each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tellings {
    /// Lines at whose time it was valid.
    pub valid: (usize, Option<usize>),
    /// Lines at whose time it was not.
    pub not_valid: (usize, Option<usize>),
    /// Lines at whose time nobody can tell.
    pub not_known: (usize, Option<usize>),
    /// Lines without a time.
    pub untimed: (usize, Option<usize>),
}

/// A name, a mask or a whole key that was found, and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// As it stood there, or the mask of a whole key.
    pub label: String,
    /// What it is.
    pub kind: Kind,
    /// Of a whole key.
    pub fingerprint: Option<SaltedFingerprint>,
    /// Which of the known keys it is.
    pub fit: Fit,
    /// How often it stood there in all; more than are told one by one, perhaps.
    pub total: u64,
    /// The occurrences that were told, in the order of files and lines.
    pub occurrences: Vec<Occurrence>,
    /// What the key was at their times.
    pub tellings: Tellings,
    /// What they themselves say of their calls.
    pub statuses: LineStatuses,
    /// How many of the told ones have a time without a zone.
    pub unzoned: u64,
    /// How often over time, in order: the beginning of each span, and the count.
    pub over_time: Vec<(Moment, u64)>,
}

/// Old and new of one succession in the same text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The old key's answer, by its place.
    pub old: usize,
    /// The new key's.
    pub new: usize,
}

/// What the answers are worked out with.
pub struct Basis<'a> {
    /// The keys that are known.
    pub known: &'a [KeySummary],
    /// What the scan says of each of them: see [`super::salted_fingerprints`].
    pub fingerprints: &'a [SaltedFingerprint],
    /// The zone of lines that say none.
    pub zone: &'a Zone<'a>,
    /// The present.
    pub now: Moment,
}

/// One answer for each thing that was found: leaks first, then parts of keys, then what is known, then by how often it stood there.
pub fn answers(findings: &[Finding], counts: &Counts, basis: &Basis) -> Vec<Answer> {
    let mut answers: Vec<Answer> = Vec::new();
    let mut places: HashMap<(&str, Kind, Option<SaltedFingerprint>), usize> = HashMap::new();
    for (at, finding) in findings.iter().enumerate() {
        let place = *places.entry((&finding.label, finding.kind, finding.fingerprint)).or_insert_with(|| {
            answers.push(Answer::of(finding, counts, basis));
            answers.len() - 1
        });
        answers[place].take(at, finding, basis);
    }
    answers.sort_by_key(|answer| {
        (
            !answer.kind.is_leak(),
            answer.kind != Kind::PartOfKey,
            answer.fit == Fit::None,
            std::cmp::Reverse(answer.total),
        )
    });
    answers
}

impl Answer {
    fn of(finding: &Finding, counts: &Counts, basis: &Basis) -> Self {
        let Finding { label, kind, fingerprint, others, .. } = finding;
        let seen = Seen { kind: *kind, label, fingerprint: fingerprint.as_ref(), others };
        let tally = counts
            .tallies
            .iter()
            .find(|it| it.label == *label && it.kind == *kind && it.fingerprint == *fingerprint);
        Self {
            label: label.clone(),
            kind: *kind,
            fingerprint: *fingerprint,
            fit: fit(seen, basis.known, basis.fingerprints),
            total: tally.map_or(0, |tally| tally.total),
            occurrences: Vec::new(),
            tellings: Tellings::default(),
            statuses: LineStatuses::default(),
            unzoned: 0,
            over_time: tally.map(|tally| over_time(tally, basis.zone)).unwrap_or_default(),
        }
    }

    fn take(&mut self, place: usize, finding: &Finding, basis: &Basis) {
        let when = resolve(finding.time.as_ref(), basis.zone);
        self.unzoned += u64::from(finding.time.is_some_and(|time| time.ahead.is_none()));
        let known = match self.fit {
            Fit::One(only, _) => basis.known.get(only),
            Fit::None | Fit::Several(..) => None,
        };
        let http = status_in(&finding.context);
        let status =
            known.and_then(|known| status(known, when, basis.now)).map(|status| weighed(status, http));
        if let Some(status_said) = http {
            let (at, then) = (when.first(), status.map(|status| status.valid));
            self.statuses.take(LineStatus { status: status_said, finding: place, at, then });
        }
        let telling = match status.map(|status| status.valid) {
            Some(Valid::Proven | Valid::Believed) => &mut self.tellings.valid,
            Some(Valid::No) => &mut self.tellings.not_valid,
            Some(Valid::NotKnown) => &mut self.tellings.not_known,
            None => &mut self.tellings.untimed,
        };
        telling.0 += 1;
        telling.1.get_or_insert(place);
        self.occurrences.push(Occurrence { finding: place, when, status, http });
        // What was told is at least there, whether or not it was counted yet.
        self.total = self.total.max(self.occurrences.len() as u64);
    }

    /// The instant of the first occurrence that has one, and of the last.
    pub fn span(&self) -> Option<(Moment, Moment)> {
        let times = self.occurrences.iter().filter_map(|it| it.when.first());
        Some((times.clone().min()?, times.max()?))
    }
}

/// Where a time was twice and the answer depends on which it was, nobody can tell.
fn status(known: &KeySummary, when: When, now: Moment) -> Option<StatusAt> {
    let at = |at| known.status_at(at, now);
    match when {
        When::Unknown => None,
        When::At(instant) | When::Never(instant) => Some(at(instant)),
        When::Twice(one, other) => {
            let (first, second) = (at(one), at(other));
            let same = first.place == second.place && first.valid == second.valid;
            Some(if same { first } else { StatusAt { valid: Valid::NotKnown, ..first } })
        }
    }
}

fn over_time(tally: &Tally, zone: &Zone) -> Vec<(Moment, u64)> {
    let mut counts: Vec<(Moment, u64)> = Vec::new();
    for bucket in &tally.buckets {
        let start = DateTime::from_timestamp_millis(bucket.start);
        let unzoned = start.map(|civil| civil - zone(civil));
        counts.extend(start.filter(|_| bucket.zoned > 0).map(|at| (at, bucket.zoned.into())));
        counts.extend(unzoned.filter(|_| bucket.unzoned > 0).map(|at| (at, bucket.unzoned.into())));
    }
    counts.sort_by_key(|(at, _)| *at);
    counts
}

/// Old and new keys of which both stand in the text: a roll-out that is under way, or was.
pub fn changes<A: Borrow<Answer>>(answers: &[A], known: &[KeySummary]) -> Vec<Change> {
    let one = |answer: &Answer| match answer.fit {
        Fit::One(only, _) => known.get(only),
        Fit::None | Fit::Several(..) => None,
    };
    let mut changes = Vec::new();
    for (old, answer) in answers.iter().enumerate() {
        let Some(key) = one(answer.borrow()) else { continue };
        let Some(successor) = key.successor else { continue };
        let follows = |answer: &Answer| {
            one(answer).is_some_and(|it| {
                it.id == successor && it.source == key.source && it.connection == key.connection
            })
        };
        changes.extend(
            answers
                .iter()
                .enumerate()
                .filter(|(_, it)| follows((*it).borrow()))
                .map(|(new, _)| Change { old, new }),
        );
    }
    changes
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use keyturn_scan::counts::Bucket;
    use keyturn_scan::finding::{Context, Form};
    use keyturn_scan::time::{LineTime, Style};

    use super::super::key_summary::tests::quickstream;
    use super::*;
    use crate::history::{History, Mark, Marked};
    use crate::inventory::KeyId;
    use crate::moment::{Expiry, read};

    fn at(text: &str) -> Moment {
        read(text).unwrap()
    }

    fn finding(line: u64, label: &str, civil: Option<&str>, ahead: Option<i16>) -> Finding {
        let time = civil.map(|civil| LineTime {
            civil: at(civil).timestamp_millis(),
            ahead,
            style: Style::Iso,
            year_guessed: false,
            order_guessed: false,
            inherited: false,
        });
        Finding {
            file: 0,
            line,
            offset: 0,
            length: 17,
            kind: Kind::SecretName,
            form: Form::Text,
            label: label.into(),
            fingerprint: None,
            others: Vec::new(),
            known: None,
            context: Context::default(),
            time,
        }
    }

    /// Sydney around the end of summer time on 5 April 2026.
    fn sydney(at: Moment) -> TimeDelta {
        TimeDelta::hours(if at < self::at("2026-04-04T16:00:00Z") { 11 } else { 10 })
    }

    /// An old key that was superseded in the hour that comes twice, and its successor.
    fn pair() -> Vec<KeySummary> {
        let mark = |text: &str, mark| Marked { at: at(text), mark };
        let old = History::restore(vec![
            mark("2026-01-01T00:00:00Z", Mark::Seen),
            mark("2026-04-04T15:45:00Z", Mark::Alive),
            mark("2026-04-04T16:15:00Z", Mark::Deactivated),
        ]);
        let new = History::restore(vec![mark("2026-04-04T15:00:00Z", Mark::Seen)]);
        let one = quickstream(1, "A_SEC...old");
        vec![
            KeySummary { successor: Some(KeyId(2)), history: old, expiry: Expiry::Never, ..one },
            KeySummary { predecessor: Some(KeyId(1)), history: new, ..quickstream(2, "A_SEC...new") },
        ]
    }

    fn answer(findings: &[Finding], counts: &Counts, known: &[KeySummary]) -> Vec<Answer> {
        let now = at("2026-05-01T00:00:00Z");
        answers(findings, counts, &Basis { known, fingerprints: &[], zone: &sydney, now })
    }

    #[test]
    fn every_line_gets_the_answer_of_its_own_time() {
        let known = pair();
        let findings = [
            finding(1, "A_SEC...old", Some("2026-03-01T00:00:00Z"), Some(0)),
            finding(2, "A_SEC...old", Some("2026-04-06T00:00:00Z"), Some(0)),
            finding(3, "A_SEC...old", None, None),
            finding(4, "A_SEC...who", None, None),
            finding(5, "A_SEC...old", Some("2026-04-04T16:00:00Z"), Some(0)),
        ];
        let answers = answer(&findings, &Counts::default(), &known);
        assert_eq!(answers.len(), 2);
        let Tellings { valid, not_valid, not_known, untimed } = answers[0].tellings;
        assert_eq!((valid, not_valid), ((1, Some(0)), (1, Some(1))));
        assert_eq!((not_known, untimed), ((1, Some(4)), (1, Some(2))));
        assert_eq!((answers[0].total, answers[1].fit.clone()), (4, Fit::None));
        assert_eq!(answers[0].unzoned, 0);
        assert_eq!(answers[0].span(), Some((at("2026-03-01T00:00:00Z"), at("2026-04-06T00:00:00Z"))));
    }

    #[test]
    fn in_the_hour_that_comes_twice_only_what_holds_for_both_is_said() {
        let known = pair();
        // 02:30 was at 15:30 UTC, when the key worked, and at 16:30 UTC, when it did not.
        let twice = answer(
            &[finding(1, "A_SEC...old", Some("2026-04-05T02:30:00Z"), None)],
            &Counts::default(),
            &known,
        );
        assert_eq!(twice[0].tellings.not_known, (1, Some(0)));
        // An hour before there is no doubt.
        let once = answer(
            &[finding(1, "A_SEC...old", Some("2026-04-05T01:30:00Z"), None)],
            &Counts::default(),
            &known,
        );
        assert_eq!((once[0].tellings.valid, once[0].unzoned), ((1, Some(0)), 1));
    }

    #[test]
    fn the_zone_decides_for_lines_that_say_none() {
        let known = pair();
        let line = [finding(1, "A_SEC...old", Some("2026-04-04T20:00:00Z"), None)];
        let now = at("2026-05-01T00:00:00Z");
        let tellings = |zone: &Zone| {
            answers(&line, &Counts::default(), &Basis { known: &known, fingerprints: &[], zone, now })[0]
                .tellings
        };
        assert_eq!(tellings(&sydney).valid.0, 1, "09:00 UTC, before the end");
        assert_eq!(tellings(&|_| TimeDelta::zero()).not_valid.0, 1, "20:00 UTC, after it");
    }

    #[test]
    fn old_and_new_of_a_roll_out_stand_side_by_side() {
        let known = pair();
        let findings = [finding(1, "A_SEC...new", None, None), finding(2, "A_SEC...old", None, None)];
        let answers = answer(&findings, &Counts::default(), &known);
        let found = changes(&answers, &known);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (answers[found[0].old].label.as_str(), answers[found[0].new].label.as_str()),
            ("A_SEC...old", "A_SEC...new")
        );
        assert_eq!(changes(&answers[..1], &known), []);
    }

    #[test]
    fn counts_are_those_of_the_scan_and_lie_where_the_zone_puts_them() {
        let known = pair();
        let tally = Tally {
            label: "A_SEC...old".into(),
            kind: Kind::SecretName,
            fingerprint: None,
            known: None,
            total: 900,
            untimed: 0,
            buckets: vec![Bucket {
                start: at("2026-03-01T11:00:00Z").timestamp_millis(),
                zoned: 2,
                unzoned: 898,
            }],
        };
        let counts = Counts { width: 60_000, tallies: vec![tally], others: 0 };
        let answers = answer(&[finding(1, "A_SEC...old", None, None)], &counts, &known);
        assert_eq!(answers[0].total, 900);
        assert_eq!(
            answers[0].over_time,
            [(at("2026-03-01T00:00:00Z"), 898), (at("2026-03-01T11:00:00Z"), 2)]
        );
    }

    #[test]
    fn a_leak_comes_first_and_strangers_last() {
        let known = pair();
        let mut leak = finding(9, "superapiproduct_…abcd", None, None);
        leak.kind = Kind::SuperApiProduct;
        let stranger = finding(1, "B_SEC...who", None, None);
        let findings = [stranger, finding(2, "A_SEC...old", None, None), leak];
        let answers = answer(&findings, &Counts::default(), &known);
        let labels: Vec<_> = answers.iter().map(|it| it.label.as_str()).collect();
        assert_eq!(labels, ["superapiproduct_…abcd", "A_SEC...old", "B_SEC...who"]);
    }

    #[test]
    fn a_line_that_says_401_is_not_called_valid_because_nothing_else_is_known() {
        let known = pair();
        let mut rejected = finding(1, "A_SEC...new", Some("2026-04-06T09:15:00Z"), Some(0));
        rejected.context.before = "2026-04-06T09:15:00Z key=".into();
        rejected.context.after = " 401".into();
        let answers = answer(&[rejected.clone()], &Counts::default(), &known);
        let line = answers[0].statuses.rejected.unwrap();
        assert_eq!(
            (line.status, line.then, line.at),
            (401, Some(Valid::NotKnown), at("2026-04-06T09:15:00Z").into())
        );
        assert_eq!((answers[0].tellings.valid.0, answers[0].tellings.not_known.0), (0, 1));
        assert_eq!(answers[0].occurrences[0].http, Some(401));
        // The same line without its status.
        rejected.context.after = String::new();
        assert_eq!(answer(&[rejected], &Counts::default(), &known)[0].tellings.valid.0, 1);
    }
}
