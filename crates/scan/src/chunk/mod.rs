//! One part of a source, from a first byte to a last one. Two parts of a file can be read at the same time; what is found
//! in each is put together afterwards.

mod context;
mod part;
mod when;

use std::collections::VecDeque;
use std::ops::Range;

use crate::counts::Subject;
use crate::finding::Finding;
use crate::fingerprint::salted_fingerprint;
use crate::hit::Hit;
use crate::matcher::Matcher;
use crate::search::{Search, Step};
use crate::time::{About, FAR, HEAD};
pub(crate) use part::Part;
use when::Clock;
pub(crate) use when::When;

/// A chunk is given so many bytes before the ones it tells of: what reaches into them, records that do, and lines above
/// those that have the time.
pub(crate) const BEFORE: u64 = 160 << 10;
/// And so many behind them.
pub(crate) const BEHIND: u64 = 96 << 10;

/// What is the same for every chunk of a scan.
pub(crate) struct Plan {
    pub(crate) matcher: Matcher,
    pub(crate) salt: [u8; 32],
}

impl Plan {
    pub(crate) fn new(known: &[String], salt: [u8; 32]) -> Self {
        Self { matcher: Matcher::new(known), salt }
    }
}

pub(crate) struct ChunkScanner {
    file: u32,
    owned: Range<u64>,
    search: Search,
    /// Found, and either not described yet or near something that is not.
    near: VecDeque<Hit>,
    described: usize,
    /// The line ends before this place have been counted.
    counted: usize,
    clock: Clock,
    /// When the source was last changed, for `about`.
    latest: i64,
    /// Nothing until enough of the source's beginning is there.
    about: Option<About>,
    /// How many occurrences may still be told.
    left: usize,
    complete: bool,
    pub(crate) part: Part,
}

impl ChunkScanner {
    /// For the finds that begin in `owned`; the text given to it begins at `start`. If that is where the source does, the
    /// chunk sees for itself what holds `about` the source.
    pub(crate) fn new(file: u32, owned: Range<u64>, start: u64, about: About, left: usize) -> Self {
        let counted = usize::try_from(owned.start - start).unwrap_or(usize::MAX);
        Self {
            file,
            clock: Clock::new(owned.start),
            latest: about.latest,
            about: (start > 0).then_some(about),
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
            if let Some(about) = &self.about {
                self.clock.forget(self.search.text(), self.search.base, moved, about);
            }
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
        let text = self.search.text();
        if self.about.is_none() && (last || text.len() >= HEAD) {
            self.about = Some(About::learn(text, self.latest));
        }
        let Some(about) = self.about.take() else { return };
        let seen = text.len();
        while let Some(hit) = self.near.get(self.described) {
            // All of its context and of its record has to be there.
            if !last && (hit.end + context::REACH > settled || hit.start + FAR > seen) {
                break;
            }
            self.describe(self.described, &plan.salt, &about);
            self.described += 1;
        }
        let reached =
            self.near.get(self.described).map_or(settled, |hit| hit.start).saturating_sub(context::REACH);
        while self.described > 0 && self.near.front().is_some_and(|hit| hit.end < reached) {
            self.near.pop_front();
            self.described -= 1;
        }
        let settled = self.near.get(self.described).map_or(settled, |hit| hit.start);
        self.count_lines(settled, &about);
        if last {
            self.finish(&about);
        }
        self.about = Some(about);
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

    fn finish(&mut self, about: &About) {
        self.complete = true;
        let text = self.search.text();
        let end = usize::try_from(self.owned.end.saturating_sub(self.search.base))
            .unwrap_or(usize::MAX)
            .min(text.len());
        self.part.end = self.clock.of_line(text, self.search.base, end, about);
        let ended = |byte| byte == b'\n' || about.carriage && byte == b'\r';
        self.part.unended = end > 0 && !text.get(end - 1).copied().is_some_and(ended);
    }

    /// Counts line ends before this place and before the part's end.
    fn count_lines(&mut self, to: usize, about: &About) {
        let end = usize::try_from(self.owned.end.saturating_sub(self.search.base)).unwrap_or(usize::MAX);
        let text = self.search.text();
        let (from, to_end) = (self.counted, to.min(end));
        let passed = text.get(from..to_end).unwrap_or_default();
        self.part.lines += memchr::memchr_iter(b'\n', passed).count() as u64;
        if about.carriage {
            let alone = |at: &usize| text[*at] == b'\r' && text.get(at + 1) != Some(&b'\n');
            self.part.lines += (from..from + passed.len()).filter(alone).count() as u64;
        }
        self.counted = self.counted.max(to);
    }

    fn describe(&mut self, place: usize, salt: &[u8; 32], about: &About) {
        let Some(hit) = self.near.get(place).cloned() else { return };
        let offset = self.search.base + hit.start as u64;
        if !self.owned.contains(&offset) {
            return;
        }
        self.count_lines(hit.start, about);
        let when = self.clock.of_record(self.search.text(), self.search.base, hit.start, about);
        let fingerprint = hit.digest.map(|digest| salted_fingerprint(salt, &digest));
        let subject = Subject { label: hit.label.clone(), kind: hit.kind, fingerprint, known: hit.known };
        self.part.found += 1;
        self.part.leaks += u64::from(hit.kind.is_leak());
        let (time, open) = match when {
            When::Of(time) => (time, false),
            When::Open => (None, true),
        };
        let counter = if open { &mut self.part.in_open_line } else { &mut self.part.counter };
        counter.add(subject, time.as_ref(), 1);
        if self.left == 0 {
            return;
        }
        self.left -= 1;
        let context = context::around(self.search.text(), self.search.base == 0, &self.near, place);
        let finding = Finding {
            file: self.file,
            line: self.part.lines,
            offset,
            length: u32::try_from(hit.end - hit.start).unwrap_or(u32::MAX),
            kind: hit.kind,
            form: hit.form,
            label: hit.label,
            fingerprint,
            others: hit.others.iter().map(|digest| salted_fingerprint(salt, digest)).collect(),
            known: hit.known,
            context,
            time,
        };
        self.part.told.push_back((finding, open));
    }
}
