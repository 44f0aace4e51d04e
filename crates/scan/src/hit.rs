//! What the matcher finds in a piece of text, before anything is known of the line around it.

use crate::finding::{Form, Kind};

/// A find. For a whole key `key` is its text: it stays inside the worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    /// The part of the text that it takes, and that its label replaces in a redacted copy.
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: Kind,
    pub(crate) form: Form,
    pub(crate) label: String,
    /// SHA-256 of a whole key.
    pub(crate) digest: Option<[u8; 32]>,
    /// The same of the keys that it is if it begins later than it seems.
    pub(crate) others: Vec<[u8; 32]>,
    pub(crate) known: Option<u32>,
}

impl Hit {
    pub(crate) fn new(start: usize, end: usize, kind: Kind, label: String) -> Self {
        Self { start, end, kind, form: Form::Text, label, digest: None, others: Vec::new(), known: None }
    }

    /// Of a key that was cut: what may be shown of it is its public part and the last characters that are left.
    pub(crate) fn part(start: usize, end: usize, public: &str, tail: &[u8]) -> Self {
        let tail = &tail[tail.len().saturating_sub(4)..];
        Self::new(start, end, Kind::PartOfKey, format!("{public}…{}", ascii(tail)))
    }
}

/// What may be shown of a whole key: the part before its random part, and the last four characters of a random part that
/// is long enough to hide something behind them. As the panel writes its masks everywhere.
pub(crate) fn mask(public: &str, random: &[u8]) -> String {
    let tail = if random.len() >= 16 { &random[random.len() - 4..] } else { &[] };
    let tail: String = tail.iter().map(|byte| char::from(*byte)).collect();
    format!("{public}…{tail}")
}

/// Text of which every byte is ASCII.
pub(crate) fn ascii(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}
