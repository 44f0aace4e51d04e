//! A line's time by its place: at the line's beginning, or behind what programs write before it.

use super::about::About;
use super::form::{self, Read};
use super::unread;
use super::{Style, names};

/// So many bytes of a line are searched for it.
const HEAD: usize = 384;
/// More words before a time are a message.
const WORDS: usize = 12;
/// And so many in small letters.
const SMALL: usize = 2;

/// A line's own time.
pub(super) enum Own {
    Time(Read),
    /// It has one that is not understood.
    Unread,
    Absent,
}

/// What stands before a time.
#[derive(Default)]
struct Prefix {
    words: usize,
    small: usize,
    /// For so many further words a time is that of something else.
    denied: usize,
}

impl Prefix {
    /// Takes a word. `false` if no time of the line's own follows.
    fn take(&mut self, word: &[u8]) -> bool {
        let (name, label) = match word.strip_suffix(b":") {
            Some(name) => (name, true),
            None => (word, false),
        };
        self.denied = self.denied.saturating_sub(1);
        if let Some(reach) = names::denies(name) {
            self.denied = self.denied.max(reach);
        }
        self.words += 1;
        let small = name.len() > 1 && name.iter().all(u8::is_ascii_lowercase);
        self.small += usize::from(small && !label);
        self.words <= WORDS && self.small <= SMALL
    }
}

/// The time at a line's beginning, as far as it counts for this place of the line: behind it only an access log's does,
/// which writes who asked before it.
#[inline(never)]
pub(super) fn read(line: &[u8], place: usize, about: &About) -> Own {
    let head = &line[..line.len().min(HEAD)];
    let quoted = head.trim_ascii_start().first() == Some(&b'"');
    let mut prefix = Prefix::default();
    let mut unread = false;
    let mut fresh = true;
    let mut word = 0;
    let mut at = 0;
    while let Some(byte) = head.get(at) {
        let ended = &head[word.min(at)..at];
        match byte {
            // A terminal's colours.
            b'\x1b' => {
                at += head[at..].iter().position(u8::is_ascii_alphabetic).unwrap_or(head.len());
                fresh = true;
                word = at + 1;
            }
            b' ' | b'\t' | b',' | b';' | b'[' | b'<' | b'*' | b'#' | b'`' | b'|' | b']' | b'>' | b'"'
            | b'-' | 0xef | 0xbb | 0xbf
                if fresh || !b"-*#`\xef\xbb\xbf".contains(byte) =>
            {
                if *byte == b'"' && !quoted {
                    break;
                }
                if !fresh && !prefix.take(ended) {
                    break;
                }
                if b"|]>".contains(byte) {
                    prefix = Prefix::default();
                }
                fresh = true;
                word = at + 1;
            }
            b'{' | b'}' | b'=' | b'(' | b')' | b'\'' | b'?' | b'&' => break,
            // What was copied out of a string may begin with an escape.
            b'\\' => {
                if prefix.words > 0 || !fresh {
                    break;
                }
                at += 1;
                word = at + 1;
            }
            // A file's name, as grep prints it.
            b':' if !fresh && head.get(at + 1).is_some_and(u8::is_ascii_alphanumeric) => {
                fresh = true;
                if prefix.denied > 0 || names::denies(ended).is_some() {
                    break;
                }
                prefix.words += usize::from(!ended.contains(&b'.'));
                at += 1;
                continue;
            }
            _ if fresh => {
                let rest = &line[at..];
                if prefix.denied == 0 {
                    let epoch = || form::epoch(rest).filter(|_| prefix.words == 0);
                    let found = form::read(rest, about);
                    if let Some(read) = found.or_else(|| epoch().map(|time| Read { time, month_first: None }))
                    {
                        let counts = at < place || read.time.style == Style::CommonLog;
                        return if counts { Own::Time(read) } else { Own::Absent };
                    }
                    unread |=
                        unread::begins(rest, prefix.words == 0, head[..at].trim_ascii_end().ends_with(b"["));
                }
                fresh = false;
                word = at;
            }
            _ => {}
        }
        at += 1;
    }
    if unread { Own::Unread } else { started(line, about) }
}

/// Ruby on Rails: `Started GET "/x" for 203.0.113.9 at 2026-03-01 10:15:30 +1000`.
fn started(line: &[u8], about: &About) -> Own {
    let places = line.windows(4).enumerate().filter(|(_, part)| *part == b" at ");
    let mut places = places.take(if line.starts_with(b"Started ") { usize::MAX } else { 0 });
    places.find_map(|(at, _)| form::read(&line[at + 4..], about)).map_or(Own::Absent, Own::Time)
}
