//! A connection: one vendor environment, reached through the proxy.

use super::product::DeactivateForm;
use super::vendor::{Environment, Vendor};

/// How QuickStream's Root is asked for: the vendor's documents show both, and not whether one leads to the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RootForm {
    /// The base URL with a slash behind it (Root page).
    #[default]
    Slash,
    /// The base URL as it stands (tutorials).
    Bare,
}

impl RootForm {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Slash, Self::Bare];

    /// The identifier in `config.json` and `keyturn.toml`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Slash => "slash",
            Self::Bare => "bare",
        }
    }
}

/// One entry of `config.json`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    /// Lower-case letters, digits and hyphens; stands in the forwarder's path.
    pub id: String,
    /// Whose API it is.
    pub vendor: Vendor,
    /// Test, live or sandbox.
    pub environment: Environment,
    /// What people call it.
    pub label: String,
    /// Same-origin path prefix of the forwarder for this connection, without a trailing slash.
    pub path: String,
    /// SuperAPI: which form of DELETE this connection uses.
    pub deactivate: DeactivateForm,
    /// SuperAPI: whether the forwarder lets the vendor's request log through.
    pub request_log: bool,
    /// QuickStream: how the proxy asks for Root.
    pub root: RootForm,
}
