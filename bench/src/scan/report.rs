//! The figures as text.

use std::fmt::Write as _;

use super::browser::Kind;
use super::measures::{Measures, Seen};
use crate::medians::Spread;

const MEGABYTE: f64 = 1_000_000.0;

fn speed(bytes: u64, milliseconds: f64) -> f64 {
    bytes as f64 / MEGABYTE / (milliseconds / 1000.0)
}

/// One line while the measuring goes on.
pub(super) fn progress(round: u32, rounds: u32, kind: Kind, seen: &Seen, bytes: u64) -> String {
    let first = seen.first.map_or_else(String::new, |first| format!("  first find after {first:.0} ms"));
    format!(
        "round {round} of {rounds}  {:<8} {:>6.0} ms  {:>5.0} MB/s{first}",
        kind.name(),
        seen.took,
        speed(bytes, seen.took)
    )
}

/// The middle of all rounds.
pub(super) fn tables(measures: &Measures, bytes: u64) -> String {
    let row = |name: &str, took: Spread| {
        let Spread { least, median, most } = took;
        let speed = speed(bytes, median);
        format!("  {name:<8} {median:>7.0} ms ({least:.0} to {most:.0}) {speed:>6.0} MB/s")
    };
    let mut text = "\nfrom the file to the whole result: medians, and the most memory\n".to_owned();
    for kind in Kind::ALL {
        let grown =
            measures.grown(kind).map_or_else(|| "?".into(), |it| format!("{:.0}", it as f64 / MEGABYTE));
        let _ = writeln!(text, "{} {grown:>4} MB more", row(kind.name(), measures.took(kind)));
    }
    text + &row("ripgrep", measures.ripgrep())
}

/// The file of holes.
pub(super) fn sparse(seen: &Seen, bytes: u64) -> String {
    format!(
        "a sparse file of {} GB: {:.1} s, {} find, {:.0} MB more memory",
        bytes >> 30,
        seen.took / 1000.0,
        seen.result,
        seen.grown.unwrap_or_default() as f64 / MEGABYTE
    )
}

/// What was to be reached, and whether it was.
pub(super) fn targets(measures: &Measures, hole: &Seen) -> String {
    let ours = measures.took(Kind::Keyturn).median;
    let first = measures.most(Kind::Keyturn, |seen| seen.first.unwrap_or(f64::INFINITY));
    let grown = |bytes: Option<u64>| bytes.map_or(f64::INFINITY, |bytes| bytes as f64 / MEGABYTE);
    let memory = grown(measures.grown(Kind::Keyturn)).max(grown(hole.grown));
    let task = measures.most(Kind::Keyturn, |seen| seen.task);
    let frame = measures.most(Kind::Keyturn, |seen| seen.frame);
    let targets = [
        (
            "at least 8 times the published expressions in JavaScript",
            measures.took(Kind::Regexp).median / ours,
            8.0,
            true,
        ),
        ("at least 1.4 times ripgrep", measures.ripgrep().median / ours, 1.4, true),
        ("at least 0.8 of reading alone", measures.took(Kind::Reading).median / ours, 0.8, true),
        ("memory grows by less than 40 MB, at the most", memory, 40.0, false),
        ("first find within 200 ms, at the latest", first, 200.0, false),
        ("no task of the page's thread over 50 ms", task, 50.0, false),
        ("no frame over 50 ms, at the longest", frame, 50.0, false),
    ];
    let mut text = "targets\n".to_owned();
    for (what, seen, limit, least) in targets {
        let holds = if least { seen >= limit } else { seen < limit };
        let _ = writeln!(text, "  {:<7} {what}: {seen:.2}", if holds { "holds" } else { "MISSED" });
    }
    let tuned = measures.took(Kind::Tuned).median / ours;
    let _ = writeln!(
        text,
        "  beside  {tuned:.2} times the expressions as they are written for JavaScript's engine"
    );
    text + "Other work on this computer changes the times."
}
