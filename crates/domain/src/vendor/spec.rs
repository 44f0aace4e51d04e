//! What a row of the vendor table holds.

use chrono::TimeDelta;

use crate::key::KeyKind;

/// What is known of a vendor. What its documents do not say stays out of it.
#[derive(Debug)]
pub struct VendorSpec {
    /// The identifier in `config.json`, `keyturn.toml` and everything stored.
    pub id: &'static str,
    /// The name as people write it.
    pub name: &'static str,
    /// How a newer key takes an old one's place.
    pub succession: Succession,
    /// The kinds of key that it gives out, by their documented marks.
    pub kinds: &'static [KeyKind],
    /// Any of its keys, in a sentence.
    pub any_key: &'static str,
    /// A key of it that opens everything, in a sentence.
    pub secret_key: &'static str,
    /// A key of it that is made for web pages, in a sentence.
    pub publishable_key: &'static str,
    /// Where to find one of its keys, in a sentence beside the field.
    pub key_hint: &'static str,
    /// Whether the header that its keys travel in can carry a colon.
    pub colons: bool,
    /// Where a person makes keys and ends them, in a sentence.
    pub portal: &'static str,
    /// Where in there, as far as its documents tell.
    pub key_menu: Option<&'static str>,
    /// How it answers a dead key, in a sentence.
    pub rejects: &'static str,
    /// A log of its own that may show a reply with a key in it, as far as its documents tell.
    pub reply_log: Option<&'static str>,
    /// Whether its keys end on a date that it tells. Where they do not, only deactivating ends them.
    pub keys_expire: bool,
    /// Whether a 403 for one key says something of the others on the same connection.
    pub forbids_whole_connection: bool,
    /// What a connection to it may be told besides where it leads.
    pub options: &'static [ConnectionOption],
    /// What it wants to be told of a leak, where its documents say so.
    pub leak_notice: Option<LeakNotice>,
}

impl VendorSpec {
    /// Whether a connection to it may be told this.
    pub fn takes(&self, option: ConnectionOption) -> bool {
        self.options.contains(&option)
    }
}

/// What a connection may be told besides where it leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConnectionOption {
    /// Which form of the DELETE is used.
    Deactivate,
    /// Whether the vendor's request log may be asked for.
    RequestLog,
    /// How Root is asked for.
    Root,
}

/// Whom to tell of a leak, and how soon.
#[derive(Debug)]
pub struct LeakNotice {
    /// How long there is, from becoming aware of it.
    pub within: TimeDelta,
    /// Where the report goes, by e-mail.
    pub address: &'static str,
}

/// How a newer key takes an old one's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Succession {
    /// The vendor hands out the key to use from now on: [`renewal`](crate::westpac::renewal).
    Renewal,
    /// A second key is made, and the old one deactivated: [`rotation`](crate::superapi::rotation).
    Rotation,
}

impl Succession {
    /// What it is called on a button, of a key that is `dead` or not.
    pub const fn verb(self, dead: bool) -> &'static str {
        match self {
            Self::Renewal => "Renew",
            Self::Rotation if dead => "Replace",
            Self::Rotation => "Rotate",
        }
    }
}
