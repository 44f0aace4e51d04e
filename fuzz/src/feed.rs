//! Bytes that nobody wrote, given to everything in the vault that reads stored or delivered bytes.
//!
//! `crates/vault/tests/fuzz_corpus.rs` gives the same readers what earlier runs kept.

#[path = "feed/journal.rs"]
mod journal;
#[path = "feed/plain.rs"]
mod plain;
#[path = "feed/sealed.rs"]
mod sealed;

/// Reads `data`: its first byte says with which reader, the rest is what it reads. Panics where a reader takes what it
/// must not; otherwise says whether it was taken.
pub(crate) fn feed(data: &[u8]) -> bool {
    let Some((reader, rest)) = data.split_first() else { return false };
    match reader {
        b'h' => sealed::header(rest),
        b's' => sealed::set(rest),
        b'r' => sealed::record(rest),
        b'c' => sealed::chain(rest),
        b'm' => sealed::mark(rest),
        b'x' => sealed::export(rest),
        b'p' => sealed::parked(rest),
        b'e' => plain::entry(rest),
        b'i' => plain::inventory(rest),
        b'q' => plain::parked(rest),
        b'k' => plain::reply_key(rest),
        b'j' => journal::replay(rest),
        _ => false,
    }
}
