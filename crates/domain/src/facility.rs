//! A QuickStream facility, as the vendor named it.

use super::call::Identity;

/// The vendor's code and name for a facility, as far as it gave them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facility {
    /// Its code (`communityCode`).
    pub code: Option<String>,
    /// Its name (`communityName`). The list of keys once kept the code here where the vendor gave no name.
    pub name: Option<String>,
}

/// One key, two facilities: the one it was known for, and the one that the vendor names now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Known from an earlier answer.
    pub known: String,
    /// What the vendor says now.
    pub said: String,
}

impl Facility {
    /// What the vendor said; nothing if it named none.
    pub fn of(said: &Identity) -> Option<Self> {
        let facility = Self { code: said.community.clone(), name: said.community_name.clone() };
        (facility != Self::default()).then_some(facility)
    }

    /// Both in words, if what the vendor says now is not this facility. A code is compared with a code and a name
    /// with a name; only where they cannot be is one held against the other.
    pub fn moved(&self, said: &Self) -> Option<Moved> {
        let same = match (&self.code, &said.code, &self.name, &said.name) {
            (Some(known), Some(now), ..) if known != now => false,
            (Some(_), Some(_), Some(known), Some(now)) => known == now || Some(known) == self.code.as_ref(),
            (Some(_), Some(_), ..) => true,
            (_, now, Some(known), name) => [now, name].into_iter().flatten().any(|it| it == known),
            (Some(known), None, None, Some(now)) => known == now,
            _ => true,
        };
        (!same && *said != Self::default()).then(|| Moved { known: self.words(), said: said.words() })
    }

    /// As people read it.
    pub fn words(&self) -> String {
        match (&self.name, &self.code) {
            (Some(name), Some(code)) if name != code => format!("{name} ({code})"),
            (Some(one), _) | (None, Some(one)) => one.clone(),
            (None, None) => "not named".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn facility(code: &str, name: &str) -> Facility {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Facility { code: some(code), name: some(name) }
    }

    #[test]
    fn a_facility_has_moved_when_its_code_or_its_name_is_another() {
        let rows = [
            (("A", "Shop"), ("A", "Shop"), None),
            (("A", "Shop"), ("B", "Shop"), Some(("Shop (A)", "Shop (B)"))),
            (("A", "Shop"), ("A", "Mart"), Some(("Shop (A)", "Mart (A)"))),
            (("A", "Shop"), ("A", ""), None),
            (("A", ""), ("B", ""), Some(("A", "B"))),
            // As the list kept them before it kept codes.
            (("", "Shop"), ("A", "Shop"), None),
            (("", "A"), ("A", "Shop"), None),
            (("", "Shop"), ("A", "Mart"), Some(("Shop", "Mart (A)"))),
            (("", "A"), ("B", ""), Some(("A", "B"))),
        ];
        for ((code, name), (now, named), both) in rows {
            let both = both.map(|(known, said)| Moved { known: known.into(), said: said.into() });
            assert_eq!(
                facility(code, name).moved(&facility(now, named)),
                both,
                "{code}/{name} {now}/{named}"
            );
        }
    }

    proptest! {
        #[test]
        fn a_facility_is_itself_and_a_move_names_both(
            code in "[AB]?", name in "[CD]?", now in "[AB]?", named in "[CD]?",
        ) {
            let (known, said) = (facility(&code, &name), facility(&now, &named));
            prop_assert_eq!(known.moved(&known), None);
            if let Some(moved) = known.moved(&said) {
                prop_assert_ne!(moved.known, moved.said);
            }
            let other_code = !code.is_empty() && !now.is_empty() && code != now;
            let other_name = !name.is_empty() && !named.is_empty() && name != named;
            prop_assert!(!(other_code || other_name) || known.moved(&said).is_some());
        }
    }
}
