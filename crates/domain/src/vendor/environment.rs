//! What a connection reaches.

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
