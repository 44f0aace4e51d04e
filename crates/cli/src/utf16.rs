//! Text in UTF-16, read as UTF-8.

use std::io::{self, Read};

/// Which byte of a pair comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// The lower one.
    Little,
    /// The higher one.
    Big,
}

impl Order {
    /// The order that a byte order mark at the beginning of a text tells.
    pub(crate) fn of_mark(head: &[u8]) -> Option<Self> {
        match head {
            [0xff, 0xfe, ..] => Some(Self::Little),
            [0xfe, 0xff, ..] => Some(Self::Big),
            _ => None,
        }
    }
}

/// Reads UTF-16 and gives UTF-8 without the byte order mark. What is no character becomes U+FFFD.
pub(crate) struct Utf16<R> {
    inner: R,
    order: Order,
    /// A pair's first byte, whose second one has not come.
    odd: Option<u8>,
    /// The first half of a character above U+FFFF.
    high: Option<u16>,
    begun: bool,
    /// Decoded, and given out up to `given`.
    text: String,
    given: usize,
}

impl<R: Read> Utf16<R> {
    pub(crate) fn new(inner: R, order: Order) -> Self {
        Self { inner, order, odd: None, high: None, begun: false, text: String::new(), given: 0 }
    }

    fn refill(&mut self) -> io::Result<()> {
        let mut bytes = [0; 16 << 10];
        let count = self.inner.read(&mut bytes)?;
        self.text.clear();
        self.given = 0;
        if count == 0 {
            let broken = usize::from(self.odd.take().is_some()) + usize::from(self.high.take().is_some());
            self.text.extend(std::iter::repeat_n(char::REPLACEMENT_CHARACTER, broken));
            return Ok(());
        }
        let mut units = Vec::with_capacity(count / 2 + 2);
        units.extend(self.high.take());
        for byte in &bytes[..count] {
            match self.odd.take() {
                None => self.odd = Some(*byte),
                Some(first) => units.push(match self.order {
                    Order::Little => u16::from_le_bytes([first, *byte]),
                    Order::Big => u16::from_be_bytes([first, *byte]),
                }),
            }
        }
        self.high = units.pop_if(|last| (0xd800..0xdc00).contains(last));
        if !self.begun && !units.is_empty() {
            self.begun = true;
            if units[0] == 0xfeff {
                units.remove(0);
            }
        }
        let decoded = char::decode_utf16(units);
        self.text.extend(decoded.map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)));
        if self.text.is_empty() { self.refill() } else { Ok(()) }
    }
}

impl<R: Read> Read for Utf16<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if self.given == self.text.len() {
            self.refill()?;
        }
        let left = &self.text.as_bytes()[self.given..];
        let count = left.len().min(to.len());
        to[..count].copy_from_slice(&left[..count]);
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives so many bytes at a time.
    struct Slow<'bytes>(&'bytes [u8], usize);

    impl Read for Slow<'_> {
        fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
            let most = self.1.min(to.len());
            self.0.read(&mut to[..most])
        }
    }

    fn decode(bytes: &[u8], step: usize) -> String {
        let mut text = String::new();
        let order = Order::of_mark(bytes).unwrap();
        Utf16::new(Slow(bytes, step), order).read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn both_orders_are_read_however_the_bytes_come() {
        let text = "key é … \u{1f511} FAKE_SEC...abc\r\n";
        for step in 1..9 {
            let units = || std::iter::once(0xfeff).chain(text.encode_utf16());
            let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
            assert_eq!(decode(&little, step), text);
            assert_eq!(decode(&big, step), text);
        }
    }

    #[test]
    fn what_is_no_character_is_shown_as_such() {
        assert_eq!(decode(&[0xff, 0xfe, b'a', 0, b'b'], 3), "a\u{fffd}");
        assert_eq!(decode(&[0xff, 0xfe, 0x3d, 0xd8], 1), "\u{fffd}");
    }
}
