//! Everything that is looked for, in one piece of text.

use crate::hit::Hit;
use crate::known::Known;
use crate::needles::Needles;

/// What is looked for. It is made once for a scan.
pub(crate) struct Matcher {
    needles: Needles,
    pub(crate) known: Known,
}

/// No find reaches further back than so many bytes from the place where it was noticed.
pub(crate) const REACH_BACK: usize = 4 << 10;
/// Nor further ahead: the longest run that is followed, every character of it written as an escape.
pub(crate) const REACH_AHEAD: usize = 16 << 10;

impl Matcher {
    pub(crate) fn new(known: &[String]) -> Self {
        let needles = Needles::new();
        let known = Known::new(known, &needles);
        Self { needles, known }
    }

    /// Finds what is noticed in this part of the text. Finds may overlap and come in no order.
    pub(crate) fn find(&self, text: &[u8], from: usize, to: usize, hits: &mut Vec<Hit>) {
        self.needles.find(text, from, to, hits);
        self.known.find(text, from, to, hits);
    }
}
