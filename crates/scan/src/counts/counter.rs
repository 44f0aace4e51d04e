//! Counting while a scan runs.

use super::{BUCKETS, Bucket, Counts, LABELS, Tally};
use crate::finding::{Kind, SaltedFingerprint};
use crate::sorted::Sorted;
use crate::time::LineTime;

/// The lengths of buckets, each a multiple of the one before: a second to four weeks. Longer ones double.
const WIDTHS: [i64; 11] = [
    1_000,
    5_000,
    15_000,
    60_000,
    300_000,
    900_000,
    3_600_000,
    21_600_000,
    86_400_000,
    604_800_000,
    2_419_200_000,
];

/// What is counted apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Subject {
    pub(crate) label: String,
    pub(crate) kind: Kind,
    pub(crate) fingerprint: Option<SaltedFingerprint>,
    pub(crate) known: Option<u32>,
}

#[derive(Clone, Default)]
struct Row {
    total: u64,
    untimed: u64,
    /// Zoned and unzoned, by the start of their bucket.
    buckets: Sorted<i64, [u32; 2]>,
}

/// Counts of subjects over time.
#[derive(Clone, Default)]
pub(crate) struct Counter {
    width: i64,
    span: Option<(i64, i64)>,
    rows: Vec<(Subject, Row)>,
    others: u64,
}

impl Counter {
    pub(crate) fn add(&mut self, subject: Subject, time: Option<&LineTime>, count: u64) {
        if let Some(time) = time {
            let at = time.instant().unwrap_or(time.civil);
            self.cover(at, at);
        }
        let width = self.width;
        let Some(row) = self.row(subject, count) else { return };
        row.total += count;
        match time {
            None => row.untimed += count,
            Some(time) => {
                let at = time.instant().unwrap_or(time.civil);
                let bucket = row.buckets.entry(at - at.rem_euclid(width), Default::default);
                let side = &mut bucket[usize::from(time.ahead.is_none())];
                *side = side.saturating_add(u32::try_from(count).unwrap_or(u32::MAX));
            }
        }
    }

    /// The subject's row; past the last one it is counted among the others.
    fn row(&mut self, subject: Subject, count: u64) -> Option<&mut Row> {
        let place = match self.rows.iter().position(|(known, _)| *known == subject) {
            Some(place) => place,
            None if self.rows.len() < LABELS => {
                self.rows.push((subject, Row::default()));
                self.rows.len() - 1
            }
            None => {
                self.others += count;
                return None;
            }
        };
        self.rows.get_mut(place).map(|(_, row)| row)
    }

    /// Makes the buckets long enough for these two points in time.
    fn cover(&mut self, first: i64, last: i64) {
        let (first, last) = self.span.map_or((first, last), |(from, to)| (from.min(first), to.max(last)));
        self.span = Some((first, last));
        let mut width = self.width.max(WIDTHS[0]);
        while last.div_euclid(width) - first.div_euclid(width) >= BUCKETS as i64 {
            width = WIDTHS.into_iter().find(|longer| *longer > width).unwrap_or(width * 2);
        }
        self.widen(width);
    }

    fn widen(&mut self, width: i64) {
        if width <= self.width {
            return;
        }
        self.width = width;
        for (_, row) in &mut self.rows {
            let mut buckets: Sorted<i64, [u32; 2]> = Sorted::default();
            for (start, counts) in row.buckets.iter() {
                let bucket = buckets.entry(start - start.rem_euclid(width), Default::default);
                bucket.iter_mut().zip(counts).for_each(|(sum, count)| *sum = sum.saturating_add(*count));
            }
            row.buckets = buckets;
        }
    }

    /// Adds everything that another has counted.
    pub(crate) fn join(&mut self, mut other: Self) {
        if let Some((first, last)) = other.span {
            self.cover(first, last);
            self.widen(other.width);
            other.widen(self.width);
        }
        self.others += other.others;
        for (subject, counted) in other.rows {
            let Some(row) = self.row(subject, counted.total) else { continue };
            row.total += counted.total;
            row.untimed += counted.untimed;
            for (start, counts) in counted.buckets.iter() {
                let bucket = row.buckets.entry(start, Default::default);
                bucket.iter_mut().zip(counts).for_each(|(sum, count)| *sum = sum.saturating_add(*count));
            }
        }
    }

