//! Reading a text character by character through the escapes of URLs and JSON.

/// One character, however it was written, or a byte that is part of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    pub(crate) value: u32,
    /// Where it begins in the text.
    pub(crate) start: usize,
    /// Where the next one begins.
    pub(crate) end: usize,
}

impl Unit {
    pub(crate) fn is_alphanumeric(self) -> bool {
        self.ascii().is_some_and(|byte| byte.is_ascii_alphanumeric())
    }

    pub(crate) fn ascii(self) -> Option<u8> {
        u8::try_from(self.value).ok().filter(u8::is_ascii)
    }

    pub(crate) fn is(self, byte: u8) -> bool {
        self.value == u32::from(byte)
    }
}

/// What a backslash and one letter stand for.
const fn escaped(letter: u8) -> Option<u8> {
    match letter {
        b'"' | b'\'' | b'/' => Some(letter),
        b'n' | b'r' | b't' | b'b' | b'f' => Some(b' '),
        _ => None,
    }
}

fn hex(digits: Option<&[u8]>) -> Option<u32> {
    let value = |sum: u32, digit: &u8| Some(sum * 16 + char::from(*digit).to_digit(16)?);
    digits?.iter().try_fold(0, value)
}

/// The unit that begins here.
pub(crate) fn next(text: &[u8], start: usize) -> Option<Unit> {
    let first = *text.get(start)?;
    let decoded = match first {
        b'%' => percent(text, start),
        b'\\' => backslash(text, start),
        _ => None,
    };
    let (value, end) = decoded.unwrap_or((first.into(), start + 1));
    Some(Unit { value, start, end })
}

fn percent(text: &[u8], start: usize) -> Option<(u32, usize)> {
    let once = hex(text.get(start + 1..start + 3))?;
    // Encoded twice.
    let twice = (once == u32::from(b'%')).then(|| hex(text.get(start + 3..start + 5))).flatten();
    Some(twice.map_or((once, start + 3), |value| (value, start + 5)))
}

fn backslash(text: &[u8], start: usize) -> Option<(u32, usize)> {
    // Every time that JSON is put into JSON, the backslashes double.
    let letter = (start..text.len().min(start + 9)).find(|at| text[*at] != b'\\')?;
    match text[letter] {
        b'u' => Some((hex(text.get(letter + 1..letter + 5))?, letter + 5)),
        b'x' => Some((hex(text.get(letter + 1..letter + 3))?, letter + 3)),
        other => escaped(other).map(|value| (value.into(), letter + 1)),
    }
}

/// The unit that ends here.
pub(crate) fn previous(text: &[u8], end: usize) -> Option<Unit> {
    let last = *text.get(..end)?.last()?;
    let before = |back: usize| end.checked_sub(back).and_then(|at| text.get(at)).copied();
    let number = |back: usize| hex(text.get(end - back..end));
    let in_hex = last.is_ascii_hexdigit();
    let found = if in_hex && before(3) == Some(b'%') {
        number(2).map(|value| (value, 3))
    } else if in_hex && before(5) == Some(b'%') && before(4) == Some(b'2') && before(3) == Some(b'5') {
        number(2).map(|value| (value, 5))
    } else if in_hex && before(6) == Some(b'\\') && before(5) == Some(b'u') {
        number(4).map(|value| (value, 6))
    } else if in_hex && before(4) == Some(b'\\') && before(3) == Some(b'x') {
        number(2).map(|value| (value, 4))
    } else if before(2) == Some(b'\\') {
        escaped(last).map(|value| (value.into(), 2))
    } else {
        None
    };
    let (value, back) = found.unwrap_or((last.into(), 1));
    Some(Unit { value, start: end - back, end })
}

/// A run of units that all pass, at most so many, as plain bytes, and where it ends.
pub(crate) fn run(text: &[u8], start: usize, most: usize, pass: impl Fn(u8) -> bool) -> (Vec<u8>, usize) {
    let (mut bytes, mut end) = (Vec::new(), start);
    while bytes.len() < most
        && let Some(unit) = next(text, end)
        && let Some(byte) = unit.ascii().filter(|byte| pass(*byte))
    {
        bytes.push(byte);
        end = unit.end;
    }
    (bytes, end)
}

/// Where the text goes on behind these characters, if they stand here. Letters match in either case if `fold` says so.
pub(crate) fn after(text: &[u8], start: usize, wanted: &str, fold: bool) -> Option<usize> {
    wanted.bytes().try_fold(start, |at, byte| {
        let unit = next(text, at)?;
        let found = unit.ascii()?;
        (found == byte || fold && found.eq_ignore_ascii_case(&byte)).then_some(unit.end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forward(text: &str) -> String {
        let mut at = 0;
        std::iter::from_fn(|| next(text.as_bytes(), at).inspect(|unit| at = unit.end))
            .filter_map(|unit| char::from_u32(unit.value))
            .collect()
    }

    fn backward(text: &str) -> String {
        let mut at = text.len();
        let mut units: Vec<char> =
            std::iter::from_fn(|| previous(text.as_bytes(), at).inspect(|unit| at = unit.start))
                .filter_map(|unit| char::from_u32(unit.value))
                .collect();
        units.reverse();
        units.into_iter().collect()
    }

    #[test]
    fn escapes_read_alike_in_both_directions() {
        for (written, read) in [
            ("plain_text", "plain_text"),
            ("%22A%5fB", "\"A_B"),
            ("%2522A", "\"A"),
            (r"\u0022A\u005fB", "\"A_B"),
            (r"\x22A", "\"A"),
            (r"\nA\/", " A/"),
            ("100%", "100%"),
            (r"C:\Users", r"C:\Users"),
        ] {
            assert_eq!(forward(written), read, "{written}");
            assert_eq!(backward(written), read, "{written}");
        }
        assert_eq!(forward(r"\\u005f"), "_");
        assert_eq!(forward("%"), "%");
    }
}
