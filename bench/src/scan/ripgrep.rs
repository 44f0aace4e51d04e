//! The same search by a native program.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use super::measures::Measures;
use crate::Outcome;

/// Counts the lines that the pattern matches. The file has just been written or read: it comes from memory, as the
/// browser's does.
pub(super) fn count(pattern: &str, log: &Path, measures: &mut Measures) -> Outcome<u64> {
    let began = Instant::now();
    let output = Command::new("rg")
        .args(["--no-config", "-c", "-e", pattern])
        .arg(log)
        .output()
        .map_err(|cause| format!("ripgrep does not start: {cause}"))?;
    measures.ripgrep.push(began.elapsed().as_secs_f64() * 1000.0);
    Ok(String::from_utf8_lossy(&output.stdout).trim().parse()?)
}
