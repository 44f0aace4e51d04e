//! Counts as bytes.

use super::bytes::{Reader, Writer};
use super::finding::read_fingerprint;
use crate::counts::{Bucket, Counts, Subject, Tally};
use crate::finding::{Kind, SaltedFingerprint};

/// Counts as bytes.
pub fn write_counts(counts: &Counts) -> Vec<u8> {
    let mut out = Writer::default();
    put_counts(&mut out, counts);
    out.bytes
}

/// Counts from [`write_counts`]; nothing if the bytes are none.
pub fn read_counts(bytes: &[u8]) -> Option<Counts> {
    take_counts(&mut Reader(bytes))
}

pub(super) fn put_counts(out: &mut Writer, counts: &Counts) {
    out.signed(counts.width);
    out.number(counts.others);
    out.number(counts.tallies.len() as u64);
    for tally in &counts.tallies {
        put_subject(out, &tally.label, tally.kind, tally.fingerprint.as_ref(), tally.known);
        out.number(tally.total);
        out.number(tally.untimed);
        out.number(tally.buckets.len() as u64);
        for bucket in &tally.buckets {
            out.signed(bucket.start);
            out.number(bucket.zoned.into());
            out.number(bucket.unzoned.into());
        }
    }
}

pub(super) fn take_counts(from: &mut Reader<'_>) -> Option<Counts> {
    let (width, others, count) = (from.signed()?, from.number()?, from.number()?);
    let tallies = (0..count).map(|_| take_tally(from)).collect::<Option<_>>()?;
    Some(Counts { width, tallies, others })
}

fn take_tally(from: &mut Reader<'_>) -> Option<Tally> {
    let Subject { label, kind, fingerprint, known } = take_subject(from)?;
    Some(Tally {
        label,
        kind,
        fingerprint,
        known,
        total: from.number()?,
        untimed: from.number()?,
        buckets: {
            let count = from.number()?;
            let bucket = |from: &mut Reader<'_>| {
                Some(Bucket { start: from.signed()?, zoned: from.short()?, unzoned: from.short()? })
            };
            (0..count).map(|_| bucket(from)).collect::<Option<_>>()?
        },
    })
}

fn put_subject(
    out: &mut Writer,
    label: &str,
    kind: Kind,
    fingerprint: Option<&SaltedFingerprint>,
    known: Option<u32>,
) {
    out.text(label);
    out.choice(&Kind::ALL, kind);
    out.option(fingerprint, Writer::raw);
    out.option(known, |out, known| out.number(known.into()));
}

fn take_subject(from: &mut Reader<'_>) -> Option<Subject> {
    Some(Subject {
        label: from.text()?,
        kind: from.choice(&Kind::ALL)?,
        fingerprint: from.option(read_fingerprint)?,
        known: from.option(Reader::short)?,
    })
}
