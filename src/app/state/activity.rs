//! What happened in this panel session, for the activity page.

use leptos::prelude::*;

use crate::route::RunId;
use keyturn_domain::activity::Entry;

/// One line of the activity list, with what it is about.
#[derive(Clone, Debug, PartialEq)]
pub struct ActivityLine {
    /// The run it belongs to, if it belongs to one.
    pub run: Option<RunId>,
    /// The key, product or connection that it is about, as people know it.
    pub subject: String,
    /// The line.
    pub entry: Entry,
}

/// The activity list, oldest first.
#[derive(Clone, Copy)]
pub struct Activity {
    lines: RwSignal<Vec<ActivityLine>>,
}

impl Activity {
    pub(super) fn new() -> Self {
        Self { lines: RwSignal::default() }
    }

    /// Reads the list. Tracked.
    pub fn with<T>(self, read: impl FnOnce(&Vec<ActivityLine>) -> T) -> T {
        self.lines.with(read)
    }

    /// Reads the list. Untracked.
    pub fn with_untracked<T>(self, read: impl FnOnce(&Vec<ActivityLine>) -> T) -> T {
        self.lines.with_untracked(read)
    }

    /// Adds a line.
    pub fn note(self, run: Option<RunId>, subject: &str, entry: Entry) {
        let line = ActivityLine { run, subject: subject.to_owned(), entry };
        self.lines.update(|lines| lines.push(line));
    }

    /// Shows these lines instead of all there were.
    pub(in crate::app) fn replace(self, lines: Vec<ActivityLine>) {
        self.lines.set(lines);
    }
}
