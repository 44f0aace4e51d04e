//! The demo beside a panel with a vault: neither knows of the other.

use keyturn_acceptance::Setup;
use keyturn_acceptance::flows::connections;

use super::at;

/// A key that could be somebody's.
const REAL: &str = "FAKE_SEC_0000000000000000000000000000000000000000000000000000";
/// A key as the demo has them.
const DEMO: &str = "KEYTURNSANDBOX_SEC_0000000000000000000000000000000000000000000";

#[tokio::test(flavor = "multi_thread")]
async fn demo_a_vault_is_neither_opened_nor_touched() {
    Setup::new("demo-apart")
        .run(async |walk| {
            walk.add_starters().await;
            walk.make_vault().await;
            let stored = "const done = arguments[arguments.length - 1]; \
                const open = indexedDB.open('keyturn'); \
                open.onsuccess = () => { \
                    const all = [...open.result.objectStoreNames].map((name) => new Promise((then) => { \
                        const asked = open.result.transaction(name).objectStore(name).getAll(); \
                        asked.onsuccess = () => then(JSON.stringify(asked.result)); \
                    })); \
                    Promise.all(all).then((all) => { open.result.close(); done(all); }); \
                };";
            walk.page.open("/").await;
            walk.look("locked").await;
            let before: Vec<String> = walk.page.ask_later(stored).await;
            let asked = walk.vendors.count_all().await;

            walk.page.follow("Open the demo").await;
            walk.page.says("no request leaves it").await;
            walk.until_all_checked(8).await;
            walk.page.open("/demo").await;
            walk.until_all_checked(8).await;
            walk.page.follow("The tab is closed in the middle").await;
            at(walk, 1, 8).await;
            walk.make_vault().await;
            at(walk, 3, 8).await;
            let after: Vec<String> = walk.page.ask_later(stored).await;
            assert_eq!(before, after);
            assert_eq!(walk.vendors.count_all().await, asked, "the demo asked a vendor");

            walk.page.follow("Leave the demo").await;
            walk.unlock().await;
            walk.until_all_checked(8).await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn demo_keys_and_real_keys_do_not_mix() {
    Setup::new("demo-keys")
        .tuned(|config| {
            for connection in &mut config.connections {
                connection.environment = keyturn_domain::vendor::Environment::Live;
            }
        })
        .run(async |walk| {
            walk.page.open("/?demo").await;
            walk.until_all_checked(8).await;
            walk.give_key("QuickStream demo (QuickStream Sandbox)", REAL).await;
            walk.page.says("The demo takes no real key").await;
            walk.look("real-key").await;

            walk.page.open("/").await;
            walk.give_key(&connections::QUICKSTREAM.replace(" Sandbox)", " Live)"), DEMO).await;
            walk.page.says("This is a key of the demo or the sandbox").await;
            assert_eq!(walk.vendors.count_all().await, 0);
        })
        .await;
}
