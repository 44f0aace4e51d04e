//! The column of a place in a text that comes in pieces.

use keyturn_scan::time::ends_lines_with_returns;

/// A find is told at most so many bytes behind the newest ones.
const LATE: usize = 4 << 20;

/// Counts the characters of the line up to places that are asked for in their order.
pub(crate) struct Columns {
    /// Whether a carriage return ends a line.
    returns: bool,
    /// The text behind the last place that was asked for, as far as it may still be asked about.
    text: Vec<u8>,
    /// Bytes before that text.
    base: u64,
    /// Characters of the line before that text.
    characters: u64,
}

impl Columns {
    /// Of a text that begins like this.
    pub(crate) fn of_text(head: &[u8]) -> Self {
        Self { returns: ends_lines_with_returns(head), text: Vec::new(), base: 0, characters: 0 }
    }

    /// Takes more of the text.
    pub(crate) fn feed(&mut self, piece: &[u8]) {
        self.text.extend_from_slice(piece);
        if self.text.len() > 2 * LATE {
            self.advance(self.text.len() - LATE);
        }
    }

    /// The column of the byte at this place of the whole text, from 1.
    pub(crate) fn at(&mut self, offset: u64) -> u64 {
        let passed = usize::try_from(offset.saturating_sub(self.base)).unwrap_or(usize::MAX);
        self.advance(passed.min(self.text.len()));
        self.characters + 1
    }

    fn advance(&mut self, passed: usize) {
        for byte in self.text.drain(..passed) {
            match byte {
                b'\n' => self.characters = 0,
                b'\r' if self.returns => self.characters = 0,
                // The second and further bytes of a character.
                0x80..=0xbf => {}
                _ => self.characters += 1,
            }
        }
        self.base += passed as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_of_the_line_however_the_text_comes() {
        let text = "first\né… key and key\nkey".as_bytes();
        for step in 1..=text.len() {
            let mut columns = Columns::of_text(b"first\n");
            text.chunks(step).for_each(|piece| columns.feed(piece));
            let at = |from: usize| text[from..].windows(3).position(|part| part == b"key").unwrap() + from;
            let (one, other) = (at(0), at(at(0) + 1));
            assert_eq!(columns.at(one as u64), 4);
            assert_eq!(columns.at(one as u64), 4);
            assert_eq!(columns.at(other as u64), 12);
            assert_eq!(columns.at(at(other + 1) as u64), 1);
        }
    }

    #[test]
    fn a_carriage_return_ends_a_line_where_lines_end_so() {
        let column = |text: &[u8]| {
            let mut columns = Columns::of_text(text);
            columns.feed(text);
            columns.at(text.len() as u64 - 3)
        };
        assert_eq!(column(b"first\rx key"), 3);
        assert_eq!(column(b"first\n\rx key"), 4, "one of other ends is a character");
    }

    #[test]
    fn a_long_line_takes_no_more_memory() {
        let mut columns = Columns::of_text(b"first\n");
        for _ in 0..64 {
            columns.feed(&[b'x'; 1 << 20]);
            assert!(columns.text.len() <= 2 * LATE);
        }
        assert_eq!(columns.at((64 << 20) - 10), (64 << 20) - 9);
    }
}
