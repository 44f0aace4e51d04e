//! The simulated vendors: how a walk steers them, and the truth that they hold.

use std::net::SocketAddr;
use std::sync::Mutex;

use keyturn_domain::secret::Secret;
use keyturn_domain::vendor::Vendor;
use keyturn_sandbox::{
    ArmedFault, Command, DeleteChoice, Fault, KeySnapshot, Kind, LoggedRequest, ProductSnapshot, RouteName,
    Setting, Snapshot,
};

use crate::must;
use crate::wait::{PATIENCE, until};

/// Both vendors behind the gateway of one walk.
pub struct Vendors {
    client: reqwest::Client,
    base: String,
    /// Every key that ever was, for looking where none may stand.
    keys: Mutex<Vec<String>>,
}

/// The keys that every world begins with.
#[expect(missing_docs, reason = "each is the starter key of its name")]
pub struct Starters {
    pub publishable: String,
    pub expired: String,
    pub nine_days: String,
    pub ninety_days: String,
    pub partner: String,
    pub payroll_demo: String,
    pub payroll_live: String,
    pub sons: String,
}

impl Vendors {
    pub(crate) fn behind(gateway: SocketAddr) -> Self {
        let client = must("no client", reqwest::Client::builder().no_proxy().build());
        Self { client, base: format!("http://{gateway}"), keys: Mutex::default() }
    }

    /// The truth as it stands.
    pub async fn state(&self) -> Snapshot {
        let reply = self.client.get(format!("{}/sandbox/state", self.base)).send().await;
        self.read(must("the vendors do not answer", reply)).await
    }

    /// Gives an order.
    pub async fn order(&self, order: Command) -> Snapshot {
        let reply = self.client.post(format!("{}/sandbox/order", self.base)).json(&order).send().await;
        let reply = must("the vendors do not answer", reply);
        assert!(reply.status().is_success(), "{order:?} is not obeyed: {}", reply.status());
        self.read(reply).await
    }

    async fn read(&self, reply: reqwest::Response) -> Snapshot {
        let view: Snapshot = must("the vendors' state cannot be read", reply.json().await);
        let mut known = self.keys.lock().expect("nobody fails while holding it");
        for key in view.quickstream.keys.iter().chain(&view.superapi.keys) {
            if !known.contains(&key.text) {
                known.push(key.text.clone());
            }
        }
        view
    }

    /// What the vendors call their keys and products, and the masks that the panel shows of the keys.
    pub(crate) async fn names(&self) -> Vec<String> {
        let view = self.state().await;
        let keys = view.quickstream.keys.iter().chain(&view.superapi.keys);
        let of_keys = keys.flat_map(|key| [key.name.clone(), Secret::new(&key.text).masked()]);
        let of_products = view.superapi.products.iter().map(|product| product.name.clone());
        of_keys.chain(of_products).filter(|name| !name.trim().is_empty()).collect()
    }

    /// Every key seen so far.
    pub(crate) fn known_keys(&self) -> Vec<String> {
        self.keys.lock().expect("nobody fails while holding it").clone()
    }

    /// Turns a switch.
    pub async fn set(&self, setting: Setting) {
        self.order(Command::Set(setting)).await;
    }

    /// Which key the DELETE without an id takes.
    pub async fn deletes(&self, choice: DeleteChoice) {
        self.set(Setting::DeleteChoice(choice)).await;
    }

    /// Arms a fault for the next call of this route.
    pub async fn arm(&self, route: RouteName, fault: Fault) {
        self.arm_times(route, fault, 1).await;
    }

    /// Arms a fault for the next calls of this route.
    pub async fn arm_times(&self, route: RouteName, fault: Fault, times: u32) {
        let vendor = match route {
            RouteName::Root | RouteName::Latest => Vendor::QuickStream,
            _ => Vendor::SuperApi,
        };
        self.order(Command::Arm(ArmedFault { vendor, route: Some(route), fault, times })).await;
    }

    /// What was truly received of this method on paths with this ending, oldest first.
    pub async fn received(&self, method: &str, ending: &str) -> Vec<LoggedRequest> {
        let log = self.state().await.log;
        log.into_iter().filter(|one| one.method == method && one.path.ends_with(ending)).collect()
    }

    /// How many requests of this method were truly received on paths with this ending.
    pub async fn count(&self, method: &str, ending: &str) -> usize {
        self.received(method, ending).await.len()
    }

    /// How many requests were truly received in all.
    pub async fn count_all(&self) -> usize {
        self.state().await.log.len()
    }

    /// The number of the request that was received last.
    pub async fn last_number(&self) -> u64 {
        self.state().await.log.last().map_or(0, |one| one.number)
    }

    /// Waits until the request of this number was received.
    pub async fn until_last_number(&self, number: u64) {
        until(&format!("request {number}"), PATIENCE, async || match self.last_number().await {
            last if last >= number => Ok(()),
            last => Err(format!("request {last}")),
        })
        .await;
    }

    /// The key with this text.
    pub async fn key(&self, text: &str) -> KeySnapshot {
        let view = self.state().await;
        let mut keys = view.quickstream.keys.into_iter().chain(view.superapi.keys);
        keys.find(|key| key.text == text).expect("the vendors know the key")
    }

    /// Whether the vendor accepts the key.
    pub async fn is_alive(&self, text: &str) -> bool {
        self.key(text).await.active
    }

    /// The product that the key opens.
    pub async fn product_of(&self, text: &str) -> ProductSnapshot {
        let id = self.key(text).await.product.expect("a product key");
        let view = self.state().await;
        view.superapi.products.into_iter().find(|product| product.id == id).expect("its product")
    }

    /// The texts of the product's live keys, oldest first.
    pub async fn live_keys_of(&self, product: &str) -> Vec<String> {
        let keys = self.state().await.superapi.keys.into_iter();
        keys.filter(|key| key.active && key.product.as_deref() == Some(product)).map(|key| key.text).collect()
    }

    /// The newest secret key of the facility.
    pub async fn newest_secret(&self) -> KeySnapshot {
        let mut keys = self.state().await.quickstream.keys;
        keys.retain(|key| key.kind == Kind::Secret);
        keys.into_iter().max_by(|one, other| one.made_at.cmp(&other.made_at)).expect("a secret key")
    }

    /// The keys that the world began with.
    pub async fn starters(&self) -> Starters {
        let view = self.state().await;
        let quickstream = |words: &str| named(&view.quickstream.keys, words);
        let superapi = |words: &str| named(&view.superapi.keys, words);
        Starters {
            publishable: quickstream("Publishable key"),
            expired: quickstream("has expired"),
            nine_days: quickstream("to switch"),
            ninety_days: quickstream("to go on with"),
            partner: superapi("Partner key"),
            payroll_demo: superapi("marked as sandboxed"),
            payroll_live: superapi("marked as live"),
            sons: superapi("hostile name"),
        }
    }
}

fn named(keys: &[KeySnapshot], words: &str) -> String {
    let key = keys.iter().find(|key| key.what.contains(words));
    key.map(|key| key.text.clone()).unwrap_or_else(|| panic!("no starter key: {words}"))
}
