//! QuickStream's Root is asked for with a slash or without, as the connection is set.

use keyturn_domain::connection::RootForm;

use crate::rig::Rig;

#[tokio::test]
async fn root_is_asked_for_in_the_form_that_is_configured_and_nothing_else_changes() {
    for (root, asked) in [(RootForm::Slash, "GET /rest/v1/ "), (RootForm::Bare, "GET /rest/v1 ")] {
        let rig = Rig::with(|config| config.connections[0].root = root).await;
        rig.get("/vendor/qs/").await;
        rig.get("/vendor/qs/api-keys/latest").await;
        let received = rig.vendor.received();
        assert!(received[0].starts_with(asked), "{root:?}: {}", received[0]);
        assert!(received[1].starts_with("GET /rest/v1/api-keys/latest "), "{}", received[1]);
        let config: serde_json::Value = serde_json::from_slice(&rig.get("/config.json").await.body).unwrap();
        assert_eq!(config["connections"][0]["root"], root.id());
    }
}
