//! What a browser's processes take, by the kernel's own figures.

use std::collections::BTreeMap;
use std::fs;

/// Bytes of all processes below this one: each page of memory counted once, shared ones in proportion. `None` where the
/// kernel does not say.
pub(super) fn of_tree(root: u32) -> Option<u64> {
    let parents = parents()?;
    let below = |mut process: u32| {
        while process != root {
            match parents.get(&process) {
                Some(parent) => process = *parent,
                None => return false,
            }
        }
        true
    };
    Some(parents.keys().filter(|process| below(**process)).filter_map(|process| own(*process)).sum())
}

fn parents() -> Option<BTreeMap<u32, u32>> {
    let mut parents = BTreeMap::new();
    for entry in fs::read_dir("/proc").ok()?.flatten() {
        let Some(process) = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else {
            continue;
        };
        let Ok(stat) = fs::read_to_string(entry.path().join("stat")) else { continue };
        // The name before the parent is in brackets and may hold anything.
        let parent = stat.rsplit(") ").next().and_then(|rest| rest.split(' ').nth(1)?.parse().ok());
        parents.extend(parent.map(|parent| (process, parent)));
    }
    Some(parents)
}

fn own(process: u32) -> Option<u64> {
    let sums = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok()?;
    let line = sums.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    line.trim().trim_end_matches(" kB").parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}
