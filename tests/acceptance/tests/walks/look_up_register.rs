//! Support staff: a register, no key, and not one question to a vendor.

use std::path::PathBuf;
use std::sync::Arc;

use keyturn_acceptance::{Given, Setup, Walk};
use keyturn_domain::call::Identity;
use keyturn_domain::inventory::{Inventory, NewKey};
use keyturn_domain::key_name::KeyName;
use keyturn_domain::lookup::Register;
use keyturn_domain::secret::Secret;
use keyturn_domain::vendor::Vendor;
use keyturn_wire::register::write;
use tempfile::TempDir;

use crate::look_up::{go, line, paste};

/// A name that two keys bear.
const TWIN: &str = "TWIN_SEC...abcdefg";

const FILE: &str = "Load a register from a file";

/// What a walk reads as the gateway's register; every process has its own.
fn configured() -> PathBuf {
    std::env::temp_dir().join(format!("keyturn-walk-register-{}.json", std::process::id()))
}

/// An admin exports the register of the starter keys. The answer is its text.
async fn exported(walk: &Walk, folder: &TempDir) -> Vec<u8> {
    walk.page.save_to(folder.path()).await;
    go(walk).await;
    walk.page.press("Export the register").await;
    walk.page.says("Exported. Its hash begins with").await;
    walk.page.saved(folder.path(), "keyturn-register.json").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_register_answers_without_keys_and_without_vendors() {
    let folder = TempDir::new().expect("a folder");
    Setup::new("look-up-register")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            let name = walk.title_of(&keys.ninety_days).await;
            let facility = walk.vendors.state().await.quickstream.name;
            let register = exported(walk, &folder).await;
            let told = String::from_utf8(register.clone()).expect("text");
            for key in walk.all_keys().await {
                assert!(!told.contains(&key), "a key stands in the register");
            }

            // From here on it is somebody else's computer: no vault, no key.
            let asked = walk.vendors.count_all().await;
            walk.page.open("/look-up").await;
            walk.page.says("No key is known here yet.").await;
            walk.look("nobody").await;
            let text = [line(walk, 1, &name).await, line(walk, 2, &keys.payroll_live).await].concat();
            paste(walk, &text).await;
            walk.page.has("heading", "No key that is known here").await;
            walk.page.choose_files(FILE, &[Given::plain("register.json", &register)]).await;
            walk.page.says("What is known of the keys comes from the register.").await;
            walk.page.has("heading", &format!("QuickStream sandbox, facility {facility}: current")).await;
            walk.page.says("What is known here ends on").await;
            walk.page.says("Tell whoever looks after this key now.").await;
            walk.look("answered").await;
            let screen = walk.page.screen().await;
            for act in
                ["Check", "Renew", "Rotate", "Deal with the leak", "Mark as leaked", "Export the register"]
            {
                let offered = screen.buttons.iter().chain(&screen.links).any(|it| it.starts_with(act));
                assert!(!offered, "“{act}” needs a key: {screen:?}");
            }
            walk.shows_no_key("register").await;

            let edited = told.replacen("\"never\"", "\"unknown\"", 1);
            walk.page.choose_files(FILE, &[Given::plain("edited.json", edited.as_bytes())]).await;
            walk.page.says("This register is not as it was written").await;
            walk.look("edited").await;
            assert_eq!(walk.vendors.count_all().await, asked, "a vendor was asked");
            let to_vendors =
                walk.requests().await.iter().rev().take_while(|it| !it.url.ends_with("/look-up"));
            assert_eq!(to_vendors.filter(|it| it.url.contains("/vendor/")).count(), 0);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_register_beside_the_configuration_is_read_by_itself() {
    let now = keyturn_domain::moment::read("2026-11-01T00:00:00Z").expect("a date");
    let mut inventory = Inventory::default();
    // Nothing keeps a vendor from giving two facilities' keys one name.
    for (connection, text) in [("one", "TWIN_SEC_fakefakefakefake1"), ("two", "TWIN_SEC_fakefakefakefake2")] {
        let secret = Arc::new(Secret::new(text));
        let new = NewKey {
            connection: connection.into(),
            vendor: Vendor::QuickStream,
            secret,
            label: String::new(),
        };
        let Ok(id) = inventory.add(new, now) else { continue };
        let identity = Identity {
            community: None,
            community_name: Some(format!("Shop {connection}")),
            key_name: KeyName::new(TWIN),
        };
        inventory.identified(id, &Ok(identity), now);
    }
    let register = Register::of(&inventory, &[], now);
    std::fs::write(configured(), write(&register).0).expect("the register");
    Setup::new("look-up-configured")
        .tuned(|config| config.register = Some(configured()))
        .run(async |walk| {
            walk.page.open("/look-up").await;
            walk.page.says("2 keys, as it was written").await;
            walk.page.says("2026-11-01T00:00:00Z").await;
            paste(walk, &line(walk, 1, TWIN).await).await;
            walk.page.has("heading", "More than one key fits").await;
            walk.page.says("facility Shop one").await;
            walk.page.says("facility Shop two").await;
            walk.look("several").await;
            assert_eq!(walk.vendors.count_all().await, 0);
        })
        .await;
    drop(std::fs::remove_file(configured()));
}

#[tokio::test(flavor = "multi_thread")]
async fn looking_up_fits_a_phone() {
    Setup::new("phone-look-up")
        .narrow()
        .run(async |walk| {
            let keys = walk.add_starters().await;
            let name = walk.title_of(&keys.ninety_days).await;
            go(walk).await;
            walk.look("empty").await;
            let text = [line(walk, 1, &name).await, line(walk, 2, &keys.payroll_live).await].concat();
            paste(walk, &text).await;
            walk.page.says("This is a leak").await;
            walk.look("leak").await;
            walk.page.follow("Deal with the leak of").await;
            walk.page.paste("Where it was seen, and how it came there", "A log").await;
            walk.page.press("Mark as leaked").await;
            walk.page.has("heading", "Tell SuperAPI within 24 hours").await;
            walk.look("marked").await;
        })
        .await;
}
