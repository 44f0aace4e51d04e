//! The six steps, by name.

/// A step of a renewal, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// `GET /` with the current key.
    Preflight,
    /// `GET /api-keys/latest` with the current key.
    AskLatest,
    /// Is it the same key?
    Compare,
    /// `GET /` with the new key.
    Test,
    /// The operator stores the new key and proves it by reading it back.
    Store,
    /// `GET /api-keys/latest` with the new key.
    Confirm,
}

impl Step {
    /// All of them, in order.
    pub const ALL: [Self; 6] =
        [Self::Preflight, Self::AskLatest, Self::Compare, Self::Test, Self::Store, Self::Confirm];

    /// The name on screen.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Preflight => "Preflight",
            Self::AskLatest => "Ask for latest",
            Self::Compare => "Compare",
            Self::Test => "Test the new key",
            Self::Store => "Store",
            Self::Confirm => "Confirm",
        }
    }

    /// Its place in the list, from 0.
    pub const fn index(self) -> usize {
        self as usize
    }
}
