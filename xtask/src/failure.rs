//! What went wrong, always with the next thing to do.

use std::{fmt::Display, path::Path};

/// A failed task, in words for the person at the terminal.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) what: String,
    pub(crate) next: String,
}

pub(crate) type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    pub(crate) fn new(what: impl Into<String>, next: impl Into<String>) -> Self {
        Self { what: what.into(), next: next.into() }
    }

    /// A file or directory that could not be read or written.
    pub(crate) fn file(path: &Path, cause: impl Display) -> Self {
        Self::new(
            format!("{}: {cause}", path.display()),
            "see that the path exists and can be read and written",
        )
    }
}
