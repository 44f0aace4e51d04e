//! How a text says that something was left out.

use crate::definition::{CUT_WORDS, MASKS};
use crate::unescape::Plain;

/// A sign or a word for it.
pub(super) struct Cut {
    /// In one spelling.
    pub(super) sign: String,
    /// Whether it may also be the end of a sentence.
    pub(super) dots: bool,
    /// Where the text goes on.
    pub(super) end: usize,
}

/// What stands here for what was left out.
pub(super) fn cut(plain: &Plain, start: usize) -> Option<Cut> {
    let word = |at: usize| word(plain, at).map(|end| Cut { sign: "…".into(), dots: false, end });
    match sign(plain, start) {
        Some(cut) if cut.dots => word(cut.end).or(Some(cut)),
        Some(cut) => Some(cut),
        None => word(start),
    }
}

/// A mask, without what follows.
pub(super) fn sign(plain: &Plain, start: usize) -> Option<Cut> {
    MASKS.iter().find_map(|(sign, least)| {
        let mut bytes = [0; 4];
        let encoded = sign.encode_utf8(&mut bytes);
        let (mut end, mut count) = (start, 0);
        while let Some(after) = plain.after(end, encoded, false).filter(|_| count < 64) {
            end = after;
            count += 1;
        }
        let dots = matches!(sign, '.' | '…');
        (count >= *least).then(|| Cut { sign: encoded.repeat(count), dots, end })
    })
}

/// `[TRUNCATED]`, ` (truncated)`, `<snip>`, `[...]`.
fn word(plain: &Plain, start: usize) -> Option<usize> {
    let (_, at) = plain.run(start, 2, |byte| byte == b' ');
    let inside = plain.at(at).filter(|byte| b"[(<{".contains(byte)).map(|_| at + 1)?;
    let (_, inside) = plain.run(inside, 2, |byte| byte == b' ');
    let found = CUT_WORDS.iter().any(|word| plain.after(inside, word, true).is_some());
    let (_, end) = plain.run(inside, 40, |byte| !b"])>}\n".contains(&byte));
    ((found || sign(plain, inside).is_some()) && plain.at(end).is_some_and(|byte| b"])>}".contains(&byte)))
        .then_some(end + 1)
}
