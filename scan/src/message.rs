//! What the worker tells the page, as bytes: both sides use this.

mod bytes;

use bytes::{Reader, Writer};

use crate::counts::{Bucket, Counts, Tally};
use crate::sighting::{Context, Form, Kind, Print, Sighting};
use crate::time::{LineTime, Style};

/// Sightings as bytes.
pub fn write_sightings(sightings: &[Sighting]) -> Vec<u8> {
    let mut out = Writer::default();
    out.number(sightings.len() as u64);
    for one in sightings {
        out.number(one.file.into());
        out.number(one.line);
        out.number(one.offset);
        out.number(one.length.into());
        out.choice(&Kind::ALL, one.kind);
        out.choice(&Form::ALL, one.form);
        out.text(&one.label);
        out.option(one.print.as_ref(), Writer::raw);
        out.option(one.known, |out, known| out.number(known.into()));
        out.text(&one.context.before);
        out.flag(one.context.cut_before);
        out.text(&one.context.after);
        out.flag(one.context.cut_after);
        out.option(one.time, write_time);
    }
    out.bytes
}

/// Sightings from [`write_sightings`]; nothing if the bytes are none.
pub fn read_sightings(bytes: &[u8]) -> Option<Vec<Sighting>> {
    let mut from = Reader(bytes);
    let count = from.number()?;
    (0..count)
        .map(|_| {
            Some(Sighting {
                file: from.short()?,
                line: from.number()?,
                offset: from.number()?,
                length: from.short()?,
                kind: from.choice(&Kind::ALL)?,
                form: from.choice(&Form::ALL)?,
                label: from.text()?,
                print: from.option(read_print)?,
                known: from.option(Reader::short)?,
                context: Context {
                    before: from.text()?,
                    cut_before: from.flag()?,
                    after: from.text()?,
                    cut_after: from.flag()?,
                },
                time: from.option(read_time)?,
            })
        })
        .collect()
}

/// Counts as bytes.
pub fn write_counts(counts: &Counts) -> Vec<u8> {
    let mut out = Writer::default();
    out.signed(counts.width);
    out.number(counts.others);
    out.number(counts.tallies.len() as u64);
    for tally in &counts.tallies {
        out.text(&tally.label);
        out.choice(&Kind::ALL, tally.kind);
        out.option(tally.print.as_ref(), Writer::raw);
        out.option(tally.known, |out, known| out.number(known.into()));
        out.number(tally.total);
        out.number(tally.untimed);
        out.number(tally.buckets.len() as u64);
        for bucket in &tally.buckets {
            out.signed(bucket.start);
            out.number(bucket.zoned.into());
            out.number(bucket.unzoned.into());
        }
    }
    out.bytes
}

/// Counts from [`write_counts`]; nothing if the bytes are none.
pub fn read_counts(bytes: &[u8]) -> Option<Counts> {
    let mut from = Reader(bytes);
    let (width, others, count) = (from.signed()?, from.number()?, from.number()?);
    let tallies = (0..count).map(|_| read_tally(&mut from)).collect::<Option<_>>()?;
    Some(Counts { width, tallies, others })
}

fn read_tally(from: &mut Reader<'_>) -> Option<Tally> {
    Some(Tally {
        label: from.text()?,
        kind: from.choice(&Kind::ALL)?,
        print: from.option(read_print)?,
        known: from.option(Reader::short)?,
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

fn read_print(from: &mut Reader<'_>) -> Option<Print> {
    from.raw().copied()
}

fn write_time(out: &mut Writer, time: LineTime) {
    out.signed(time.civil);
    out.option(time.ahead, |out, ahead| out.signed(ahead.into()));
    out.choice(&Style::ALL, time.style);
    out.flag(time.year_guessed);
    out.flag(time.order_guessed);
    out.flag(time.inherited);
}

fn read_time(from: &mut Reader<'_>) -> Option<LineTime> {
    Some(LineTime {
        civil: from.signed()?,
        ahead: from.option(|from| i16::try_from(from.signed()?).ok())?,
        style: from.choice(&Style::ALL)?,
        year_guessed: from.flag()?,
        order_guessed: from.flag()?,
        inherited: from.flag()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sightings() -> Vec<Sighting> {
        let time = LineTime {
            civil: -5,
            ahead: Some(-210),
            style: Style::DotNet,
            year_guessed: true,
            order_guessed: false,
            inherited: true,
        };
        let one = |kind, form, print, known, time| Sighting {
            file: 3,
            line: u64::MAX,
            offset: 1 << 40,
            length: 72,
            kind,
            form,
            label: "FAKE_SEC_…ghij".into(),
            print,
            known,
            context: Context {
                before: "é".into(), cut_before: true, after: String::new(), cut_after: false
            },
            time,
        };
        let forms = Form::ALL.into_iter().cycle();
        let all =
            Kind::ALL.into_iter().zip(forms).map(|(kind, form)| one(kind, form, Some([9; 32]), None, None));
        all.chain([one(Kind::Known, Form::Text, None, Some(7), Some(time))]).collect()
    }

    #[test]
    fn what_is_written_is_read_again() {
        let sightings = sightings();
        assert_eq!(read_sightings(&write_sightings(&sightings)).unwrap(), sightings);
        let bucket = Bucket { start: -1000, zoned: 1, unzoned: u32::MAX };
        let tally = Tally {
            label: "x".into(),
            kind: Kind::OtherBasic,
            print: None,
            known: Some(0),
            total: 5,
            untimed: 4,
            buckets: vec![bucket; 2],
        };
        let counts = Counts { width: 1000, tallies: vec![tally; 3], others: 2 };
        assert_eq!(read_counts(&write_counts(&counts)).unwrap(), counts);
    }

    #[test]
    fn cut_off_bytes_are_refused() {
        let bytes = write_sightings(&sightings());
        for end in 0..bytes.len() {
            assert_eq!(read_sightings(&bytes[..end]), None, "{end}");
        }
    }
}
