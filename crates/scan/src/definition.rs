//! What a key and a key's name look like. The matcher and the rules for other tools are both made from this.

use crate::finding::Kind;

/// A mark in a QuickStream key: `FACILITY_SEC_…`.
pub(crate) struct Mark {
    pub(crate) text: &'static str,
    pub(crate) whole: Kind,
    pub(crate) name: Kind,
}

/// The two marks that the vendor documents.
pub(crate) const MARKS: [Mark; 2] = [
    Mark { text: "SEC", whole: Kind::WestpacSecret, name: Kind::SecretName },
    Mark { text: "PUB", whole: Kind::WestpacPublishable, name: Kind::PublishableName },
];

/// What stands between the parts of a key of any vendor.
pub(crate) const JOINT: u8 = b'_';

/// A facility code: letters and digits, at most so many. The vendor promises no length; a longer run before the mark is
/// something else, and only its end is taken.
pub(crate) const LONGEST_FACILITY: usize = 32;

/// The random part of a QuickStream key: letters and digits, at least so many. The documented sample has 55, keys in
/// public pages have 60, and no length is promised; identifiers that happen to hold a mark are shorter.
pub(crate) const SHORTEST_RANDOM: usize = 16;

/// What is at least so long is a whole random part of QuickStream's even where dots follow: a sentence ended there.
pub(crate) const USUAL_RANDOM: usize = 55;

/// So many characters of a random part may stay in a text: with more it is a part of the key.
pub(crate) const LONGEST_HEAD: usize = 7;

/// The end of a key that its name or mask still shows: letters and digits, at most so many. QuickStream shows 7, its
/// sibling product 3, Keyturn's own masks 4.
pub(crate) const LONGEST_TAIL: usize = 64;

/// What every SuperAPI prefix begins with.
pub(crate) const STEM: &str = "superapi";

/// A SuperAPI prefix.
pub(crate) struct Prefix {
    /// What stands between the stem and the joint.
    pub(crate) text: &'static str,
    pub(crate) whole: Kind,
    /// How many characters follow at least. `superapi_` alone also begins ordinary identifiers.
    pub(crate) shortest: usize,
    /// Whether joints and hyphens may stand among them.
    pub(crate) jointed: bool,
}

/// All three.
pub(crate) const PREFIXES: [Prefix; 3] = [
    Prefix { text: "partner", whole: Kind::SuperApiPartner, shortest: 12, jointed: true },
    Prefix { text: "product", whole: Kind::SuperApiProduct, shortest: 12, jointed: true },
    Prefix { text: "", whole: Kind::SuperApiUnmarked, shortest: 16, jointed: false },
];

/// In an `x-api-key` header so few characters after a SuperAPI prefix make a key.
pub(crate) const SHORTEST_IN_HEADER: usize = 4;

/// So many characters in an `x-api-key` header make a key of any vendor's.
pub(crate) const SHORTEST_OTHER: usize = 16;

/// The header's name after its `x-` or `x_`, as it is looked for; its case does not matter.
pub(crate) const HEADER: &str = "api-key";

/// The scheme of Basic credentials; its case does not matter.
pub(crate) const SCHEME: &str = "basic";

/// So many characters of base64 make credentials.
pub(crate) const SHORTEST_BASIC: usize = 8;

/// No run of a key's characters is followed further than this. No key is so long.
pub(crate) const LONGEST_RUN: usize = 1024;

/// How a mask says that something was left out: at least so many of a character in a row.
pub(crate) const MASKS: [(char, usize); 7] =
    [('.', 3), ('*', 3), ('…', 1), ('•', 3), ('·', 3), ('●', 3), ('#', 3)];

/// How words for that begin, in brackets; their case does not matter.
pub(crate) const CUT_WORDS: [&str; 6] = ["trunc", "snip", "cut", "elided", "omitted", "shortened"];
