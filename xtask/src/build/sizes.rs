//! What the page weighs, by part.

use super::compress::Served;

/// One line a file, then the sum.
pub(super) fn table(files: &[Served]) -> String {
    let width = files.iter().map(|file| file.name.len()).max().unwrap_or_default();
    let mut lines =
        vec![format!("\n{:width$} {:>10} {:>10} {:>10}", "bytes of the page", "plain", "gzip", "brotli")];
    lines.extend(files.iter().map(|file| row(&file.name, width, file.plain, file.gzip, file.brotli)));
    let sum = |length: fn(&Served) -> usize| files.iter().map(length).sum();
    lines.push(row("in all", width, sum(|file| file.plain), sum(|file| file.gzip), sum(|file| file.brotli)));
    lines.join("\n")
}

fn row(name: &str, width: usize, plain: usize, gzip: usize, brotli: usize) -> String {
    format!("{name:width$} {plain:>10} {gzip:>10} {brotli:>10}")
}
