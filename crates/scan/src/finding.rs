//! What a scan tells of one place in a text. A full key never stands in it.

use crate::time::LineTime;

/// What stood there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The name of a QuickStream secret key: `FACILITY_SEC...abcdefg`.
    SecretName,
    /// The name of a QuickStream publishable key: `FACILITY_PUB...abcdefg`.
    PublishableName,
    /// A SuperAPI key of which only the prefix and the end are left: `superapiproduct_…abcd`.
    SuperApiMask,
    /// One of the texts that the caller said it knows, such as a SuperAPI short token.
    Known,
    /// A whole QuickStream secret key.
    WestpacSecret,
    /// A whole QuickStream publishable key. Such keys stand in public web pages: finding one is no leak.
    WestpacPublishable,
    /// A whole SuperAPI partner key.
    SuperApiPartner,
    /// A whole SuperAPI product key.
    SuperApiProduct,
    /// A whole SuperAPI key with the older prefix `superapi_`, which does not tell what it opens.
    SuperApiUnmarked,
    /// The value of an `x-api-key` header that has none of the prefixes.
    OtherApiKey,
    /// Basic credentials that hold no QuickStream key.
    OtherBasic,
    /// A key of which the text itself says that some was left out, and more was left than a mask leaves.
    PartOfKey,
}

impl Kind {
    /// All of them, in the order in which messages number them.
    pub const ALL: [Self; 12] = [
        Self::SecretName,
        Self::PublishableName,
        Self::SuperApiMask,
        Self::Known,
        Self::WestpacSecret,
        Self::WestpacPublishable,
        Self::SuperApiPartner,
        Self::SuperApiProduct,
        Self::SuperApiUnmarked,
        Self::OtherApiKey,
        Self::OtherBasic,
        Self::PartOfKey,
    ];

    /// Whether the whole of a credential stood in the text.
    pub const fn is_whole(self) -> bool {
        self.is_replaced() && !matches!(self, Self::PartOfKey)
    }

    /// Whether a redacted copy has its mask in its place.
    pub const fn is_replaced(self) -> bool {
        !matches!(self, Self::SecretName | Self::PublishableName | Self::SuperApiMask | Self::Known)
    }

    /// Whether whoever reads the text can do what the key's owner can.
    pub const fn is_leak(self) -> bool {
        self.is_whole() && !matches!(self, Self::WestpacPublishable)
    }
}

/// How it was written there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// Letter by letter, possibly with escapes.
    Text,
    /// As the user name of Basic credentials.
    Basic,
    /// In base64, with something else around it.
    Base64,
    /// As the value of an `x-api-key` header.
    Header,
}

impl Form {
    /// All of them, in the order in which messages number them.
    pub const ALL: [Self; 4] = [Self::Text, Self::Basic, Self::Base64, Self::Header];
}

/// Tells whether two keys are the same, within one scan only: see [`crate::fingerprint`].
pub type SaltedFingerprint = [u8; 32];

/// One occurrence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which of the sources, from 0.
    pub file: u32,
    /// The line, from 1. Lines end with a line feed, or with a carriage return in a source that begins without one.
    pub line: u64,
    /// Bytes before it in the source (after decompression).
    pub offset: u64,
    /// How many bytes of the source it takes.
    pub length: u32,
    /// What it is.
    pub kind: Kind,
    /// How it was written.
    pub form: Form,
    /// The name as it stood there, or the mask of a whole key. May always be shown.
    pub label: String,
    /// Of a whole key.
    pub fingerprint: Option<SaltedFingerprint>,
    /// The fingerprints of the keys that it is if it begins later than it seems: what is left of an escape may stand before it.
    pub others: Vec<SaltedFingerprint>,
    /// The index of the caller's text that this is, whether or not its kind is [`Kind::Known`].
    pub known: Option<u32>,
    /// What stands around it.
    pub context: Context,
    /// When the record was written.
    pub time: Option<LineTime>,
}

/// The line around an occurrence: valid text without control characters, at most 160 characters to each side. Every
/// other credential in it is masked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// What stands before it in its line.
    pub before: String,
    /// Whether the line begins further left.
    pub cut_before: bool,
    /// What stands after it in its line.
    pub after: String,
    /// Whether the line goes on further right.
    pub cut_after: bool,
}
