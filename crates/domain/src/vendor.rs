//! The two vendors, their environments and how a key is presented to each.

/// Who issues the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Vendor {
    /// Westpac QuickStream: `GET /api-keys/latest` hands out the key to use from now on.
    QuickStream,
    /// SuperAPI: provision, test, store, deactivate, with a partner key.
    SuperApi,
}

impl Vendor {
    /// The vendor's name as people write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::QuickStream => "QuickStream",
            Self::SuperApi => "SuperAPI",
        }
    }

    /// The identifier used in `config.json` and `keyturn.toml`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::QuickStream => "quickstream",
            Self::SuperApi => "superapi",
        }
    }
}

/// What a connection reaches. QuickStream tells test and live apart by host; SuperAPI has one host for
/// both and marks each product instead, so its connections are `Live` and the product's flag decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Environment {
    /// The vendor's own test (QuickStream "Support") environment.
    Test,
    /// The vendor's production environment.
    Live,
    /// Keyturn's built-in simulated vendor: no real key works here and no real key is made here.
    Sandbox,
}

impl Environment {
    /// The badge's word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Test => "Test",
            Self::Live => "Live",
            Self::Sandbox => "Sandbox",
        }
    }

    /// The identifier used in `config.json` and `keyturn.toml`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Test => "test",
            Self::Live => "live",
            Self::Sandbox => "sandbox",
        }
    }
}
