//! The time of a line, or of the nearest line above it that has one.

use memchr::memrchr;

use crate::time::{self, LineTime};

/// A line without a time takes that of a line that begins at most so many bytes above it.
const LOOK_BACK: usize = 64 << 10;

/// A line's time, as far as one part of a source tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// The line's time.
    Of(Option<LineTime>),
    /// The time of the line that was open when the part began.
    Open,
}

impl Default for When {
    fn default() -> Self {
        Self::Of(None)
    }
}

/// Reads the times of lines, in their order.
pub(crate) struct Clock {
    /// Where the part begins, in the whole text.
    part: u64,
    latest: i64,
    /// The time of the line in which the piece at hand begins.
    open: When,
    /// The line that was asked for last, by where it begins in the whole text.
    last: Option<(u64, When)>,
    /// Lines before this one have been read for their time, and this was the nearest.
    read_to: u64,
    nearest: Option<(u64, LineTime)>,
}

impl Clock {
    pub(crate) fn new(part: u64, latest: i64) -> Self {
        let open = if part == 0 { When::Of(None) } else { When::Open };
        Self { part, latest, open, last: None, read_to: 0, nearest: None }
    }

    /// The piece at hand will begin at this place of it: what stands before is about to be forgotten.
    pub(crate) fn forget(&mut self, text: &[u8], base: u64, before: usize) {
        self.open = self.when(text, base, before);
    }

    /// When the line was written in which this place of the piece stands.
    pub(crate) fn when(&mut self, text: &[u8], base: u64, at: usize) -> When {
        let start = match memrchr(b'\n', &text[..at]) {
            Some(end) => end + 1,
            None if base == 0 => 0,
            None => return self.open,
        };
        let line = base + start as u64;
        if line < self.part {
            return When::Open;
        }
        if let Some((_, when)) = self.last.filter(|(last, _)| *last == line) {
            return when;
        }
        let when = When::Of(self.time(text, base, start));
        self.last = Some((line, when));
        when
    }

    fn time(&mut self, text: &[u8], base: u64, start: usize) -> Option<LineTime> {
        let own = self.read(text, base, start);
        own.or_else(|| self.above(text, base, start))
    }

    fn read(&mut self, text: &[u8], base: u64, start: usize) -> Option<LineTime> {
        let head = text.get(start..text.len().min(start + time::HEAD))?;
        let head = memchr::memchr(b'\n', head).map_or(head, |end| &head[..end]);
        let found = time::read(head, self.latest)?;
        let line = base + start as u64;
        if self.nearest.is_none_or(|(nearest, _)| nearest < line) {
            self.nearest = Some((line, found));
        }
        Some(found)
    }

    /// The nearest time above. Lines that were read before are not read again.
    fn above(&mut self, text: &[u8], base: u64, start: usize) -> Option<LineTime> {
        let line = base + start as u64;
        let far = line.saturating_sub(LOOK_BACK as u64);
        let lowest = usize::try_from(far.max(self.read_to).saturating_sub(base)).unwrap_or(usize::MAX);
        let mut end = start;
        while end > lowest {
            let above = memrchr(b'\n', &text[..end - 1]).map_or(0, |end| end + 1);
            if above < lowest || above == 0 && base > 0 {
                break;
            }
            if self.read(text, base, above).is_some() {
                break;
            }
            end = above;
        }
        self.read_to = line;
        let (_, time) = self.nearest.filter(|(nearest, _)| (far..line).contains(nearest))?;
        Some(LineTime { inherited: true, ..time })
    }
}
