//! Blocks as LevelDB compresses them (Snappy's format: a length, then literals and copies of what came before).

/// The block as it was before; `None` if this is no such block.
pub(super) fn unpacked(block: &[u8]) -> Option<Vec<u8>> {
    let (length, mut rest) = varint(block)?;
    let mut out = Vec::with_capacity(usize::try_from(length).ok()?.min(block.len().checked_mul(64)?));
    while let [tag, after @ ..] = rest {
        let top = usize::from(tag >> 2);
        rest = match tag & 3 {
            0 => {
                // Up to 60 in the tag itself, else in so many bytes behind it.
                let (length, after) = match top {
                    0..60 => (top + 1, after),
                    _ => little_endian(after, top - 59).map(|(length, after)| (length + 1, after))?,
                };
                let (literal, after) = after.split_at_checked(length)?;
                out.extend_from_slice(literal);
                after
            }
            1 => {
                let (low, after) = little_endian(after, 1)?;
                copy(&mut out, ((top >> 3) << 8) | low, (top & 7) + 4)?;
                after
            }
            wide => {
                let (offset, after) = little_endian(after, if wide == 2 { 2 } else { 4 })?;
                copy(&mut out, offset, top + 1)?;
                after
            }
        };
    }
    (out.len() as u64 == length).then_some(out)
}

/// What is copied may reach into what the copy itself brings.
fn copy(out: &mut Vec<u8>, offset: usize, length: usize) -> Option<()> {
    let from = out.len().checked_sub(offset).filter(|_| offset > 0)?;
    for at in from..from + length {
        out.push(out[at]);
    }
    Some(())
}

fn little_endian(bytes: &[u8], count: usize) -> Option<(usize, &[u8])> {
    let (number, rest) = bytes.split_at_checked(count)?;
    Some((number.iter().rev().fold(0, |number, byte| (number << 8) | usize::from(*byte)), rest))
}

/// A number in groups of seven bits, the lowest first.
pub(super) fn varint(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut number = 0;
    for (place, byte) in bytes.iter().take(10).enumerate() {
        number |= u64::from(byte & 0x7f).checked_shl(7 * u32::try_from(place).ok()?)?;
        if byte & 0x80 == 0 {
            return Some((number, &bytes[place + 1..]));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_and_copies_are_followed() {
        // "ab" as it is, then six more bytes from two before.
        assert_eq!(unpacked(&[8, 0b000100, b'a', b'b', 0b1001, 2]).as_deref(), Some(b"abababab".as_slice()));
        assert_eq!(
            unpacked(&[8, 0b000100, b'a', b'b', 0b010110, 2, 0]).as_deref(),
            Some(b"abababab".as_slice())
        );
        let long = [vec![70, 60 << 2, 69], vec![b'x'; 70]].concat();
        assert_eq!(unpacked(&long), Some(vec![b'x'; 70]));
        for broken in [&[8, 0b000100, b'a'][..], &[1, 0b1001, 2], &[9, 0b000100, b'a', b'b'], &[0xff]] {
            assert_eq!(unpacked(broken), None);
        }
    }
}
