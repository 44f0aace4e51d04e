//! The label for logs that QuickStream gives each key.

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
}
