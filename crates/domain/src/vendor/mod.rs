//! Who issues keys. A vendor is one row of the table below: the enum, the list and the look-up are all made from it.

mod environment;
mod paymentsplus;
mod payway;
mod quickstream;
mod spec;
mod superapi;
mod westpac;

pub use environment::Environment;
pub use spec::{ConnectionOption, LeakNotice, Succession, VendorSpec};

/// Makes the enum, its list and its look-up from one table.
macro_rules! vendors {
    ($($(#[doc = $doc:literal])+ $(#[cfg($when:meta)])? $vendor:ident => $spec:path,)+) => {
        /// Who issues the keys.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Vendor {
            $($(#[doc = $doc])+ $(#[cfg($when)])? $vendor,)+
        }

        impl Vendor {
            /// Every vendor. What a place in this list means is left to nobody: find a vendor by its id.
            pub const ALL: &[Self] = &[$($(#[cfg($when)])? Self::$vendor,)+];

            /// What is known of it.
            pub const fn spec(self) -> &'static VendorSpec {
                match self {
                    $($(#[cfg($when)])? Self::$vendor => &$spec,)+
                }
            }
        }
    };
}

vendors! {
    /// Westpac QuickStream: `GET /api-keys/latest` hands out the key to use from now on.
    QuickStream => quickstream::SPEC,
    /// Westpac PayWay: the same call as QuickStream's.
    PayWay => payway::SPEC,
    /// Westpac PaymentsPlus: the same call as QuickStream's.
    PaymentsPlus => paymentsplus::SPEC,
    /// SuperAPI: provision, test, store, deactivate, with a partner key.
    SuperApi => superapi::SPEC,
}

impl Vendor {
    /// The vendor's name as people write it.
    pub const fn name(self) -> &'static str {
        self.spec().name
    }

    /// The identifier used in `config.json` and `keyturn.toml`.
    pub const fn id(self) -> &'static str {
        self.spec().id
    }

    /// The vendor that has this identifier.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|vendor| vendor.id() == id)
    }

    /// The identifiers of all vendors, in a sentence that tells what to write.
    pub fn ids_in_words() -> String {
        let quoted: Vec<String> = Self::ALL.iter().map(|vendor| format!("\"{}\"", vendor.id())).collect();
        match quoted.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, before)) => format!("{} or {last}", before.join(", ")),
            None => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_vendor_is_found_by_its_id_and_has_a_name_of_its_own() {
        for vendor in Vendor::ALL {
            assert_eq!(Vendor::from_id(vendor.id()), Some(*vendor));
            assert_eq!(Vendor::ALL.iter().filter(|other| other.name() == vendor.name()).count(), 1);
        }
        assert_eq!(Vendor::from_id("elsewhere"), None);
    }
}
