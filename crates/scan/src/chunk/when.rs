//! The time of a record, or of the nearest line above it that has one.

use crate::time::{self, About, FAR, LineTime, Record};

/// A line without a time takes that of a line that begins at most so many bytes above it.
const LOOK_BACK: usize = 64 << 10;

/// A record's time, as far as one part of a source tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// The record's time.
    Of(Option<LineTime>),
    /// The time of the line that was open when the part began.
    Open,
}

impl Default for When {
    fn default() -> Self {
        Self::Of(None)
    }
}

/// A line that says something of its time.
#[derive(Clone, Copy)]
struct Dated {
    /// Where it begins in the whole text.
    line: u64,
    /// How it begins.
    first: u8,
    /// Nothing if what it says is not understood.
    time: Option<LineTime>,
}

/// Reads the times of records, in their order.
pub(crate) struct Clock {
    /// Where the part begins, in the whole text.
    part: u64,
    /// The time of the line in which the piece at hand begins.
    open: When,
    /// The line that was asked for last, by where it begins in the whole text.
    last: Option<(u64, When)>,
    /// Lines before this one have been read for their time, and this was the nearest.
    read_to: u64,
    nearest: Option<Dated>,
}

impl Clock {
    pub(crate) fn new(part: u64) -> Self {
        let open = if part == 0 { When::Of(None) } else { When::Open };
        Self { part, open, last: None, read_to: 0, nearest: None }
    }

    /// The piece at hand will begin at this place of it: what stands before is about to be forgotten.
    pub(crate) fn forget(&mut self, text: &[u8], base: u64, before: usize, about: &About) {
        self.open = self.of_line(text, base, before, about);
    }

    /// When the record was written in which this place of the piece stands.
    pub(crate) fn of_record(&mut self, text: &[u8], base: u64, at: usize, about: &About) -> When {
        let low = at.saturating_sub(FAR);
        let seen = &text[low..text.len().min(at + FAR)];
        match time::around(seen, at - low, low == 0 && base == 0, about) {
            Record::Time(time) => When::Of(Some(time)),
            Record::None => When::Of(None),
            Record::Silent(start) => When::Of(self.above(text, base, low + start, about)),
            Record::Long => self.of_line(text, base, at, about),
        }
    }

    /// When the line was written in which this place of the piece stands.
    pub(crate) fn of_line(&mut self, text: &[u8], base: u64, at: usize, about: &About) -> When {
        let start = match time::start_of(text, at) {
            Some(start) => start,
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
        let when = When::Of(match read(text, start, about) {
            Record::Time(time) => Some(time),
            Record::Silent(_) => self.above(text, base, start, about),
            Record::None | Record::Long => None,
        });
        self.last = Some((line, when));
        when
    }

    /// The nearest time above. Lines that were read before are not read again.
    fn above(&mut self, text: &[u8], base: u64, start: usize, about: &About) -> Option<LineTime> {
        let line = base + start as u64;
        if line < self.read_to {
            (self.read_to, self.nearest) = (0, None);
        }
        let far = line.saturating_sub(LOOK_BACK as u64);
        let lowest = usize::try_from(far.max(self.read_to).saturating_sub(base)).unwrap_or(usize::MAX);
        let mut end = start;
        while end > lowest {
            let above = time::start_of(text, end - 1).unwrap_or(0);
            if above < lowest || above == 0 && base > 0 {
                break;
            }
            let said = read(text, above, about);
            if !matches!(said, Record::Silent(_)) {
                let time = if let Record::Time(time) = said { Some(time) } else { None };
                self.nearest = Some(Dated { line: base + above as u64, first: first(text, above), time });
                break;
            }
            end = above;
        }
        self.read_to = line;
        let nearest = self.nearest.filter(|nearest| (far..line).contains(&nearest.line))?;
        // Objects, rows and events are records each: what one does not say, another does not say for it.
        let records = b"{(<".contains(&nearest.first) && nearest.first == first(text, start);
        nearest.time.filter(|_| !records).map(|time| LineTime { inherited: true, ..time })
    }
}

fn first(text: &[u8], start: usize) -> u8 {
    text[start..].trim_ascii_start().first().copied().unwrap_or_default()
}

/// What the line that begins here says.
fn read(text: &[u8], start: usize, about: &About) -> Record {
    let line = &text[start..text.len().min(start + FAR)];
    time::of_line(&line[..time::end_of(line, 0)], about)
}
