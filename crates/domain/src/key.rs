//! Kinds of key, and reading what a person pasted. Nothing but the kind is ever derived from key text.

use super::secret::Secret;
use super::vendor::Vendor;

/// What a key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyKind {
    /// QuickStream, PayWay and PaymentsPlus `…_SEC…`: may ask for the latest key. Its text does not tell whose it is.
    WestpacSecret,
    /// QuickStream and PayWay `…_PUB…`: meant for web pages; cannot be renewed by API.
    WestpacPublishable,
    /// SuperAPI `superapipartner_…`: manages product keys; cannot itself be rotated by API.
    SuperApiPartner,
    /// SuperAPI `superapiproduct_…`: day-to-day use; can be rotated.
    SuperApiProduct,
    /// No vendor's documented marks; the vendor decides.
    Unrecognised,
}

impl KeyKind {
    /// Classifies by the vendors' documented marks alone: `_SEC` / `_PUB` followed by `_` or the end, and the
    /// two SuperAPI prefixes. Length, alphabet and number of segments are promised by nobody.
    pub fn of(text: &str) -> Self {
        if text.starts_with(PARTNER) {
            Self::SuperApiPartner
        } else if text.starts_with(PRODUCT) {
            Self::SuperApiProduct
        } else if marker_end(text, "_SEC").is_some() {
            Self::WestpacSecret
        } else if marker_end(text, "_PUB").is_some() {
            Self::WestpacPublishable
        } else {
            Self::Unrecognised
        }
    }

    /// In a sentence, as far as the key's text alone tells.
    pub const fn name(self) -> &'static str {
        match self {
            Self::WestpacSecret => "Westpac secret key",
            Self::WestpacPublishable => "Westpac publishable key",
            Self::SuperApiPartner => "SuperAPI partner key",
            Self::SuperApiProduct => "SuperAPI product key",
            Self::Unrecognised => "key of a kind not recognised",
        }
    }

    /// In a sentence, of a key whose vendor is known.
    pub const fn name_at(self, vendor: Vendor) -> &'static str {
        match self {
            Self::WestpacSecret => vendor.spec().secret_key,
            Self::WestpacPublishable => vendor.spec().publishable_key,
            kind => kind.name(),
        }
    }
}

const PARTNER: &str = "superapipartner_";
const PRODUCT: &str = "superapiproduct_";

/// The word in every key of the sandbox and of the demo. No vendor's key has it: facility codes are given out by
/// Westpac, and letters by chance do not spell fourteen in a row.
const SYNTHETIC: &str = "KEYTURNSANDBOX";

/// Whether a text holds a key of the sandbox or of the demo, which opens nothing else.
pub fn is_synthetic(text: &str) -> bool {
    text.contains(SYNTHETIC)
}

/// Whether a key may be used where the vendors are `simulated`, or in the `demo`, which takes no real key at all.
///
/// # Errors
/// [`PasteFault::Synthetic`] or [`PasteFault::Real`].
pub fn belongs(key: &Secret, simulated: bool, demo: bool) -> Result<(), PasteFault> {
    match key.is_synthetic() {
        true if !simulated => Err(PasteFault::Synthetic),
        false if demo => Err(PasteFault::Real),
        _ => Ok(()),
    }
}

/// Longest key text that a field takes, in bytes. The vendors promise ids of up to 255 characters and no
/// bound on keys; the forwarder's header limit is far above this.
pub const LONGEST: usize = 1024;

fn marker_end(text: &str, marker: &str) -> Option<usize> {
    text.match_indices(marker).map(|(at, _)| at + marker.len()).find(|end| {
        let rest = &text[*end..];
        rest.is_empty() || rest.starts_with('_')
    })
}

/// The part of a key's text that is not random, as far as the documented marks tell.
pub(super) fn public_prefix(text: &str) -> &str {
    let end = [PARTNER, PRODUCT]
        .iter()
        .find(|prefix| text.starts_with(**prefix))
        .map(|prefix| prefix.len())
        .or_else(|| {
            let end = marker_end(text, "_SEC").or_else(|| marker_end(text, "_PUB"))?;
            Some(if text[end..].starts_with('_') { end + 1 } else { end })
        });
    &text[..end.unwrap_or(0)]
}

/// The facility code of a Westpac key: the text before `_SEC` or `_PUB`.
pub fn facility(text: &str) -> Option<&str> {
    let end = marker_end(text, "_SEC").or_else(|| marker_end(text, "_PUB"))?;
    Some(&text[..end - "_SEC".len()])
}

