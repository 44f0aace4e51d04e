//! What every file of the panel weighs, whenever it loads.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::Outcome;

/// One line a file, as it goes over the wire: compressed with brotli, or as it is where that is smaller.
pub(crate) fn table(panel: &Path) -> Outcome<String> {
    let mut sizes = Vec::new();
    for entry in fs::read_dir(panel)?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".br") || name.ends_with(".gz") {
            continue;
        }
        let packed = fs::metadata(panel.join(format!("{name}.br")));
        sizes.push((packed.or_else(|_| entry.metadata())?.len(), name));
    }
    sizes.sort_by(|one, other| other.cmp(one));
    let mut text = "\nall parts of the panel, bytes (brotli)\n".to_owned();
    for (bytes, name) in &sizes {
        let _ = writeln!(text, "{name:<48} {bytes:>9}");
    }
    let _ = writeln!(text, "{:<48} {:>9}", "in all", sizes.iter().map(|(bytes, _)| bytes).sum::<u64>());
    Ok(text)
}
