//! Texts that the caller knows and that have no shape of their own.

use crate::SHORTEST_KNOWN;
use crate::filter::{Any, Filter, Tables, WINDOW, introducers};
use crate::finding::Kind;
use crate::hit::Hit;
use crate::needles::Needles;
use crate::unescape;

/// Of a text's end all bytes stand as they are.
static NONE: Tables = introducers(&[]);

pub(crate) struct Known {
    /// Every text in their order, also those whose shape is found anyway.
    texts: Vec<(String, u32)>,
    /// The others, in the order of their last bytes: those of names differ most. Of those that end alike the longest first.
    ends: Vec<([u8; WINDOW], String, u32)>,
    filter: Option<Filter>,
}

impl Known {
    pub(crate) fn new(texts: &[String], needles: &Needles) -> Self {
        let mut all: Vec<(String, u32)> = Vec::new();
        let mut ends: Vec<([u8; WINDOW], String, u32)> = Vec::new();
        for (text, index) in texts.iter().zip(0..).filter(|(text, _)| text.len() >= SHORTEST_KNOWN) {
            // They come in order, so that hardly anything is moved.
            if let Err(place) = all.binary_search_by(|(known, _)| known.cmp(text)) {
                all.insert(place, (text.clone(), index));
            }
            let mut hits = Vec::new();
            needles.find(text.as_bytes(), 0, text.len(), &mut hits);
            let shaped = hits.iter().any(|hit| hit.start == 0 && hit.end == text.len());
            if let Some(end) = text.as_bytes().last_chunk::<WINDOW>().filter(|_| !shaped) {
                let before = |(other, known, _): &([u8; WINDOW], String, u32)| {
                    other < end || other == end && known.len() >= text.len()
                };
                ends.insert(ends.partition_point(before), (*end, text.clone(), index));
            }
        }
        let any = |byte: u8| -> Any { [byte; 3] };
        let windows = ends.iter().zip((0..8).cycle()).flat_map(|((end, text, _), group)| {
            // The other window begins a byte before.
            let before = text.as_bytes().iter().rev().nth(WINDOW);
            let before = before.map(|byte| ([any(*byte), any(end[0]), any(end[1])], group));
            before.into_iter().chain([(end.map(any), group)])
        });
        let filter = (!ends.is_empty()).then(|| Filter::new(windows, &NONE));
        Self { texts: all, ends, filter }
    }

    /// Which of the texts this is.
    pub(crate) fn index(&self, text: &str) -> Option<u32> {
        let place = self.texts.binary_search_by(|(known, _)| known.as_str().cmp(text)).ok()?;
        self.texts.get(place).map(|(_, index)| *index)
    }

    /// Every text whose end begins in this part and that is no part of a longer word.
    pub(crate) fn find(&self, text: &[u8], from: usize, to: usize, hits: &mut Vec<Hit>) {
        let Some(filter) = &self.filter else { return };
        filter.places(text, from, to, &mut |place, _| {
            for end in [place + WINDOW, place + WINDOW + 1] {
                hits.extend(self.ending(text, end));
            }
        });
    }

    /// The text that ends there. All but its last bytes may be escaped.
    fn ending(&self, text: &[u8], end: usize) -> Option<Hit> {
        let last = text.get(..end)?.last_chunk::<WINDOW>()?;
        let first = self.ends.partition_point(|(end, ..)| end < last);
        self.ends[first..].iter().take_while(|(end, ..)| end == last).find_map(|(_, known, index)| {
            let stands = text[..end].ends_with(known.as_bytes());
            let at = end - if stands { known.len() } else { WINDOW };
            unescape::read(text, at, &|plain, at| {
                let end = at + if stands { known.len() } else { WINDOW };
                let start = end.checked_sub(known.len())?;
                let word = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric());
                let apart = !word(plain.before(start)) && !word(plain.at(end));
                let found = apart && plain.bytes.get(start..end)? == known.as_bytes();
                let hit = || Hit::new(start, end, Kind::Known, known.clone());
                found.then(|| Hit { known: Some(*index), ..hit() })
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_text_is_noticed_at_every_place_and_over_every_border() {
        let texts = ["billing#7", "aaaaaaaa", "Zeichen-ü"].map(String::from);
        let known = Known::new(&texts, &Needles::new());
        for (index, text) in texts.iter().enumerate() {
            for at in 20..22 {
                let text = format!("{}{text}{}", " ".repeat(at), " ".repeat(40)).into_bytes();
                for border in 0..text.len() {
                    let mut hits = Vec::new();
                    known.find(&text, 0, border, &mut hits);
                    known.find(&text, border, text.len(), &mut hits);
                    let found = hits.iter().any(|hit| hit.start == at && hit.known == Some(index as u32));
                    assert!(found, "{index} at {at}, border {border}");
                }
            }
        }
    }
}
