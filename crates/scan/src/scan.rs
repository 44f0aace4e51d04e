//! A whole scan: the parts of every source, put together in their order.

use std::collections::VecDeque;
use std::ops::Range;

use crate::KEPT;
use crate::chunk::{BEFORE, BEHIND, ChunkScanner, Part, Plan, When};
use crate::counts::{Counter, Counts};
use crate::finding::Finding;
use crate::message::read_part;
use crate::sorted::Sorted;
use crate::time::{About, LineTime};

/// What was looked at and found so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Lines.
    pub lines: u64,
    /// Occurrences.
    pub found: u64,
    /// Those of them that are leaks.
    pub leaks: u64,
}

/// Which part of a source is to be read for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The first byte.
    pub from: u64,
    /// Behind the last byte; it may lie behind the source's end.
    pub to: u64,
}

impl Reach {
    pub(crate) const fn of(part: &Range<u64>) -> Self {
        Self { from: part.start.saturating_sub(BEFORE), to: part.end.saturating_add(BEHIND) }
    }
}

/// Who searches a part that is not complete.
enum Open {
    /// This scan.
    Here(Box<ChunkScanner>),
    /// A helper, which has told this so far.
    Elsewhere(Box<Part>),
}

impl Open {
    const fn part(&self) -> &Part {
        match self {
            Self::Here(chunk) => &chunk.part,
            Self::Elsewhere(part) => part,
        }
    }

    const fn part_mut(&mut self) -> &mut Part {
        match self {
            Self::Here(chunk) => &mut chunk.part,
            Self::Elsewhere(part) => part,
        }
    }

    fn into_part(self) -> Part {
        match self {
            Self::Here(chunk) => chunk.part,
            Self::Elsewhere(part) => *part,
        }
    }
}

/// A scan of one source after the other. A source is read in parts, several at a time or one after the other, each by a
/// chunk scanner of its own or by a [`crate::helper::Helper`]; parts are numbered from 0 within their source.
pub struct Scan {
    plan: Plan,
    open: Sorted<u32, Open>,
    /// Parts that were read to their end before one above them was.
    waiting: Sorted<u32, Part>,
    /// The first part that has not been put in its place.
    front: u32,
    file: u32,
    about: About,
    /// Line ends above the front part in its source.
    lines: u64,
    /// The time of the line in whose middle the front part begins.
    time: Option<LineTime>,
    unended: bool,
    ready: VecDeque<Finding>,
    kept: usize,
    /// How many occurrences are told one by one.
    most: usize,
    counter: Counter,
    totals: Totals,
}

impl Scan {
    /// A scan that also looks for the `known` texts, and whose fingerprints are made with this salt.
    pub fn new(known: &[String], salt: [u8; 32]) -> Self {
        Self {
            plan: Plan::new(known, salt),
            open: Sorted::default(),
            waiting: Sorted::default(),
            front: 0,
            file: 0,
            about: About::default(),
            lines: 0,
            time: None,
            unended: false,
            ready: VecDeque::new(),
            kept: 0,
            most: KEPT,
            counter: Counter::default(),
            totals: Totals::default(),
        }
    }

    /// The same scan, telling every occurrence one by one: for a caller that passes on each as it comes.
    #[must_use]
    pub fn telling_all(self) -> Self {
        Self { most: usize::MAX, ..self }
    }

    /// Ends the source before, if there is one, and begins the next. `latest` is when it was last changed, in
    /// milliseconds since 1970; `head` is its first [`crate::time::HEAD`] bytes, or all of them. A source that is read as
    /// one part needs no head.
    pub fn begin(&mut self, file: u32, latest: i64, head: &[u8]) {
        self.end_source();
        (self.file, self.about) = (file, About::learn(head, latest));
    }

