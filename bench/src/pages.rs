//! The pages.

/// A page that is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Page {
    /// The panel.
    Keyturn,
    /// A keys table of React and TanStack Table.
    TanStack,
    /// A keys list of react-admin.
    ReactAdmin,
}

impl Page {
    /// In the order in which a round visits them.
    pub(crate) const ALL: [Self; 3] = [Self::Keyturn, Self::TanStack, Self::ReactAdmin];
    /// Those that the panel is measured beside.
    pub(crate) const PEERS: [Self; 2] = [Self::TanStack, Self::ReactAdmin];

    /// The name for people; for a peer also that of its directory. `controls.js` goes by it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Keyturn => "keyturn",
            Self::TanStack => "tanstack",
            Self::ReactAdmin => "react-admin",
        }
    }
}