/// The text with every whole key in it masked, as far as the documented marks tell. What is masked already stays.
pub fn hide_keys(text: &str) -> String {
    let part_of_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(part_of_key) {
        let end = rest[start..].find(|c| !part_of_key(c)).map_or(rest.len(), |end| start + end);
        let (before, word) = (&rest[..start], &rest[start..end]);
        out.push_str(before);
        let whole = KeyKind::of(word) != KeyKind::Unrecognised && word.len() > public_prefix(word).len();
        out.push_str(&if whole { Secret::new(word).masked() } else { word.to_owned() });
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// Where a key is being put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// A secret key of this vendor, which can ask for the latest key.
    Secret(Vendor),
    /// Any key of this vendor, to be kept; its text tells which.
    Any(Vendor),
    /// The SuperAPI partner key that a rotation uses.
    SuperApiPartner,
    /// A SuperAPI product key.
    SuperApiProduct,
}

impl Field {
    /// Whose key it takes.
    pub const fn vendor(self) -> Vendor {
        match self {
            Self::Secret(vendor) | Self::Any(vendor) => vendor,
            Self::SuperApiPartner | Self::SuperApiProduct => Vendor::SuperApi,
        }
    }

    fn takes(self, kind: KeyKind) -> bool {
        match self {
            _ if kind == KeyKind::Unrecognised => true,
            Self::Secret(_) => kind == KeyKind::WestpacSecret,
            Self::Any(vendor) => vendor.spec().kinds.contains(&kind),
            Self::SuperApiPartner => kind == KeyKind::SuperApiPartner,
            Self::SuperApiProduct => kind == KeyKind::SuperApiProduct,
        }
    }

    /// What it wants, in a sentence.
    fn wanted(self) -> String {
        match self {
            Self::Secret(vendor) => format!("a {} (it contains _SEC)", vendor.spec().secret_key),
            Self::Any(vendor) => vendor.spec().any_key.to_owned(),
            Self::SuperApiPartner => "a SuperAPI partner key (it starts with superapipartner_)".to_owned(),
            Self::SuperApiProduct => "a SuperAPI product key (it starts with superapiproduct_)".to_owned(),
        }
    }
}

/// Why pasted text is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasteFault {
    /// Nothing there.
    Empty,
    /// White space in the middle: two keys, or a key with words around it.
    Spaces,
    /// Control or non-ASCII characters, which no key header can carry.
    Characters,
    /// Longer than [`LONGEST`].
    TooLong,
    /// A colon, which the Basic scheme cannot carry in a user name.
    Colon,
    /// A key of another kind than the field takes.
    WrongKind(KeyKind),
    /// A key of the sandbox or the demo, for a vendor that is not simulated.
    Synthetic,
    /// A key that is not the demo's own, in the demo.
    Real,
}

/// Reads what was pasted into a field: surrounding white space goes, everything else stays as it is.
/// A key whose kind cannot be told is taken; the vendor decides.
pub fn read_pasted(text: &str, field: Field) -> Result<Secret, PasteFault> {
    let text = text.trim();
    if text.is_empty() {
        return Err(PasteFault::Empty);
    }
    if text.len() > LONGEST {
        return Err(PasteFault::TooLong);
    }
    if text.chars().any(char::is_whitespace) {
        return Err(PasteFault::Spaces);
    }
    if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(PasteFault::Characters);
    }
    if !field.vendor().spec().colons && text.contains(':') {
        return Err(PasteFault::Colon);
    }
    let kind = KeyKind::of(text);
    if field.takes(kind) { Ok(Secret::new(text)) } else { Err(PasteFault::WrongKind(kind)) }
}