    /// Ends the last source, or breaks it off: what was found in parts that are not complete stands as far as the parts
    /// above them are.
    pub fn end_source(&mut self) {
        while let Some(open) = self.open.get_mut(self.front) {
            if let Open::Here(chunk) = open {
                chunk.fed(0, true, &self.plan);
            }
            self.go_on(self.front, true);
        }
        self.open.clear();
        self.waiting.clear();
        self.totals.lines += u64::from(self.unended);
        (self.front, self.lines, self.time, self.unended) = (0, 0, None, false);
    }

    /// Begins a part of the source and says what is to be read for it: somewhat more than the part itself.
    pub fn open(&mut self, part: u32, from: u64, to: u64) -> Reach {
        let reach = Reach::of(&(from..to));
        let left = self.most.saturating_sub(self.kept);
        let chunk = ChunkScanner::new(self.file, from..to, reach.from, self.about.clone(), left);
        *self.open.entry(part, || Open::Elsewhere(Box::default())) = Open::Here(Box::new(chunk));
        reach
    }

    /// Where the next bytes of a part go. Empty if the part has no scanner.
    pub fn room(&mut self, part: u32) -> &mut [u8] {
        match self.open.get_mut(part) {
            Some(Open::Here(chunk)) => chunk.room(),
            _ => &mut [],
        }
    }

    /// Takes so many bytes that were put into the part's room. With the `last` ones the part is complete.
    pub fn fed(&mut self, part: u32, count: usize, last: bool) {
        let Some(Open::Here(chunk)) = self.open.get_mut(part) else { return };
        chunk.fed(count, last, &self.plan);
        self.go_on(part, last);
    }

    /// Takes what a helper brought of a part that this scan does not search itself. With its `last` the part is complete. `false` if that
    /// is not what a helper brings.
    pub fn join(&mut self, part: u32, brought: &[u8], last: bool) -> bool {
        let Some(more) = read_part(brought) else { return false };
        let open = self.open.entry(part, || Open::Elsewhere(Box::default()));
        let Open::Elsewhere(so_far) = open else { return false };
        so_far.grow(more);
        self.go_on(part, last);
        true
    }

    fn go_on(&mut self, part: u32, complete: bool) {
        if complete && let Some(open) = self.open.remove(part) {
            *self.waiting.entry(part, Part::default) = open.into_part();
        }
        self.advance();
    }

    fn advance(&mut self) {
        while let Some(mut part) = self.waiting.remove(self.front) {
            self.tell(&mut part);
            self.counter.join_untimed(std::mem::take(&mut part.in_open_line), self.time.as_ref());
            self.counter.join(part.counter);
            if let When::Of(time) = part.end {
                self.time = time;
            }
            self.totals.lines += part.lines;
            self.totals.found += part.found;
            self.totals.leaks += part.leaks;
            self.lines += part.lines;
            self.unended = part.unended;
            self.front += 1;
        }
        // What the front part has found need not wait for its end.
        if let Some(mut open) = self.open.remove(self.front) {
            self.tell(open.part_mut());
            self.open.entry(self.front, || open);
        }
    }

    fn tell(&mut self, part: &mut Part) {
        for (mut finding, open) in part.told.drain(..) {
            if self.kept == self.most {
                break;
            }
            finding.line += self.lines + 1;
            if open {
                finding.time = self.time;
            }
            self.kept += 1;
            self.ready.push_back(finding);
        }
    }

    /// What was found since this was asked last, in the order of the text.
    pub fn take(&mut self) -> Vec<Finding> {
        self.ready.drain(..).collect()
    }

    /// All counts so far.
    pub fn counts(&self) -> Counts {
        let mut counter = self.counter.clone();
        for part in
            self.open.iter().map(|(_, open)| open.part()).chain(self.waiting.iter().map(|(_, part)| part))
        {
            counter.join(part.counter.clone());
        }
        counter.counts()
    }

    /// What was looked at and found, in complete parts.
    pub fn totals(&self) -> Totals {
        Totals { lines: self.totals.lines + u64::from(self.unended), ..self.totals }
    }
}
