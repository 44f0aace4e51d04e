//! Why a key needs a person, most severe first.

/// Why something needs a person. The order of the variants is the order of severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Concern {
    /// A product or facility that is in use has no living key.
    Outage,
    /// A key was seen where it must not be, and somebody can still use it or the vendor has not been told.
    Leaked,
    /// A rotation removed the new key and left the old one: whatever was switched is down.
    WrongKeyRemoved,
    /// A key in use was rejected by its vendor; another of the same product or facility still works.
    DeadInUse,
    /// QuickStream named a newer key: this one has to be switched before it ends.
    SwitchNow,
    /// A key that may be alive and that nothing is proven to use, or that was left alive without an end.
    Unverified,
    /// Within the days that the operator set, or past its end.
    ExpiresSoon,
    /// No verdict within 24 hours, or none to the last question.
    NotChecked,
}

/// What the cards above the list count: each concern belongs to exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ConcernGroup {
    /// Something does not work, or is in the wrong hands.
    Broken,
    /// A key has to be replaced in time.
    Ending,
    /// Somebody has to find out what became of a key.
    Unverified,
    /// Somebody has to ask the vendor.
    NotChecked,
}

impl Concern {
    /// Every concern, most severe first.
    pub const ALL: [Self; 8] = [
        Self::Outage,
        Self::Leaked,
        Self::WrongKeyRemoved,
        Self::DeadInUse,
        Self::SwitchNow,
        Self::Unverified,
        Self::ExpiresSoon,
        Self::NotChecked,
    ];

    /// The card that counts it.
    pub const fn group(self) -> ConcernGroup {
        match self {
            Self::Outage | Self::Leaked | Self::WrongKeyRemoved | Self::DeadInUse => ConcernGroup::Broken,
            Self::SwitchNow | Self::ExpiresSoon => ConcernGroup::Ending,
            Self::Unverified => ConcernGroup::Unverified,
            Self::NotChecked => ConcernGroup::NotChecked,
        }
    }
}
