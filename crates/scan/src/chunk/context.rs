//! The line around a find, without the credentials in it.

use std::collections::VecDeque;

use crate::finding::Context;
use crate::hit::Hit;

/// So many bytes to each side are looked at: enough for so many characters, unless they are long ones.
pub(super) const REACH: usize = 2 * CHARACTERS;
const CHARACTERS: usize = 160;

/// What stands around the hit at this place of the row. `from_start` says that the text begins where the source does.
pub(super) fn around(text: &[u8], from_start: bool, hits: &VecDeque<Hit>, place: usize) -> Context {
    let Some(hit) = hits.get(place) else { return Context::default() };
    let low = hit.start.saturating_sub(REACH);
    let line = memchr::memrchr2(b'\n', b'\r', &text[low..hit.start]).map(|end| low + end + 1);
    let left = line.unwrap_or(low);
    let high = text.len().min(hit.end + REACH);
    let end = memchr::memchr2(b'\n', b'\r', &text[hit.end..high]).map(|end| hit.end + end);
    let right = end.unwrap_or(high);

    let earlier = hits.iter().take(place).filter(|other| other.end > left);
    let mut before = Vec::new();
    let mut at = left;
    for other in earlier {
        before.extend(masked(text, &mut at, other));
    }
    before.push(shown(&text[at.min(hit.start)..hit.start]));
    let before = before.concat();

    let mut after = Vec::new();
    let mut at = hit.end;
    for other in hits.iter().skip(place + 1).take_while(|other| other.start < right) {
        after.extend(masked(text, &mut at, other));
    }
    after.push(shown(text.get(at..right).unwrap_or_default()));
    let after = after.concat();

    let long = |side: &str| side.chars().count().saturating_sub(CHARACTERS);
    let (over_before, over_after) = (long(&before), long(&after));
    Context {
        cut_before: over_before > 0 || line.is_none() && !(from_start && low == 0),
        before: before.chars().skip(over_before).collect(),
        cut_after: over_after > 0 || end.is_none() && high < text.len(),
        after: after.chars().take(CHARACTERS).collect::<String>().trim_end().to_owned(),
    }
}

/// What stands before another find, and the find itself, masked if it is a credential or a part of one.
fn masked(text: &[u8], at: &mut usize, other: &Hit) -> [String; 2] {
    let before = shown(text.get(*at..other.start).unwrap_or_default());
    let itself = if other.kind.is_replaced() {
        other.label.clone()
    } else {
        shown(text.get(other.start.max(*at)..other.end).unwrap_or_default())
    };
    *at = other.end;
    [before, itself]
}

/// Text for a screen. What is cut in the middle of a character, or is none, becomes the sign for that.
fn shown(bytes: &[u8]) -> String {
    let control = |c: char| if c.is_control() { ' ' } else { c };
    String::from_utf8_lossy(bytes).chars().map(control).collect()
}
