//! A facility code: where it begins, and where else it may.

use crate::definition::LONGEST_FACILITY;
use crate::unescape::Plain;

/// What is left of an escape that something cut in two is no longer: `u0022`, `x1b`, `012`, `n`.
const LEFT_OVER: usize = 6;

/// The code that ends here, and where it begins.
pub(super) fn read(plain: &Plain, end: usize) -> Option<(&[u8], usize)> {
    let start = back(plain, end, |at| plain.is_broken(at) || parts(plain, at));
    (start < end).then(|| (&plain.bytes[start..end], start))
}

/// Back over letters and digits to where a code can begin, or to where it is ended.
fn back(plain: &Plain, end: usize, ended: impl Fn(usize) -> bool) -> usize {
    let mut start = end;
    while end - start < LONGEST_FACILITY
        && plain.before(start).is_some_and(|byte| byte.is_ascii_alphanumeric())
        && !(start < end && ended(start))
    {
        start -= 1;
    }
    start
}

/// Whether two words meet here: a small letter, something that is not seen, a capital.
fn parts(plain: &Plain, at: usize) -> bool {
    let is = |byte: Option<u8>, test: fn(&u8) -> bool| byte.is_some_and(|byte| test(&byte));
    plain.is_seam(at)
        && is(plain.before(at), u8::is_ascii_lowercase)
        && is(plain.at(at), |byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// The other places at which the code between these two may begin: in front of a broken line, and behind what may be the
/// rest of an escape.
pub(super) fn others(plain: &Plain, start: usize, end: usize) -> impl Iterator<Item = usize> {
    let code = &plain.bytes[start..end];
    let capital = code.iter().take(LEFT_OVER + 1).position(u8::is_ascii_uppercase);
    let small = code.first().is_some_and(|byte| !byte.is_ascii_uppercase()) && capital.is_some();
    let doubtful = if small || plain.before(start) == Some(b'[') { LEFT_OVER } else { 0 };
    let longer = back(plain, end, |at| parts(plain, at));
    (longer < start).then_some(longer).into_iter().chain((start + 1..end).take(doubtful))
}
