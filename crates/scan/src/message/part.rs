//! What a helper found in a part, as bytes.

use super::bytes::{Reader, Writer};
use super::counts::{put_counts, take_counts};
use super::finding::{read_finding, read_time, write_finding, write_time};
use crate::chunk::{Part, When};
use crate::counts::Counter;

/// A part as bytes.
pub(crate) fn write_part(part: &Part) -> Vec<u8> {
    let mut out = Writer::default();
    out.number(part.told.len() as u64);
    for (finding, open) in &part.told {
        write_finding(&mut out, finding);
        out.flag(*open);
    }
    out.number(part.found);
    out.number(part.leaks);
    out.number(part.lines);
    put_counts(&mut out, &part.counter.counts());
    put_counts(&mut out, &part.in_open_line.counts());
    match part.end {
        When::Open => out.flag(false),
        When::Of(time) => {
            out.flag(true);
            out.option(time, write_time);
        }
    }
    out.flag(part.unended);
    out.bytes
}

/// A part from [`write_part`]; nothing if the bytes are none.
pub(crate) fn read_part(bytes: &[u8]) -> Option<Part> {
    let from = &mut Reader(bytes);
    let told = from.number()?;
    Some(Part {
        told: (0..told).map(|_| Some((read_finding(from)?, from.flag()?))).collect::<Option<_>>()?,
        found: from.number()?,
        leaks: from.number()?,
        lines: from.number()?,
        counter: Counter::of(take_counts(from)?),
        in_open_line: Counter::of(take_counts(from)?),
        end: if from.flag()? { When::Of(from.option(read_time)?) } else { When::Open },
        unended: from.flag()?,
    })
}