    /// Adds everything that another has counted without a time, as of this time.
    pub(crate) fn join_untimed(&mut self, other: Self, time: Option<&LineTime>) {
        self.others += other.others;
        for (subject, counted) in other.rows {
            self.add(subject, time, counted.untimed);
        }
    }

    /// What another counter has told. Its span is known to a bucket, which is all that the span is for.
    pub(crate) fn of(counts: Counts) -> Self {
        let mut counter = Self { width: counts.width, others: counts.others, ..Self::default() };
        for tally in counts.tallies {
            let (first, last) = (tally.buckets.first(), tally.buckets.last());
            if let Some((first, last)) = first.zip(last) {
                counter.cover(first.start, last.start);
            }
            let Tally { label, kind, fingerprint, known, total, untimed, buckets } = tally;
            if let Some(row) = counter.row(Subject { label, kind, fingerprint, known }, total) {
                (row.total, row.untimed) = (total, untimed);
                for Bucket { start, zoned, unzoned } in buckets {
                    *row.buckets.entry(start, Default::default) = [zoned, unzoned];
                }
            }
        }
        counter
    }

    /// As they are told.
    pub(crate) fn counts(&self) -> Counts {
        let bucket =
            |(start, [zoned, unzoned]): (i64, &[u32; 2])| Bucket { start, zoned: *zoned, unzoned: *unzoned };
        let tally = |(subject, row): &(Subject, Row)| Tally {
            label: subject.label.clone(),
            kind: subject.kind,
            fingerprint: subject.fingerprint,
            known: subject.known,
            total: row.total,
            untimed: row.untimed,
            buckets: row.buckets.iter().map(bucket).collect(),
        };
        Counts { width: self.width, tallies: self.rows.iter().map(tally).collect(), others: self.others }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Style;

    fn subject(label: &str) -> Subject {
        Subject { label: label.into(), kind: Kind::SecretName, fingerprint: None, known: None }
    }

    fn at(civil: i64, ahead: Option<i16>) -> LineTime {
        let style = Style::Iso;
        LineTime { civil, ahead, style, year_guessed: false, order_guessed: false, inherited: false }
    }

    #[test]
    fn buckets_grow_instead_of_their_number() {
        let mut counter = Counter::default();
        for second in 0..1_000_000 {
            counter.add(subject("a"), Some(&at(second * 1_000, Some(0))), 1);
        }
        let counts = counter.counts();
        assert_eq!(counts.width, 21_600_000);
        assert!(counts.tallies[0].buckets.len() <= BUCKETS);
        assert_eq!(counts.tallies[0].buckets.iter().map(|bucket| bucket.zoned).sum::<u32>(), 1_000_000);
        assert!(counts.tallies[0].buckets.iter().all(|bucket| bucket.start % counts.width == 0));
    }

    #[test]
    fn what_was_counted_in_parts_is_what_was_counted_at_once() {
        let (mut whole, mut one, mut other) = (Counter::default(), Counter::default(), Counter::default());
        for step in 0..500 {
            let time = (step % 7 != 0).then(|| at(step * step * 1_000, (step % 2 == 0).then_some(600)));
            let label = subject(&(step % 5).to_string());
            whole.add(label.clone(), time.as_ref(), 1);
            if step < 200 { &mut one } else { &mut other }.add(label, time.as_ref(), 1);
        }
        one.join(Counter::of(other.counts()));
        assert_eq!(one.counts(), whole.counts());
    }

    #[test]
    fn labels_beyond_the_last_are_counted_together() {
        let mut counter = Counter::default();
        for label in 0..LABELS + 5 {
            counter.add(subject(&label.to_string()), None, 2);
        }
        let counts = counter.counts();
        assert_eq!((counts.tallies.len(), counts.others), (LABELS, 10));
        assert_eq!(counts.tallies[0].untimed, 2);
    }
}
