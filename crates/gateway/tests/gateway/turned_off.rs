//! A run that began under another configuration asks what is not open any more.

use std::sync::Arc;

use keyturn_domain::call::{Call, Deactivation};
use keyturn_domain::connection::{Connection, RootForm};
use keyturn_domain::product::DeactivateForm;
use keyturn_domain::secret::Secret;
use keyturn_domain::vendor::{Environment, Vendor};
use keyturn_wire::gateway_error::GatewayError;
use keyturn_wire::request::ask;

use crate::client;
use crate::rig::{KEY_ID, PRODUCT, Rig, SAME_ORIGIN};

/// As the run knows it, at the connection that is now configured for the other form.
fn begun(path: &str, deactivate: DeactivateForm) -> Connection {
    Connection {
        id: "superapi".into(),
        vendor: Vendor::SuperApi,
        environment: Environment::Test,
        label: "SuperAPI".into(),
        path: path.into(),
        deactivate,
        request_log: false,
        root: RootForm::Slash,
    }
}

#[tokio::test]
async fn a_form_of_deactivation_that_was_turned_off_reaches_no_vendor() {
    let rig = Rig::start().await;
    let by_key_id = Deactivation::ByKeyId(KEY_ID.parse().unwrap());
    for (path, configured, form) in [
        ("/vendor/sa-id", DeactivateForm::ByProduct, Deactivation::ByProduct),
        ("/vendor/sa", DeactivateForm::ByKeyId, by_key_id),
    ] {
        let call = Call::Deactivate {
            partner: Arc::new(Secret::new("superapipartner_FAKE")),
            product: PRODUCT.parse().unwrap(),
            form,
            once: uuid::Uuid::from_u128(1),
        };
        let request = ask(&call, &begun(path, configured)).ok().unwrap();
        let told: Vec<String> =
            request.headers.iter().map(|(name, value)| format!("{name}: {}", value.as_str())).collect();
        let lines: Vec<&str> =
            [SAME_ORIGIN, "content-length: 0"].into_iter().chain(told.iter().map(String::as_str)).collect();
        let refused = client::ask(rig.address(), request.method.as_str(), &request.path, &lines).await;
        assert_eq!((refused.status, refused.gateway_error()), (404, ("no_route".into(), "no".into())));
        assert_eq!(refused.body, *GatewayError::TurnedOff.reply().body);
    }
    assert!(rig.vendor.received().is_empty());
}
