//! What stands in LevelDB's files, put together again: a log cuts records into pieces, a table compresses its blocks.

use super::snappy::{unpacked, varint};

/// A log is written in blocks of this size, and no piece of a record reaches over their ends.
const BLOCK: usize = 32 * 1024;
/// Checksum, length and kind of a piece.
const PIECE_HEAD: usize = 7;

/// A log's records, each in one piece.
pub(super) fn log(file: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for mut block in file.chunks(BLOCK) {
        while let Some((head, rest)) = block.split_at_checked(PIECE_HEAD) {
            let length = usize::from(u16::from_le_bytes([head[4], head[5]]));
            let Some((piece, after)) = rest.split_at_checked(length) else { break };
            out.extend_from_slice(piece);
            block = after;
        }
    }
    out
}

/// The places of the index and of the index of other blocks, and a mark.
const FOOTER: usize = 48;
const MARK: [u8; 8] = 0xdb47_7524_8b80_fb57_u64.to_le_bytes();

/// A table's blocks, not compressed; `None` if the file is no table.
pub(super) fn table(file: &[u8]) -> Option<Vec<u8>> {
    let footer = &file[file.len().checked_sub(FOOTER)?..];
    footer.ends_with(&MARK).then_some(())?;
    let (_, _, rest) = place(footer)?;
    let (offset, length, _) = place(rest)?;
    let index = block(file, offset, length)?;
    let mut out = Vec::new();
    for (offset, length) in places(&index)? {
        out.extend(block(file, offset, length)?);
    }
    Some(out)
}

fn place(bytes: &[u8]) -> Option<(usize, usize, &[u8])> {
    let (offset, rest) = varint(bytes)?;
    let (length, rest) = varint(rest)?;
    Some((usize::try_from(offset).ok()?, usize::try_from(length).ok()?, rest))
}

/// Behind a block stands whether it is compressed, and how.
fn block(file: &[u8], offset: usize, length: usize) -> Option<Vec<u8>> {
    let (bytes, behind) = file.get(offset..)?.split_at_checked(length)?;
    match behind.first()? {
        0 => Some(bytes.to_vec()),
        1 => unpacked(bytes),
        _ => None,
    }
}

/// The places that an index block's entries name. Behind the entries stand numbers of 32 bits, the last of which says
/// how many others there are.
fn places(index: &[u8]) -> Option<Vec<(usize, usize)>> {
    let (rest, count) = index.split_last_chunk::<4>()?;
    let restarts = usize::try_from(u32::from_le_bytes(*count)).ok()?.checked_mul(4)?;
    let mut entries = &rest[..rest.len().checked_sub(restarts)?];
    let mut places = Vec::new();
    while !entries.is_empty() {
        let (_, rest) = varint(entries)?;
        let (key, rest) = varint(rest)?;
        let (value, rest) = varint(rest)?;
        let (_, rest) = rest.split_at_checked(usize::try_from(key).ok()?)?;
        let (value, rest) = rest.split_at_checked(usize::try_from(value).ok()?)?;
        let (offset, length, _) = place(value)?;
        places.push((offset, length));
        entries = rest;
    }
    Some(places)
}
