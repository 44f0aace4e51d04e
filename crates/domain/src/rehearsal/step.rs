//! The five steps, by name.

/// A step of a rehearsal, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// The operator makes two keys and gives them.
    TwoKeys,
    /// `GET /` with each.
    CheckBoth,
    /// `GET /api-keys/latest` with the first.
    Ask,
    /// The operator looks at the application itself.
    Watch,
    /// What came of it.
    Result,
}

impl Step {
    /// All of them, in order.
    pub const ALL: [Self; 5] = [Self::TwoKeys, Self::CheckBoth, Self::Ask, Self::Watch, Self::Result];

    /// The name on screen.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TwoKeys => "Two keys",
            Self::CheckBoth => "Check both",
            Self::Ask => "Ask as the application",
            Self::Watch => "Watch the application",
            Self::Result => "Result",
        }
    }

    /// Its place in the list, from 0.
    pub const fn index(self) -> usize {
        self as usize
    }
}
