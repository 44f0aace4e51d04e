//! Several needles may lead to one place. Of what overlaps, the first and longest find stands.

use std::cmp::Reverse;

use crate::finding::Kind;
use crate::hit::Hit;
use crate::known::Known;

/// Puts finds in the order in which overlapping ones are looked at. They were noticed nearly in that order.
pub(crate) fn sort(hits: &mut [Hit]) {
    let key = |hit: &Hit| (hit.start, Reverse(hit.end), Reverse(hit.form));
    for sorted in 1..hits.len() {
        let mut at = sorted;
        while at > 0 && key(&hits[at]) < key(&hits[at - 1]) {
            hits.swap(at, at - 1);
            at -= 1;
        }
    }
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
