//! The state that the sandbox begins with.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::clock;
use super::codec;
use super::key_generator::KeyGenerator;
use super::keys::{Key, Kind, Stamp};
use super::superapi::Partner;
use super::westpac::{self, Facility, Product};
use keyturn_domain::vendor::Vendor;

/// A key to add to the panel first. It is synthetic: it opens nothing but the sandbox.
#[derive(Clone, Serialize, Deserialize)]
pub struct StarterKey {
    /// Whose key it is.
    #[serde(with = "codec::vendor")]
    pub vendor: Vendor,
    /// What it is for.
    pub kind: Kind,
    /// The key itself.
    pub text: String,
    /// A short sentence for people.
    pub what: String,
}

impl StarterKey {
    /// A key of the starter world; `None` for one that was made later.
    pub(super) fn of(vendor: Vendor, key: &Key) -> Option<Self> {
        key.starter.then(|| Self {
            vendor,
            kind: key.kind,
            text: key.text.clone(),
            what: key.what.to_owned(),
        })
    }
}

/// A name that would run a script in a page that does not escape it.
pub(super) const HOSTILE_NAME: &str = "<img src=x onerror=alert(1)> & \"Sons\"";

/// The lifetime of the starter world's secret keys.
const LIFE_DAYS: u32 = 90;

fn starter_stamp(at: DateTime<Utc>) -> Stamp {
    Stamp { at, by: "starter world".to_owned() }
}

pub(super) fn quickstream(generator: &mut KeyGenerator, start: DateTime<Utc>) -> Facility {
    let mut facility = empty(westpac::QUICKSTREAM, "KEYTURNSANDBOX");
    let publishable = facility.make(Kind::Publishable, None, starter_stamp(start), generator);
    publishable.mark_as_starter("Publishable key: made for browsers, it cannot be renewed here.");
    let secrets = [
        (120, "Secret key that has expired: QuickStream answers 401."),
        (81, "Secret key to switch: QuickStream has a successor for it."),
        (0, "Secret key to go on with: QuickStream hands back the same key."),
    ];
    for (days_ago, what) in secrets {
        let made = starter_stamp(clock::clamp(start - TimeDelta::days(days_ago)));
        facility.make(Kind::Secret, Some(LIFE_DAYS), made, generator).mark_as_starter(what);
    }
    facility
}

fn empty(product: Product, code: &'static str) -> Facility {
    Facility { product, code, name: "Keyturn Sandbox Pty Ltd", keys: Vec::new() }
}

/// A sibling of QuickStream with one key to switch and one to go on with.
pub(super) fn sibling(
    product: Product,
    code: &'static str,
    generator: &mut KeyGenerator,
    start: DateTime<Utc>,
) -> Facility {
    let mut facility = empty(product, code);
    let secrets = [
        (81, "Key to switch: there is a successor for it."),
        (0, "Key to go on with: the same key comes back."),
    ];
    for (days_ago, what) in secrets {
        let made = starter_stamp(clock::clamp(start - TimeDelta::days(days_ago)));
        facility.make(Kind::Secret, Some(LIFE_DAYS), made, generator).mark_as_starter(what);
    }
    facility
}

pub(super) fn partner(generator: &mut KeyGenerator, start: DateTime<Utc>) -> Partner {
    let mut partner = Partner::new(generator.uuid(), "Keyturn Sandbox Partner");
    let made = partner.make_key(None, starter_stamp(start), generator);
    made.mark_as_starter("Partner key: makes and deactivates product keys.");
    let products = [
        ("Payroll demo", "payroll-demo", Some(true), "Product key of a product marked as sandboxed."),
        ("Payroll live", "payroll-live", Some(false), "Product key of a product marked as live."),
        (HOSTILE_NAME, "sons", None, "Product key of a product with no mark and a hostile name."),
    ];
    for (name, slug, sandboxed, what) in products {
        let product = partner.make_product(name, slug, sandboxed, start, generator);
        partner.make_key(Some(product), starter_stamp(start), generator).mark_as_starter(what);
    }
    partner
}
