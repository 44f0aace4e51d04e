//! One part of a source, from a first byte to a last one. Two parts of a file can be read at the same time; what is found
//! in each is put together afterwards.

mod context;
mod part;
mod when;

use std::collections::VecDeque;
use std::ops::Range;

use crate::counts::Subject;
use crate::hit::Hit;
use crate::matcher::Matcher;
use crate::print::print;
use crate::search::{Search, Step};
use crate::sighting::Sighting;
pub(crate) use part::Part;
use when::Clock;
pub(crate) use when::When;

/// A lane is given so many bytes before the ones it tells of: what reaches into them, and lines above that have the time.
pub(crate) const BEFORE: u64 = 96 << 10;
/// And so many behind them.
pub(crate) const BEHIND: u64 = 32 << 10;

/// What is the same for every lane of a scan.
pub(crate) struct Plan {
    pub(crate) matcher: Matcher,
    pub(crate) salt: [u8; 32],
}

impl Plan {
    pub(crate) fn new(known: &[String], salt: [u8; 32]) -> Self {
        Self { matcher: Matcher::new(known), salt }
    }
}

pub(crate) struct Lane {
    file: u32,
    owned: Range<u64>,
    search: Search,
    /// Found, and either not described yet or near something that is not.
    near: VecDeque<Hit>,
    described: usize,
    /// The line ends before this place have been counted.
    counted: usize,
    clock: Clock,
    /// How many occurrences may still be told.
    left: usize,
    complete: bool,
    pub(crate) part: Part,
}

impl Lane {
    /// For the finds that begin in `owned`; the text given to it begins at `start`.
    pub(crate) fn new(file: u32, owned: Range<u64>, start: u64, latest: i64, left: usize) -> Self {
        let counted = usize::try_from(owned.start - start).unwrap_or(usize::MAX);
        Self {
            file,
            clock: Clock::new(owned.start, latest),
            owned,
            search: Search::at(start),
            near: VecDeque::new(),
            described: 0,
            counted,
            left,
            complete: false,
            part: Part::default(),
        }
    }

    /// Where the next bytes go.
    pub(crate) fn room(&mut self) -> &mut [u8] {
        let kept = usize::try_from(BEFORE).unwrap_or(usize::MAX);
        let needed =
            self.near.front().map_or(self.counted, |hit| hit.start.min(self.counted)).saturating_sub(kept);
        let moved = self.search.to_forget(needed);
        if moved > 0 {
            self.clock.forget(self.search.text(), self.search.base, moved);
            self.search.forget(moved);
            self.counted -= moved;
            for hit in &mut self.near {
                hit.start -= moved;
                hit.end -= moved;
            }
        }
        self.search.room()
    }

    /// Searches so many more bytes.
    pub(crate) fn fed(&mut self, count: usize, last: bool, plan: &Plan) {
        let Step { hits, settled } = self.search.fed(count, last, &plan.matcher);
        self.near.extend(hits);
        while let Some(hit) = self.near.get(self.described) {
            if !last && hit.end + context::REACH > settled {
                break;
            }
            self.describe(self.described, &plan.salt);
            self.described += 1;
        }
        let reached =
            self.near.get(self.described).map_or(settled, |hit| hit.start).saturating_sub(context::REACH);
        while self.described > 0 && self.near.front().is_some_and(|hit| hit.end < reached) {
            self.near.pop_front();
            self.described -= 1;
        }
        let settled = self.near.get(self.described).map_or(settled, |hit| hit.start);
        self.count_lines(settled);
        if last {
            self.finish();
        }
    }

    /// The part so far; of the occurrences to be told, those since this was asked last.
    pub(crate) fn bring(&mut self) -> Part {
        let told = std::mem::take(&mut self.part.told);
        Part { told, ..self.part.clone() }
    }

    /// Whether its last bytes were given to it.
    pub(crate) const fn is_complete(&self) -> bool {
        self.complete
    }

    fn finish(&mut self) {
        self.complete = true;
        let text = self.search.text();
        let end = usize::try_from(self.owned.end.saturating_sub(self.search.base))
            .unwrap_or(usize::MAX)
            .min(text.len());
        self.part.end = self.clock.when(text, self.search.base, end);
        self.part.unended = end > 0 && text.get(end - 1) != Some(&b'\n');
    }

    /// Counts line ends before this place and before the part's end.
    fn count_lines(&mut self, to: usize) {
        let end = usize::try_from(self.owned.end.saturating_sub(self.search.base)).unwrap_or(usize::MAX);
        let text = self.search.text();
        let passed = text.get(self.counted..to.min(end)).unwrap_or_default();
        self.part.lines += memchr::memchr_iter(b'\n', passed).count() as u64;
        self.counted = self.counted.max(to);
    }

    fn describe(&mut self, place: usize, salt: &[u8; 32]) {
        let Some(hit) = self.near.get(place).cloned() else { return };
        let offset = self.search.base + hit.start as u64;
        if !self.owned.contains(&offset) {
            return;
        }
        self.count_lines(hit.start);
        let when = self.clock.when(self.search.text(), self.search.base, hit.start);
        let print = hit.digest.map(|digest| print(salt, &digest));
        let subject = Subject { label: hit.label.clone(), kind: hit.kind, print, known: hit.known };
        self.part.found += 1;
        self.part.leaks += u64::from(hit.kind.is_leak());
        let (time, open) = match when {
            When::Of(time) => (time, false),
            When::Open => (None, true),
        };
        if open {
            *self.part.in_open_line.entry(subject).or_default() += 1;
        } else {
            self.part.counter.add(subject, time.as_ref(), 1);
        }
        if self.left == 0 {
            return;
        }
        self.left -= 1;
        let context = context::around(self.search.text(), self.search.base == 0, &self.near, place);
        let sighting = Sighting {
            file: self.file,
            line: self.part.lines,
            offset,
            length: u32::try_from(hit.end - hit.start).unwrap_or(u32::MAX),
            kind: hit.kind,
            form: hit.form,
            label: hit.label,
            print,
            known: hit.known,
            context,
            time,
        };
        self.part.told.push_back((sighting, open));
    }
}
