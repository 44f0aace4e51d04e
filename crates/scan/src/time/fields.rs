//! Logs whose columns a header names: W3C's extended form, as IIS and CloudFront write it. Their times are UTC.

use super::about::About;
use super::{LineTime, form};

/// Where date and time stand in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fields {
    date: usize,
    time: usize,
}

const HEADER: &[u8] = b"#Fields:";

impl Fields {
    /// Of a header. Nothing if the line is none.
    pub(super) fn of_header(line: &[u8]) -> Option<Self> {
        let names = line.strip_prefix(HEADER)?;
        let place = |name: &[u8]| columns(names).position(|column| column == name);
        Some(Self { date: place(b"date")?, time: place(b"time")? })
    }

    /// A line's time.
    pub(super) fn read(self, line: &[u8], about: &About) -> Option<LineTime> {
        let column = |place| columns(line).nth(place);
        let both = [column(self.date)?, b" ", column(self.time)?].concat();
        let time = form::read(&both, about)?.time;
        Some(LineTime { ahead: Some(0), ..time })
    }
}

/// What stands between blanks or tabs. A text in quotes is one column.
fn columns(line: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut quoted = false;
    line.split(move |byte| {
        quoted ^= *byte == b'"';
        !quoted && b" \t".contains(byte)
    })
    .filter(|column| !column.is_empty())
}
