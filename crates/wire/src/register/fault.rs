//! Why a register cannot be used.

use keyturn_domain::explain::Explanation;

/// Why a register cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegisterFault {
    /// The page's own server has none to give, or did not answer; the status, where there was one.
    Missing(Option<u16>),
    /// It is no register.
    NotRegister,
    /// It is larger than any register.
    TooLarge,
    /// A newer panel wrote it; its version.
    Newer(u64),
    /// Its content is not what its hash was made of.
    Altered,
    /// Its hash is right, and an entry, counted from one, or the whole cannot be read all the same.
    Malformed(Option<usize>),
}

const EXPORTER: &str = "Whoever keeps the register";

impl RegisterFault {
    /// What happened, whose fault it is and what to do next.
    pub fn words(self) -> Explanation {
        let again = "Ask for the register anew: an admin exports it on the panel's Look up page.";
        let (happened, owner, next) = match self {
            Self::Missing(Some(status)) => (
                format!("The page's own server has no register to give: it answered {status}."),
                "Whoever runs the Keyturn proxy",
                "Check the file that its configuration names as the register, or load one from a file below.",
            ),
            Self::Missing(None) => (
                "The page's own server did not answer when it was asked for the register.".into(),
                "The network, or whoever runs the Keyturn proxy",
                "Try again, or load the register from a file below.",
            ),
            Self::NotRegister => ("This is no register of Keyturn.".into(), EXPORTER, again),
            Self::TooLarge => ("This file is too large to be a register.".into(), EXPORTER, again),
            Self::Newer(version) => (
                format!("A newer panel wrote this register (version {version}); this one does not know that form."),
                "Whoever runs this panel",
                "Ask for the panel to be brought up to date, or for a register that this one wrote.",
            ),
            Self::Altered => (
                "This register is not as it was written: its content does not match its hash. It was edited, or cut off on its way. Nothing of it is used.".into(),
                EXPORTER,
                again,
            ),
            Self::Malformed(Some(entry)) => {
                (format!("Entry {entry} of this register cannot be read. Nothing of it is used."), EXPORTER, again)
            }
            Self::Malformed(None) => {
                ("This register cannot be read. Nothing of it is used.".into(), EXPORTER, again)
            }
        };
        Explanation { happened, owner, causes: Vec::new(), next: next.into() }
    }
}
