//! Findings as bytes.

use super::bytes::{Reader, Writer};
use crate::finding::{Context, Finding, Form, Kind, SaltedFingerprint};
use crate::time::{LineTime, Style};

/// Findings as bytes.
pub fn write_findings(findings: &[Finding]) -> Vec<u8> {
    let mut out = Writer::default();
    out.number(findings.len() as u64);
    for one in findings {
        write_finding(&mut out, one);
    }
    out.bytes
}

/// Findings from [`write_findings`]; nothing if the bytes are none.
pub fn read_findings(bytes: &[u8]) -> Option<Vec<Finding>> {
    let mut from = Reader(bytes);
    let count = from.number()?;
    (0..count).map(|_| read_finding(&mut from)).collect()
}

pub(super) fn write_finding(out: &mut Writer, one: &Finding) {
    out.number(one.file.into());
    out.number(one.line);
    out.number(one.offset);
    out.number(one.length.into());
    out.choice(&Kind::ALL, one.kind);
    out.choice(&Form::ALL, one.form);
    out.text(&one.label);
    out.option(one.fingerprint.as_ref(), Writer::raw);
    out.number(one.others.len() as u64);
    one.others.iter().for_each(|fingerprint| out.raw(fingerprint));
    out.option(one.known, |out, known| out.number(known.into()));
    out.text(&one.context.before);
    out.flag(one.context.cut_before);
    out.text(&one.context.after);
    out.flag(one.context.cut_after);
    out.option(one.time, write_time);
}

pub(super) fn read_finding(from: &mut Reader<'_>) -> Option<Finding> {
    Some(Finding {
        file: from.short()?,
        line: from.number()?,
        offset: from.number()?,
        length: from.short()?,
        kind: from.choice(&Kind::ALL)?,
        form: from.choice(&Form::ALL)?,
        label: from.text()?,
        fingerprint: from.option(read_fingerprint)?,
        others: (0..from.number()?).map(|_| read_fingerprint(from)).collect::<Option<_>>()?,
        known: from.option(Reader::short)?,
        context: Context {
            before: from.text()?,
            cut_before: from.flag()?,
            after: from.text()?,
            cut_after: from.flag()?,
        },
        time: from.option(read_time)?,
    })
}

pub(super) fn read_fingerprint(from: &mut Reader<'_>) -> Option<SaltedFingerprint> {
    from.raw().copied()
}

pub(super) fn write_time(out: &mut Writer, time: LineTime) {
    out.signed(time.civil);
    out.option(time.ahead, |out, ahead| out.signed(ahead.into()));
    out.choice(&Style::ALL, time.style);
    out.flag(time.year_guessed);
    out.flag(time.order_guessed);
    out.flag(time.inherited);
}

pub(super) fn read_time(from: &mut Reader<'_>) -> Option<LineTime> {
    Some(LineTime {
        civil: from.signed()?,
        ahead: from.option(|from| i16::try_from(from.signed()?).ok())?,
        style: from.choice(&Style::ALL)?,
        year_guessed: from.flag()?,
        order_guessed: from.flag()?,
        inherited: from.flag()?,
    })
}
