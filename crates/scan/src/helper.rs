//! Searches single parts for a scan that another worker puts together.

use std::ops::Range;

use crate::KEPT;
use crate::chunk::{ChunkScanner, Plan};
use crate::message::write_part;
use crate::scan::Reach;
use crate::time::About;

/// One part after the other, each of any source.
pub struct Helper {
    plan: Plan,
    chunk: Option<ChunkScanner>,
}

impl Helper {
    /// For a scan with the same known texts and the same salt.
    pub fn new(known: &[String], salt: [u8; 32]) -> Self {
        Self { plan: Plan::new(known, salt), chunk: None }
    }

    /// Begins with a part of a source and says what is to be read for it. `latest` and `head` as in
    /// [`crate::scan::Scan::begin`].
    pub fn open(&mut self, file: u32, latest: i64, head: &[u8], part: Range<u64>) -> Reach {
        let reach = Reach::of(&part);
        self.chunk = Some(ChunkScanner::new(file, part, reach.from, About::learn(head, latest), KEPT));
        reach
    }

    /// Where the next bytes go. Empty if there is no part.
    pub fn room(&mut self) -> &mut [u8] {
        self.chunk.as_mut().map(ChunkScanner::room).unwrap_or_default()
    }

    /// Takes so many bytes that were put into the room. With the `last` ones the part is complete.
    pub fn fed(&mut self, count: usize, last: bool) {
        if let Some(chunk) = &mut self.chunk {
            chunk.fed(count, last, &self.plan);
        }
    }

    /// The part so far, with what was found since this was asked last, for [`crate::scan::Scan::join`].
    pub fn bring(&mut self) -> Vec<u8> {
        let brought = self.chunk.as_mut().map(|chunk| write_part(&chunk.bring())).unwrap_or_default();
        // Nothing of the text stays longer than it is needed.
        self.chunk.take_if(|chunk| chunk.is_complete());
        brought
    }
}
