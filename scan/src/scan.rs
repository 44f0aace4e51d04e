//! A whole scan: the parts of every source, put together in their order.

use std::collections::{BTreeMap, VecDeque};

use crate::KEPT;
use crate::counts::{Counter, Counts};
use crate::lane::{BEFORE, BEHIND, Lane, Part, Plan, When};
use crate::matcher::Matcher;
use crate::sighting::Sighting;
use crate::time::LineTime;

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

/// Which part of a source is to be read for a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The first byte.
    pub from: u64,
    /// Behind the last byte; it may lie behind the source's end.
    pub to: u64,
}

/// A scan of one source after the other. A source is read in parts, each in a lane of its own, several at a time or one
/// after the other; parts are numbered from 0 within their source.
pub struct Scan {
    plan: Plan,
    lanes: BTreeMap<u32, Lane>,
    /// Parts that were read to their end before one above them was.
    waiting: BTreeMap<u32, Part>,
    /// The first part that has not been put in its place.
    front: u32,
    file: u32,
    latest: i64,
    /// Line ends above the front part in its source.
    lines: u64,
    /// The time of the line that is open where the front part begins.
    open: Option<LineTime>,
    unended: bool,
    ready: VecDeque<Sighting>,
    kept: usize,
    counter: Counter,
    totals: Totals,
}

impl Scan {
    /// A scan that also looks for the `known` texts, and whose prints are made with this salt.
    pub fn new(known: &[String], salt: [u8; 32]) -> Self {
        Self {
            plan: Plan { matcher: Matcher::new(known), salt },
            lanes: BTreeMap::new(),
            waiting: BTreeMap::new(),
            front: 0,
            file: 0,
            latest: 0,
            lines: 0,
            open: None,
            unended: false,
            ready: VecDeque::new(),
            kept: 0,
            counter: Counter::default(),
            totals: Totals::default(),
        }
    }

    /// Ends the source before, if there is one, and begins the next. `latest` is when it was last changed, in
    /// milliseconds since 1970.
    pub fn begin(&mut self, file: u32, latest: i64) {
        self.end_source();
        (self.file, self.latest) = (file, latest);
    }

    /// Ends the last source, or breaks it off: what was found in parts that are not complete stands as far as the parts
    /// above them are.
    pub fn end_source(&mut self) {
        while let Some(mut lane) = self.lanes.remove(&self.front) {
            lane.fed(0, true, &self.plan);
            self.waiting.insert(self.front, lane.part);
            self.advance();
        }
        self.lanes.clear();
        self.waiting.clear();
        self.totals.lines += u64::from(self.unended);
        (self.front, self.lines, self.open, self.unended) = (0, 0, None, false);
    }

    /// Opens the lane for a part of the source and says what is to be read for it: somewhat more than the part itself.
    pub fn open(&mut self, part: u32, from: u64, to: u64) -> Reach {
        let reach = Reach { from: from.saturating_sub(BEFORE), to: to.saturating_add(BEHIND) };
        let left = KEPT.saturating_sub(self.kept);
        self.lanes.insert(part, Lane::new(self.file, from..to, reach.from, self.latest, left));
        reach
    }

    /// Where the next bytes of a part go. Empty if the part has no lane.
    pub fn room(&mut self, part: u32) -> &mut [u8] {
        self.lanes.get_mut(&part).map(Lane::room).unwrap_or_default()
    }

    /// Takes so many bytes that were put into the part's room. With the `last` ones the part is complete.
    pub fn fed(&mut self, part: u32, count: usize, last: bool) {
        let Some(lane) = self.lanes.get_mut(&part) else { return };
        lane.fed(count, last, &self.plan);
        if last && let Some(lane) = self.lanes.remove(&part) {
            self.waiting.insert(part, lane.part);
        }
        self.advance();
    }

    fn advance(&mut self) {
        while let Some(mut part) = self.waiting.remove(&self.front) {
            self.tell(&mut part);
            let open = std::mem::take(&mut part.in_open_line);
            for (subject, count) in open {
                self.counter.add(subject, self.open.as_ref(), count);
            }
            self.counter.join(part.counter);
            if let When::Of(time) = part.end {
                self.open = time;
            }
            self.totals.lines += part.lines;
            self.totals.found += part.found;
            self.totals.leaks += part.leaks;
            self.lines += part.lines;
            self.unended = part.unended;
            self.front += 1;
        }
        // What the front part has found need not wait for its end.
        if let Some(mut lane) = self.lanes.remove(&self.front) {
            self.tell(&mut lane.part);
            self.lanes.insert(self.front, lane);
        }
    }

    fn tell(&mut self, part: &mut Part) {
        for (mut sighting, open) in part.told.drain(..) {
            if self.kept == KEPT {
                break;
            }
            sighting.line += self.lines + 1;
            if open {
                sighting.time = self.open;
            }
            self.kept += 1;
            self.ready.push_back(sighting);
        }
    }

    /// What was found since this was asked last, in the order of the text.
    pub fn take(&mut self) -> Vec<Sighting> {
        self.ready.drain(..).collect()
    }

    /// All counts so far.
    pub fn counts(&self) -> Counts {
        let mut counter = self.counter.clone();
        for part in self.lanes.values().map(|lane| &lane.part).chain(self.waiting.values()) {
            counter.join(part.counter.clone());
        }
        counter.counts()
    }

    /// What was looked at and found, in complete parts.
    pub fn totals(&self) -> Totals {
        Totals { lines: self.totals.lines + u64::from(self.unended), ..self.totals }
    }
}
