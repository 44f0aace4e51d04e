//! What can be wrong with the proxy's description of itself.

use keyturn_domain::explain::Explanation;

/// Why `config.json`, or the list of starter keys, cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigFault {
    /// There was no such file, or no answer; the status, where there was one.
    Missing(Option<u16>),
    /// It is no JSON document of the expected form.
    NotJson,
    /// It lists no connection.
    NoConnections,
    /// An entry has a member that is missing or that cannot be used.
    Member {
        /// Which entry, counted from one; `None` for the whole document.
        entry: Option<usize>,
        /// The member's name.
        member: &'static str,
        /// What it should be.
        wanted: &'static str,
    },
}

impl ConfigFault {
    /// What happened, whose fault it is and what to do next. It quotes nothing of the file.
    pub fn words(&self) -> Explanation {
        let happened = match self {
            Self::Missing(Some(status)) => {
                format!("The page's own server has no configuration to give: it answered {status}.")
            }
            Self::Missing(None) => "The page's own server did not answer.".into(),
            Self::NotJson => "What the page's own server gave is no configuration of Keyturn.".into(),
            Self::NoConnections => "The configuration lists no connection to any vendor.".into(),
            Self::Member { entry: Some(entry), member, wanted } => {
                format!(
                    "Entry {entry} of the configuration has no usable \"{member}\": it should be {wanted}."
                )
            }
            Self::Member { entry: None, member, wanted } => {
                format!("The configuration has no usable \"{member}\": it should be {wanted}.")
            }
        };
        let next = match self {
            Self::Missing(None) => {
                "Check that the Keyturn proxy is running and reachable from this computer, then reload the page."
            }
            _ => "Ask whoever runs the Keyturn proxy to correct its configuration, then reload the page.",
        };
        let causes = match self {
            Self::Missing(_) | Self::NotJson => vec![
                "The proxy is not running, or is being restarted.".into(),
                "The page is served by something else than the proxy.".into(),
                "A login page or a company proxy answered instead.".into(),
            ],
            Self::NoConnections | Self::Member { .. } => Vec::new(),
        };
        Explanation { happened, owner: "Whoever runs the Keyturn proxy", causes, next: next.into() }
    }
}
