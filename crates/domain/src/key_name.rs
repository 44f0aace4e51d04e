//! The label for logs that QuickStream gives each key.

use super::key::public_prefix;
use super::secret::Secret;

/// So many characters in a row of a key's random part are more than a name needs; the documented names have seven.
const TELLING: usize = 12;

/// A key's name: an opaque label that came from the vendor. It is never computed from a key nor compared
/// with one (the vendor's own sample pair does not match), and it identifies nothing on its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyName(String);

impl KeyName {
    /// Longest name that is kept, in characters. The vendor reserves ids of up to 255.
    pub const LONGEST: usize = 255;

    /// A name as the vendor gave it; `None` when there is nothing to show. Control characters go, and
    /// anything past [`Self::LONGEST`] is cut.
    pub fn new(text: &str) -> Option<Self> {
        let shown: String = text.chars().filter(|c| !c.is_control()).take(Self::LONGEST).collect();
        (!shown.trim().is_empty()).then_some(Self(shown))
    }

    /// This name, unless the key's own text stands in it, or much of its random part: then the key's mask.
    /// Nothing forbids a vendor to name a key by its text (keys without a random part exist), and names go to
    /// logs and screens.
    #[must_use]
    pub fn without_key(self, key: &Secret) -> Self {
        // EXPOSE: searched for in the name so that it can be kept out of it.
        let text = key.expose();
        let random = &text.as_bytes()[public_prefix(text).len()..];
        let name = self.0.as_bytes();
        let told = random.windows(TELLING).any(|part| name.windows(TELLING).any(|piece| piece == part));
        if told || self.0.contains(text) { Self(key.masked()) } else { self }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_as_they_come() {
        assert_eq!(
            KeyName::new("FACILITYCODE_SEC...zrikj5x").unwrap().as_str(),
            "FACILITYCODE_SEC...zrikj5x"
        );
        assert_eq!(KeyName::new(" \n"), None);
        assert_eq!(KeyName::new("a\u{7}b").unwrap().as_str(), "ab");
        assert_eq!(KeyName::new(&"x".repeat(900)).unwrap().as_str().len(), KeyName::LONGEST);
    }

    #[test]
    fn a_name_never_gives_the_key_away() {
        let key = Secret::new("FAKE_SEC_0123456789abcdefghij");
        let named = |text: &str| KeyName::new(text).unwrap().without_key(&key);
        assert_eq!(named("FAKE_SEC...abcdefg").as_str(), "FAKE_SEC...abcdefg");
        assert_eq!(named("my FAKE_SEC_0123456789abcdefghij").as_str(), "FAKE_SEC_…ghij");
        assert_eq!(named("FAKE_SEC_0123456789abcd...").as_str(), "FAKE_SEC_…ghij");
        let long = ["FAKE_SEC_", &"0123456789".repeat(40)].concat();
        let cut = KeyName::new(&long).unwrap();
        assert_eq!(cut.without_key(&Secret::new(&long)).as_str(), "FAKE_SEC_…6789");
    }
}
