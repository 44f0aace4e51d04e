//! Requests for the page's fetch.

use std::sync::Arc;

use keyturn_domain::call::{Call, Deactivation};
use keyturn_domain::connection::{Connection, RootForm};
use keyturn_domain::fault::Acted;
use keyturn_domain::product::DeactivateForm;
use keyturn_domain::secret::Secret;
use keyturn_domain::vendor::{Environment, Vendor};
use keyturn_wire::request::{NotAskable, PageRequest, ask, ask_parked};
use keyturn_wire::response::not_sent;
use keyturn_wire::routes;

use crate::support::{
    ONCE, PARTNER_KEY, PRODUCT, PRODUCT_KEY, changes, deactivate, every_call, fault_in, latest, latest_with,
    partner, product, provision, root,
};

fn connection(vendor: Vendor, deactivate: DeactivateForm) -> Connection {
    Connection {
        id: "here".into(),
        vendor,
        environment: Environment::Sandbox,
        label: "Here".into(),
        path: "/vendor/here".into(),
        deactivate,
        request_log: false,
        root: RootForm::Slash,
    }
}

fn asked(call: &Call) -> Result<PageRequest, NotAskable> {
    let vendor = match call {
        Call::WestpacRoot(..) | Call::WestpacLatest(..) => Vendor::QuickStream,
        _ => Vendor::SuperApi,
    };
    let form = match call {
        Call::Deactivate { form: Deactivation::ByKeyId(_), .. } => DeactivateForm::ByKeyId,
        _ => DeactivateForm::ByProduct,
    };
    ask(call, &connection(vendor, form))
}

fn sent(call: &Call) -> (&'static str, String) {
    let request = asked(call).ok().unwrap();
    (request.method.as_str(), request.path)
}

fn header(call: &Call, name: &str) -> Option<String> {
    let request = asked(call).ok().unwrap();
    request.headers.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str().to_owned())
}

#[test]
fn every_call_has_its_documented_path() {
    assert_eq!(sent(&root()), ("GET", "/vendor/here/".into()));
    assert_eq!(sent(&latest()), ("GET", "/vendor/here/api-keys/latest".into()));
    assert_eq!(sent(&partner()), ("GET", "/vendor/here/api/v1/partner".into()));
    assert_eq!(sent(&product()), ("GET", "/vendor/here/api/v1/product".into()));
    let keys = format!("/vendor/here/api/v1/partner/product/{PRODUCT}/product-api-key");
    assert_eq!(sent(&provision()), ("POST", keys.clone()));
    assert_eq!(sent(&deactivate(Deactivation::ByProduct)), ("DELETE", keys.clone()));
    assert_eq!(sent(&deactivate(Deactivation::ByKeyId(ONCE))), ("DELETE", format!("{keys}/{ONCE}")));
}

#[test]
fn every_request_is_in_the_route_table() {
    for call in every_call() {
        let request = asked(&call).ok().unwrap();
        let path = request.path.strip_prefix("/vendor/here").unwrap();
        let vendor =
            if request.credential_masked.contains("Basic") { Vendor::QuickStream } else { Vendor::SuperApi };
        let (row, _) = routes::find(vendor, request.method.as_str(), path).unwrap();
        assert_eq!((row.method, row.changes), (request.method, request.changes));
        assert_eq!(request.changes, changes(&call));
    }
}

#[test]
fn trap_03_the_colon_stays_in_the_basic_credentials() {
    let call = latest_with("QUICKSTREAMDEMO_SEC");
    assert_eq!(
        header(&call, "x-vendor-authorization").as_deref(),
        Some("Basic UVVJQ0tTVFJFQU1ERU1PX1NFQzo=")
    );
}

