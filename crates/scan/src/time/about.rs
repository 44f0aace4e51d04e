//! What holds for every line of a source, as its beginning tells.

use super::fields::Fields;
use super::leading::{self, Own};

/// So many bytes of a source are looked at for it.
pub const HEAD: usize = 16 << 10;

/// What holds for every line of a source.
#[derive(Clone, Debug, Default)]
pub(crate) struct About {
    /// When it was last changed, in milliseconds since 1970: no line that leaves out its year is younger.
    pub(crate) latest: i64,
    /// Whether lines end with a carriage return that no line feed follows.
    pub(crate) carriage: bool,
    /// Whether months stand before days, where the lines show it.
    pub(super) month_first: Option<bool>,
    /// Where the time stands in lines under a header.
    pub(super) fields: Option<Fields>,
}

impl About {
    /// Of the first [`HEAD`] bytes of a source, or all of them.
    pub(crate) fn learn(text: &[u8], latest: i64) -> Self {
        let head = &text[..text.len().min(HEAD)];
        let mut about =
            Self { latest, carriage: ends_lines_with_returns(head), month_first: None, fields: None };
        let (mut months, mut days) = (false, false);
        for line in head.split(|byte| b"\r\n".contains(byte)) {
            about.fields = about.fields.or_else(|| Fields::of_header(line));
            if let Own::Time(read) = leading::read(line, line.len(), &about) {
                months |= read.month_first == Some(true);
                days |= read.month_first == Some(false);
            }
        }
        about.month_first = (months != days).then_some(months);
        about
    }
}

/// Whether lines end with a carriage return alone in a source that begins like this: it has one, and no line feed.
pub fn ends_lines_with_returns(head: &[u8]) -> bool {
    let head = &head[..head.len().min(HEAD)];
    head.contains(&b'\r') && !head.contains(&b'\n')
}
