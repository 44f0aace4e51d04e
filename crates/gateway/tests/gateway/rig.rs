//! A gateway in front of a stand-in vendor, and what the panel sends.

use std::net::SocketAddr;

use keyturn_domain::connection::RootForm;
use keyturn_domain::product::DeactivateForm;
use keyturn_domain::vendor::{Environment, Vendor as Whose};
use keyturn_gateway::{Clock, Config, Connection, Server, start};

use crate::client::{ANOTHER, Answer, ask, connect_from, raw_on, request};
use crate::vendor::Vendor;

pub(crate) const SAME_ORIGIN: &str = "sec-fetch-site: same-origin";
pub(crate) const PARTNER_KEY: &str = "x-api-key: superapipartner_FAKE";
/// `FAKE_SEC_FAKE:` in base64.
pub(crate) const BASIC: &str = "x-vendor-authorization: Basic RkFLRV9TRUNfRkFLRTo=";
pub(crate) const PRODUCT: &str = "bffc9067-28ee-4381-a0f2-92fae25d9f83";
pub(crate) const KEY_ID: &str = "0d6f9b7e-8f4e-4f7a-9c58-3f1f3a1b2c3d";
pub(crate) const LATEST: &str = "/vendor/qs/api-keys/latest";
pub(crate) const IS_PARTNER: &str = "/vendor/sa/api/v1/partner";

pub(crate) fn provision() -> String {
    format!("/vendor/sa/api/v1/partner/product/{PRODUCT}/product-api-key")
}

/// A `x-request-id` line that no other call has.
pub(crate) fn once(number: u128) -> String {
    format!("x-request-id: {}", uuid::Uuid::from_u128(number))
}

pub(crate) struct Rig {
    pub(crate) vendor: Vendor,
    pub(crate) gateway: Server,
    pub(crate) clock: Clock,
}

impl Rig {
    pub(crate) async fn start() -> Self {
        Self::with(|_| {}).await
    }

    pub(crate) async fn with(change: impl FnOnce(&mut Config)) -> Self {
        let vendor = Vendor::start().await;
        let mut config = config_for(&format!("http://{}", vendor.address));
        change(&mut config);
        let clock = config.clock.clone();
        Self { vendor, gateway: start(config).await.unwrap(), clock }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.gateway.address()
    }

    /// As the panel asks: same origin, with a key.
    pub(crate) async fn get(&self, path: &str) -> Answer {
        ask(self.address(), "GET", path, &[SAME_ORIGIN, PARTNER_KEY, BASIC]).await
    }

    /// A change from another address.
    pub(crate) async fn change_from_another(&self, path: &str, once: &str) -> Answer {
        let lines = [SAME_ORIGIN, PARTNER_KEY, once, "content-length: 0"];
        let bytes = request(self.address(), "POST", path, &lines);
        raw_on(connect_from(ANOTHER, self.address()).await, &bytes).await.unwrap()
    }

    pub(crate) async fn change(&self, method: &str, path: &str, once: &str) -> Answer {
        ask(self.address(), method, path, &[SAME_ORIGIN, PARTNER_KEY, once, "content-length: 0"]).await
    }
}

/// `qs`: QuickStream. `sa`: SuperAPI as by default. `sa-id`: SuperAPI with the other DELETE and the request log.
pub(crate) fn config_for(host: &str) -> Config {
    let connection = |id: &str, vendor, base: &str, deactivate, request_log| Connection {
        id: id.to_owned(),
        vendor,
        environment: Environment::Test,
        label: format!("Stand-in {id}"),
        base_url: Some(format!("{host}{base}").parse().unwrap()),
        deactivate,
        request_log,
        root: RootForm::Slash,
    };
    Config {
        sandbox: false,
        connections: vec![
            connection("qs", Whose::QuickStream, "/rest/v1", DeactivateForm::ByProduct, false),
            connection("sa", Whose::SuperApi, "", DeactivateForm::ByProduct, false),
            connection("sa-id", Whose::SuperApi, "", DeactivateForm::ByKeyId, true),
        ],
        ..Config::sandbox("no-page-here".into(), "127.0.0.1:0".parse().unwrap())
    }
}
