//! The two calls that QuickStream, PayWay and PaymentsPlus share (their pages on API keys and Root). Unknown members and
//! their order mean nothing.

use std::sync::Arc;

use serde_json::Value;

use super::http::Method;
use super::json::{label, text};
use super::routes::Segment::Is;
use super::routes::{Api, CredentialHeader, Route, Row};
use keyturn_domain::call::{Identity, Latest};
use keyturn_domain::key::{Field, read_pasted};
use keyturn_domain::key_name::KeyName;
use keyturn_domain::moment::{self, Expiry};
use keyturn_domain::vendor::Vendor;

/// The rows of one of the three.
macro_rules! rows {
    ($vendor:expr) => {
        &[
            Row::new($vendor, Route::WestpacRoot, Method::Get, &[], CredentialHeader::Basic),
            Row::new(
                $vendor,
                Route::WestpacLatest,
                Method::Get,
                &[Is("api-keys"), Is("latest")],
                CredentialHeader::Basic,
            ),
        ]
    };
}

const fn api(rows: &'static [Row]) -> Api {
    Api { rows, base_path: "/rest/v1", probe: Route::WestpacRoot }
}

pub(super) static QUICKSTREAM: Api = api(rows!(Vendor::QuickStream));
pub(super) static PAYWAY: Api = api(rows!(Vendor::PayWay));
pub(super) static PAYMENTSPLUS: Api = api(rows!(Vendor::PaymentsPlus));

/// What a product calls the code and the name of a facility: the Root pages of QuickStream and PaymentsPlus say so, and
/// of PayWay a recorded reply.
const fn facility_members(vendor: Vendor) -> Option<(&'static str, &'static str)> {
    match vendor {
        Vendor::QuickStream => Some(("communityCode", "communityName")),
        Vendor::PayWay => Some(("clientNumber", "clientName")),
        Vendor::PaymentsPlus => Some(("buyerCode", "buyerName")),
        Vendor::SuperApi => None,
    }
}

/// `GET /`: every member is optional.
pub(super) fn identity(body: &Value, vendor: Vendor) -> Option<Identity> {
    let (code, name) = facility_members(vendor)?;
    let named = |name| Some(label(body, name)).filter(|text| !text.is_empty());
    body.is_object().then(|| Identity {
        community: named(code),
        community_name: named(name),
        key_name: key_name(body),
    })
}

/// `GET /api-keys/latest`: only the key is needed, as it stands. A publishable key is handed on, so that it can be
/// refused for what it is.
pub(super) fn latest(body: &Value, vendor: Vendor) -> Option<Latest> {
    let text_of_key = text(body, "key")?;
    let key = read_pasted(text_of_key, Field::Any(vendor)).ok()?;
    // EXPOSE: white space around it would have been dropped; the vendor's key is taken as it is or not at all.
    let whole = key.expose().len() == text_of_key.len();
    let expiry = text(body, "expiryDate").and_then(moment::read).map_or(Expiry::Unknown, Expiry::At);
    whole.then(|| Latest { key: Arc::new(key), name: key_name(body), expiry })
}

fn key_name(body: &Value) -> Option<KeyName> {
    KeyName::new(&label(body, "keyName"))
}
