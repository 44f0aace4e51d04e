//! Several needles may lead to one place. Of what overlaps, the first and longest find stands.

use std::cmp::Reverse;

use crate::hit::Hit;
use crate::known::Known;
use crate::sighting::Kind;

/// The order in which overlapping finds are looked at.
pub(crate) fn sort(hits: &mut [Hit]) {
    hits.sort_by_key(|hit| (hit.start, Reverse(hit.end), Reverse(hit.form)));
}

/// Joins sorted finds into ones that do not overlap. `end` is where the last one before them ended.
pub(crate) fn apart(hits: impl IntoIterator<Item = Hit>, mut end: usize, known: &Known) -> Vec<Hit> {
    let mut apart: Vec<Hit> = Vec::new();
    for mut hit in hits {
        hit.known = hit.known.or_else(|| known.index(&hit.label));
        if hit.start >= end {
            end = hit.end;
            apart.push(hit);
        } else if hit.end > end {
            // What stood before the mark is the end of another find, perhaps of a key: it is not shown again.
            if let Some(mark) = hit.label.find('_').filter(|_| hit.kind != Kind::Known) {
                hit.label.replace_range(..mark, "…");
            }
            hit.start = end;
            end = hit.end;
            apart.push(hit);
        } else if let Some(last) = apart.last_mut() {
            last.known = last.known.or(hit.known);
            if last.kind == Kind::Known {
                last.kind = hit.kind;
            }
        }
    }
    apart
}
