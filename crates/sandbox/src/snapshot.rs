//! The whole state of the simulated vendors, for tests and for the control page. The keys are synthetic, so they
//! are included.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Sandbox;
use super::codec::format_rfc3339;
use super::faults::ArmedFault;
use super::keys::{Key, Kind};
use super::request_log::LoggedRequest;
use super::settings::Settings;
use super::westpac::Facility;

/// The state of the sandbox. Instants are RFC 3339 in UTC.
#[derive(Clone, Serialize, Deserialize)]
pub struct Snapshot {
    /// The sandbox's own time.
    pub now: String,
    /// How many seconds it is ahead of the wall clock.
    pub offset_seconds: i64,
    /// The settings.
    pub settings: Settings,
    /// QuickStream.
    pub quickstream: FacilitySnapshot,
    /// PayWay.
    pub payway: FacilitySnapshot,
    /// PaymentsPlus.
    pub paymentsplus: FacilitySnapshot,
    /// SuperAPI.
    pub superapi: PartnerSnapshot,
    /// The faults that are armed.
    pub armed: Vec<ArmedFault>,
    /// The requests that were received, oldest first.
    pub log: Vec<LoggedRequest>,
}

/// A Westpac product's one facility.
#[derive(Clone, Serialize, Deserialize)]
pub struct FacilitySnapshot {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Oldest first.
    pub keys: Vec<KeySnapshot>,
}

/// SuperAPI's one partner.
#[derive(Clone, Serialize, Deserialize)]
pub struct PartnerSnapshot {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Partner and product keys, oldest first.
    pub keys: Vec<KeySnapshot>,
    /// Its products.
    pub products: Vec<ProductSnapshot>,
}

/// A product.
#[derive(Clone, Serialize, Deserialize)]
pub struct ProductSnapshot {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its flag, if it has one.
    pub sandboxed: Option<bool>,
}

/// A key and its lifecycle.
#[derive(Clone, Serialize, Deserialize)]
pub struct KeySnapshot {
    /// The vendor's id for it.
    pub id: String,
    /// The key itself.
    pub text: String,
    /// QuickStream: its name. SuperAPI: its short token.
    pub name: String,
    /// What it is for.
    pub kind: Kind,
    /// A description for people.
    pub what: String,
    /// The product of a product key.
    pub product: Option<String>,
    /// Whether the vendor accepts it now.
    pub active: bool,
    /// When it was made.
    pub made_at: String,
    /// By which call, or by whom.
    pub made_by: String,
    /// When it expires.
    pub expires_at: Option<String>,
    /// When it was revoked or deactivated.
    pub ended_at: Option<String>,
    /// By which call, or by whom.
    pub ended_by: Option<String>,
}

impl Sandbox {
    /// The present state.
    pub fn snapshot(&self, wall: DateTime<Utc>) -> Snapshot {
        let now = self.now(wall);
        let keys = |keys: &[Key]| keys.iter().map(|key| key_snapshot(key, now)).collect();
        let facility = |facility: &Facility| FacilitySnapshot {
            code: facility.code.to_owned(),
            name: facility.name.to_owned(),
            keys: keys(&facility.keys),
        };
        Snapshot {
            now: format_rfc3339(now),
            offset_seconds: self.clock.offset_seconds(),
            settings: self.settings.clone(),
            quickstream: facility(&self.westpac.quickstream),
            payway: facility(&self.westpac.payway),
            paymentsplus: facility(&self.westpac.paymentsplus),
            superapi: PartnerSnapshot {
                id: self.partner.id.to_string(),
                name: self.partner.name.to_owned(),
                keys: keys(&self.partner.keys),
                products: self
                    .partner
                    .products
                    .iter()
                    .map(|product| ProductSnapshot {
                        id: product.id.to_string(),
                        name: product.name.clone(),
                        sandboxed: product.sandboxed,
                    })
                    .collect(),
            },
            armed: self.faults.armed().to_vec(),
            log: self.log.lines(),
        }
    }
}

fn key_snapshot(key: &Key, now: DateTime<Utc>) -> KeySnapshot {
    KeySnapshot {
        id: key.id.to_string(),
        text: key.text.clone(),
        name: key.name.clone(),
        kind: key.kind,
        what: key.what.to_owned(),
        product: key.product.map(|id| id.to_string()),
        active: key.is_live(now),
        made_at: format_rfc3339(key.made.at),
        made_by: key.made.by.clone(),
        expires_at: key.expires.map(format_rfc3339),
        ended_at: key.ended.as_ref().map(|stamp| format_rfc3339(stamp.at)),
        ended_by: key.ended.as_ref().map(|stamp| stamp.by.clone()),
    }
}
