//! Support staff open the panel: a register, no vault, and nothing on offer that needs a key.

use std::path::PathBuf;
use std::sync::Arc;

use keyturn_acceptance::{Setup, Walk};
use keyturn_domain::call::Identity;
use keyturn_domain::connection::{Connection, RootForm};
use keyturn_domain::inventory::{Inventory, KeyId, NewKey, Notes};
use keyturn_domain::key_name::KeyName;
use keyturn_domain::lookup::Register;
use keyturn_domain::moment::{Moment, read};
use keyturn_domain::product::{DeactivateForm, Product, ProductId, Reality};
use keyturn_domain::secret::Secret;
use keyturn_domain::vendor::{Environment, Vendor};
use keyturn_wire::register::write;
use thirtyfour::Key;

use crate::look_up::{line, paste};

const NAME: &str = "SHOP_SEC...zrikj5x";
const TOKEN: &str = "BRTRKFsL";
const WAY_IN: &str = "Unlock or make a vault";
const NEEDS: &str = "This page needs keys";

/// Every address that shows or asks for a key, or asks a vendor.
const NEEDING: [&str; 9] = [
    "/keys/1",
    "/keys/1/renew",
    "/keys/1/rotate",
    "/keys/1/leak",
    "/runs/1",
    "/rehearse",
    "/connections",
    "/activity",
    "/keys/garbage/renew",
];

/// Every process has its own.
fn configured() -> PathBuf {
    std::env::temp_dir().join(format!("keyturn-walk-support-{}.json", std::process::id()))
}

fn now() -> Moment {
    read("2026-11-01T00:00:00Z").expect("a date")
}

/// A key of each vendor and a leaked one, with somebody to ask.
fn register() -> String {
    let connection = |id: &str, vendor| Connection {
        id: id.into(),
        vendor,
        environment: Environment::Live,
        label: format!("{id} live"),
        path: format!("/vendor/{id}"),
        deactivate: DeactivateForm::ByProduct,
        request_log: false,
        root: RootForm::Slash,
    };
    let connections = [connection("shop", Vendor::QuickStream), connection("payroll", Vendor::SuperApi)];
    let mut inventory = Inventory::default();
    let shop = add(&mut inventory, "shop", Vendor::QuickStream, "SHOP_SEC_fakefakefakefake1");
    let identity = Identity {
        community: None,
        community_name: Some("Shop Pty Ltd".into()),
        key_name: KeyName::new(NAME),
    };
    inventory.identified(shop, &Ok(identity), now());
    let owner = Notes { owner: "Ops desk, ext. 12".into(), used_in: "Web shop".into(), ..Notes::default() };
    inventory.describe(shop, owner);
    let product = add(&mut inventory, "payroll", Vendor::SuperApi, "superapiproduct_fakefakefakefake1234");
    let opens = Product { id: ProductId::from_u128(7), name: "Payroll".into(), reality: Reality::Live };
    inventory.opens(product, &Ok(opens), now());
    inventory.describe(product, Notes { short_token: TOKEN.into(), ..Notes::default() });
    let old = add(&mut inventory, "shop", Vendor::QuickStream, "SHOP_SEC_fakefakefakefake2");
    inventory.leaked(old, now(), "In a log.".into(), now());
    write(&Register::of(&inventory, &connections, now())).0
}

fn add(inventory: &mut Inventory, connection: &str, vendor: Vendor, text: &str) -> KeyId {
    let secret = Arc::new(Secret::new(text));
    let new = NewKey { connection: connection.into(), vendor, secret, label: String::new() };
    let Ok(id) = inventory.add(new, now()) else { panic!("{connection}: not added") };
    id
}

const fn setup(name: &'static str) -> Setup {
    Setup::new(name).tuned(|config| {
        std::fs::write(configured(), register()).expect("the register");
        config.register = Some(configured());
    })
}

/// By the vendors' own log and by the browser's.
async fn no_vendor_was_asked(walk: &mut Walk) {
    assert_eq!(walk.vendors.count_all().await, 0, "a vendor was asked");
    let asked = walk.requests().await;
    assert!(!asked.iter().any(|it| it.url.contains("/vendor/")), "{asked:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_only_a_register_is_offered_nothing_that_needs_a_key() {
    setup("register-only")
        .run(async |walk| {
            walk.page.open("/").await;
            walk.page.says("3 of 3").await;
            for text in [NAME, "Shop Pty Ltd", "Ops desk, ext. 12", "Web shop", "Payroll", "leaked"] {
                walk.page.says(text).await;
            }
            walk.reads("Opened with a register").await;
            walk.look("keys").await;
            walk.page.paste("Search", "ops DESK").await;
            walk.page.says("1 of 3").await;
            for page in ["Rehearse", "Connections", "Activity"] {
                assert_eq!(walk.page.count("link", page).await, 0, "{page}");
            }
            walk.page.with_control("k").await;
            walk.page.says("Go to Security").await;
            assert!(!walk.page.text().await.contains("Add a key"));
            walk.page.key(Key::Escape).await;

            walk.page.follow("Look up").await;
            paste(walk, &line(walk, 1, NAME).await).await;
            walk.page.has("heading", "QuickStream live, facility Shop Pty Ltd: current").await;
            walk.page.says("Ops desk, ext. 12").await;
            walk.look("answered").await;
            paste(walk, &line(walk, 1, &format!("\"api_key_short_token\":\"{TOKEN}\"")).await).await;
            walk.page.has("heading", "SuperAPI live, product Payroll: current").await;
            walk.page.says("by SuperAPI's short token for it").await;
            walk.page.follow("Security").await;
            walk.page.has("heading", "Promises").await;
            no_vendor_was_asked(walk).await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_needs_a_key_says_so_to_whoever_has_none() {
    setup("register-addresses")
        .run(async |walk| {
            for path in NEEDING {
                walk.page.open(path).await;
                walk.page.has("heading", NEEDS).await;
                let screen = walk.page.screen().await;
                assert!(screen.fields.is_empty(), "{path}: {screen:?}");
                let acts: Vec<_> = screen.buttons.iter().filter(|it| *it != WAY_IN).collect();
                assert!(acts.len() <= 1, "{path} offers more than the theme: {acts:?}");
            }
            walk.look("needs").await;
            walk.page.follow("look it up").await;
            walk.page.has("heading", "Look up").await;
            no_vendor_was_asked(walk).await;

            walk.page.press(WAY_IN).await;
            walk.page.has("heading", "Keep keys in a vault").await;
            walk.look("way-in").await;
            walk.make_vault().await;
            walk.page.follow("Keys").await;
            walk.page.has("button", "Add a key").await;
            assert_eq!(walk.page.count("button", WAY_IN).await, 0);
            no_vendor_was_asked(walk).await;

            // The same browser, without its vault: somebody keeps keys here, so everything goes on being offered.
            walk.page.press("Lock").await;
            walk.page.has("heading", "Unlock the vault").await;
            walk.page.press("Go on without the vault").await;
            walk.page.has("button", "Add a key").await;
            assert_eq!(walk.page.count("button", WAY_IN).await, 0);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_register_alone_fits_a_phone() {
    setup("phone-register")
        .narrow()
        .run(async |walk| {
            walk.page.open("/").await;
            walk.page.says("3 of 3").await;
            walk.look("keys").await;
            walk.page.open("/keys/1/rotate").await;
            walk.page.has("heading", NEEDS).await;
            walk.look("needs").await;
            no_vendor_was_asked(walk).await;
        })
        .await;
}
