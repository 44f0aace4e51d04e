//! A key that was seen where it must not be: what is kept of that, and what its vendor wants to be told.

use super::moment::{Moment, iso};
use super::vendor::Vendor;

/// What is kept of a leak.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leak {
    /// When somebody became aware of it.
    pub at: Moment,
    /// Where it was seen and how it came there, in the operator's words.
    pub reason: String,
    /// When the vendor was told.
    pub reported: Option<Moment>,
}

impl Leak {
    /// Until when the vendor wants to be told, where its documents name a time.
    pub fn due(&self, vendor: Vendor) -> Option<Moment> {
        Some(self.at + vendor.spec().leak_notice.as_ref()?.within)
    }
}

/// What a report to a vendor is made of. Nothing in it is a secret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// What may be shown of the key.
    pub masked: String,
    /// The product that it opens.
    pub product: String,
    /// The product's id.
    pub product_id: String,
    /// Who answers for it.
    pub owner: String,
    /// What uses it.
    pub used_in: String,
    /// What has been done since, each with its time.
    pub done: Vec<(Moment, String)>,
}

const LATER: &str = "not known yet; to follow";

/// A report with the fields that SuperAPI's guide asks for, to be completed and sent by a person.
pub fn notice(leak: &Leak, address: &str, kind: &str, facts: &Facts) -> String {
    let or_later = |text: &str| if text.is_empty() { LATER.to_owned() } else { text.to_owned() };
    let affected = match (facts.product.as_str(), facts.product_id.as_str()) {
        ("", "") => LATER.to_owned(),
        (name, "") => format!("product {name}"),
        (name, id) => format!("product {name} ({id})"),
    };
    let used = if facts.used_in.is_empty() { String::new() } else { format!("; used in: {}", facts.used_in) };
    let done: Vec<String> = facts.done.iter().map(|(at, what)| format!("  - {}: {what}", iso(*at))).collect();
    let done = if done.is_empty() { format!("  - {LATER}") } else { done.join("\n") };
    format!(
        "To: {address}\n\
         Subject: A {kind} was disclosed\n\n\
         Summary: a {kind}, {masked}, was disclosed. {reason}\n\
         Nature: accidental disclosure of a credential; whether anybody used it: {LATER}.\n\
         Detected: {at}\n\
         Systems and data affected: {affected}{used}. Employers and employees affected: {LATER}.\n\
         Approximate number of records: {LATER}.\n\
         Done so far:\n{done}\n\
         Primary contact: {owner}\n",
        masked = facts.masked,
        reason = leak.reason.trim(),
        at = iso(leak.at),
        owner = or_later(&facts.owner),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::KeyKind;
    use crate::moment::read;

    fn leak() -> Leak {
        let at = read("2026-11-22T12:00:00Z").unwrap();
        Leak { at, reason: "In the access log of the shop.".into(), reported: None }
    }

    #[test]
    fn superapi_gives_a_day_and_quickstream_names_no_time() {
        assert_eq!(leak().due(Vendor::SuperApi), read("2026-11-23T12:00:00Z"));
        assert_eq!(leak().due(Vendor::QuickStream), None);
    }

    #[test]
    fn a_report_has_every_field_that_the_vendor_asks_for() {
        let facts = Facts {
            masked: "superapiproduct_…2345".into(),
            product: "Payroll".into(),
            product_id: "7".into(),
            owner: "Ops, ops@example.com".into(),
            used_in: "Shop".into(),
            done: vec![(leak().at, "Made a new key.".into())],
        };
        let text = notice(&leak(), "security@superapi.com.au", KeyKind::SuperApiProduct.name(), &facts);
        for part in [
            "To: security@superapi.com.au",
            "Summary: a SuperAPI product key, superapiproduct_…2345, was disclosed. In the access log of the shop.",
            "Detected: 2026-11-22T12:00:00Z",
            "product Payroll (7); used in: Shop",
            "Approximate number of records:",
            "  - 2026-11-22T12:00:00Z: Made a new key.",
            "Primary contact: Ops, ops@example.com",
        ] {
            assert!(text.contains(part), "{part} is not in:\n{text}");
        }
    }

    #[test]
    fn what_is_not_known_is_said_to_follow() {
        let text =
            notice(&leak(), "security@superapi.com.au", KeyKind::SuperApiPartner.name(), &Facts::default());
        assert!(text.contains("Systems and data affected: not known yet; to follow."));
        assert!(text.contains("Done so far:\n  - not known yet; to follow\n"));
        assert!(text.contains("Primary contact: not known yet; to follow"));
    }
}