impl PasteFault {
    /// What happened and what to do next, for the field.
    pub fn words(self, field: Field) -> String {
        let wanted = field.wanted();
        match self {
            Self::Empty => format!("The field is empty. Paste {wanted}."),
            Self::Spaces => {
                "There is a space or a line break inside the text. Copy the key alone, in one piece.".into()
            }
            Self::Characters => {
                "The text has characters that no key can have. Copy the key again from where it is kept."
                    .into()
            }
            Self::TooLong => {
                format!("The text is longer than {LONGEST} characters, which no key is. Copy the key alone.")
            }
            Self::Colon => {
                "The text has a colon in it. Paste the key alone, without a user name or password.".into()
            }
            Self::Synthetic => {
                "This is a key of the demo or the sandbox; no real vendor knows it. Paste a key of this connection. Nothing was sent.".into()
            }
            Self::Real => {
                "This is not one of the demo's own keys, and may be real. The demo takes no real key: it was not kept and nothing was sent. Copy one of the demo's keys instead.".into()
            }
            Self::WrongKind(kind) => {
                let more = match kind {
                    KeyKind::WestpacPublishable => {
                        " Publishable keys are meant for web pages; they are not renewed by API."
                    }
                    KeyKind::SuperApiPartner => {
                        " SuperAPI rotates product keys only, with the partner key beside it."
                    }
                    _ => "",
                };
                let name = kind.name();
                format!("This is a {name}. This field takes {wanted}.{more} Nothing was sent.")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "FACILITYCODE_SEC_dcm89ugjh5jbcjq5pdymhgimdj7gwwd7dddhty6arjrjftv8hymz8zr";

    #[test]
    fn trap_13_kinds_need_no_length_and_no_third_segment() {
        assert_eq!(KeyKind::of(SAMPLE), KeyKind::WestpacSecret);
        assert_eq!(KeyKind::of("QUICKSTREAMDEMO_SEC"), KeyKind::WestpacSecret);
        assert_eq!(KeyKind::of("QUICKSTREAMDEMO_PUB"), KeyKind::WestpacPublishable);
        assert_eq!(KeyKind::of("A_B_PUB_x_SECx"), KeyKind::WestpacPublishable);
        assert_eq!(KeyKind::of("F_SECOND_x"), KeyKind::Unrecognised);
        assert_eq!(KeyKind::of("superapi_older"), KeyKind::Unrecognised);
        assert_eq!(KeyKind::of("superapipartner_x"), KeyKind::SuperApiPartner);
        assert_eq!(KeyKind::of("superapiproduct_x"), KeyKind::SuperApiProduct);
    }

    #[test]
    fn surrounding_white_space_goes_and_case_stays() {
        let key = read_pasted("\r\n  F_SEC_aB3\t\n", Field::Secret(Vendor::QuickStream)).ok().unwrap();
        assert!(key.same_as(&Secret::new("F_SEC_aB3")));
    }

    #[test]
    fn trap_28_a_key_of_the_wrong_kind_is_refused_by_name() {
        let refused = |text: &str, field| read_pasted(text, field).err();
        assert_eq!(
            refused("superapiproduct_x", Field::SuperApiPartner),
            Some(PasteFault::WrongKind(KeyKind::SuperApiProduct))
        );
        assert_eq!(
            refused("superapipartner_x", Field::SuperApiProduct),
            Some(PasteFault::WrongKind(KeyKind::SuperApiPartner))
        );
        assert_eq!(
            refused("F_PUB_x", Field::Secret(Vendor::QuickStream)),
            Some(PasteFault::WrongKind(KeyKind::WestpacPublishable))
        );
        assert_eq!(
            refused(SAMPLE, Field::SuperApiProduct),
            Some(PasteFault::WrongKind(KeyKind::WestpacSecret))
        );
        assert_eq!(refused("superapi_older", Field::SuperApiProduct), None);
        assert_eq!(refused("superapipartner_x", Field::Any(Vendor::SuperApi)), None);
        assert_eq!(refused("superapiproduct_x", Field::Any(Vendor::SuperApi)), None);
        assert_eq!(
            refused("F_PUB_x", Field::Any(Vendor::SuperApi)),
            Some(PasteFault::WrongKind(KeyKind::WestpacPublishable))
        );
    }

    #[test]
    fn garbage_is_refused_for_its_reason() {
        let refused = |text: &str| read_pasted(text, Field::Secret(Vendor::QuickStream)).err();
        assert_eq!(refused(" \n"), Some(PasteFault::Empty));
        assert_eq!(refused("F_SEC_a F_SEC_b"), Some(PasteFault::Spaces));
        assert_eq!(refused("F_SEC_a\u{0}b"), Some(PasteFault::Characters));
        assert_eq!(refused("F_SEC_naïve"), Some(PasteFault::Characters));
        assert_eq!(refused("F_SEC_a:b"), Some(PasteFault::Colon));
        assert_eq!(refused(&"x".repeat(LONGEST + 1)), Some(PasteFault::TooLong));
    }

    #[test]
    fn a_demo_key_is_refused_by_real_vendors_and_a_real_key_by_the_demo() {
        let demo = Secret::new("superapiproduct_KEYTURNSANDBOXaB3");
        let other = Secret::new("superapiproduct_FAKE");
        assert_eq!(belongs(&demo, false, false), Err(PasteFault::Synthetic));
        assert_eq!(belongs(&demo, true, false), Ok(()));
        assert_eq!(belongs(&demo, true, true), Ok(()));
        assert_eq!(belongs(&other, true, true), Err(PasteFault::Real));
        assert_eq!(belongs(&other, true, false), Ok(()));
        assert_eq!(belongs(&other, false, false), Ok(()));
    }

    #[test]
    fn a_whole_key_in_a_text_is_masked_and_a_name_is_left() {
        let text = format!(
            "the key {SAMPLE}, named FACILITYCODE_SEC...zrikj5x (\"superapiproduct_fakefakefakefake\")"
        );
        assert_eq!(
            hide_keys(&text),
            "the key FACILITYCODE_SEC_…z8zr, named FACILITYCODE_SEC...zrikj5x (\"superapiproduct_…fake\")"
        );
        let plain = "FACILITYCODE_SEC_…z8zr, QUICKSTREAMDEMO_SEC; naïve – text\n";
        assert_eq!(hide_keys(plain), plain);
    }

    #[test]
    fn the_facility_is_what_stands_before_the_mark() {
        assert_eq!(facility(SAMPLE), Some("FACILITYCODE"));
        assert_eq!(facility("QUICKSTREAMDEMO_SEC"), Some("QUICKSTREAMDEMO"));
        assert_eq!(facility("superapi_x"), None);
    }
}