#[test]
fn trap_39_each_vendor_gets_its_own_header_and_no_other() {
    for call in every_call() {
        let quickstream = matches!(call, Call::WestpacRoot(..) | Call::WestpacLatest(..));
        assert_eq!(header(&call, "x-vendor-authorization").is_some(), quickstream);
        assert_eq!(header(&call, "x-api-key").is_some(), !quickstream);
        assert_eq!(header(&call, "authorization"), None);
        assert_eq!(header(&call, "accept").as_deref(), Some("application/json"));
    }
    assert_eq!(header(&provision(), "x-api-key").as_deref(), Some(PARTNER_KEY));
    assert_eq!(header(&product(), "x-api-key").as_deref(), Some(PRODUCT_KEY));
}

#[test]
fn a_call_that_changes_something_carries_its_one_time_id() {
    for call in every_call() {
        assert_eq!(header(&call, "x-request-id"), changes(&call).then(|| ONCE.to_string()));
    }
}

#[test]
fn what_is_shown_of_the_credentials_is_masked() {
    let masked = |call: &Call| asked(call).ok().unwrap().credential_masked;
    assert_eq!(masked(&product()), "x-api-key: superapiproduct_…4567");
    assert_eq!(masked(&latest()), "x-vendor-authorization: Basic (FACILITYCODE_SEC_…z8zr)");
}

#[test]
fn trap_38_no_key_stands_in_a_path() {
    for call in every_call() {
        let path = asked(&call).ok().unwrap().path;
        assert!(!path.contains("superapi") && !path.contains("_SEC"), "{path}");
    }
}

#[test]
fn a_key_goes_to_its_own_vendor_only() {
    for call in every_call() {
        let other = match call {
            Call::WestpacRoot(..) | Call::WestpacLatest(..) => Vendor::SuperApi,
            _ => Vendor::QuickStream,
        };
        for form in [DeactivateForm::ByProduct, DeactivateForm::ByKeyId] {
            assert_eq!(ask(&call, &connection(other, form)).err(), Some(NotAskable::OtherVendor));
        }
    }
}

#[test]
fn trap_21_one_form_of_deactivation_is_never_taken_for_the_other() {
    let by_product = deactivate(Deactivation::ByProduct);
    let by_id = deactivate(Deactivation::ByKeyId(ONCE));
    let asks = |call, form| ask(call, &connection(Vendor::SuperApi, form)).err();
    assert_eq!(asks(&by_product, DeactivateForm::ByKeyId), Some(NotAskable::OtherForm));
    assert_eq!(asks(&by_id, DeactivateForm::ByProduct), Some(NotAskable::OtherForm));
    assert_eq!(asks(&provision(), DeactivateForm::ByKeyId), None);
}

#[test]
fn a_key_that_no_header_can_carry_is_not_sent() {
    for text in ["", "a b", "a\nb", "a\u{0}b", "naïve", "a:b"] {
        assert_eq!(asked(&latest_with(text)).err(), Some(NotAskable::Key), "{text}");
    }
    let colon = Call::Product(Arc::new(Secret::new("superapiproduct_a:b")));
    assert_eq!(asked(&colon).err(), None);
}

#[test]
fn a_call_that_is_not_sent_is_answered_all_the_same() {
    for call in every_call() {
        let (answer, words) = not_sent(&call, NotAskable::OtherForm);
        let fault = fault_in(&answer).unwrap();
        assert_eq!((fault.acted, fault.status), (Acted::No, None));
        assert!(!fault.rejects_key());
        assert_eq!(fault.words.as_deref(), Some(NotAskable::OtherForm.words()));
        assert_eq!(words, "not sent");
    }
}

#[test]
fn a_parked_reply_is_asked_for_without_any_key() {
    let request = ask_parked(&connection(Vendor::SuperApi, DeactivateForm::ByProduct), ONCE);
    assert_eq!((request.method.as_str(), request.changes), ("GET", false));
    let below = request.path.strip_prefix("/vendor/here").unwrap();
    assert_eq!(routes::parked_id(below), Some(ONCE));
    let names: Vec<_> = request.headers.iter().map(|(name, _)| *name).collect();
    assert_eq!((names, request.credential_masked), (vec!["accept"], String::new()));
}
