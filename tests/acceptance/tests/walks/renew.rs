//! Renewing a QuickStream key.

use keyturn_acceptance::Setup;

#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_comes_back_and_that_is_a_good_end() {
    Setup::new("renew-same")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            let asked = walk.vendors.count("GET", "/latest").await;
            walk.begin_renewal(&keys.ninety_days).await;
            walk.page.until_step("Compare", "done").await;
            walk.page.has("heading", "The same key came back").await;
            walk.stands(&["done", "done", "done", "skipped", "skipped", "skipped"]).await;
            assert_eq!(walk.vendors.count("GET", "/latest").await, asked + 1);
            walk.look("same").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_key_is_tested_stored_proven_and_confirmed() {
    Setup::new("renew-new")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            let asked = walk.vendors.count("GET", "/latest").await;
            walk.begin_renewal(&keys.nine_days).await;
            walk.page.until_step("Store", "waiting for you").await;
            walk.stands(&["done", "done", "done", "done", "waiting for you", "not started"]).await;
            walk.look("store").await;
            let new = walk.vendors.newest_secret().await;
            walk.read_back(&new.text).await;
            walk.page.until_step("Confirm", "ready").await;
            walk.look("confirm").await;
            walk.page.press("Ask once more with the new key").await;
            walk.page.has("heading", "Renewed").await;
            walk.stands(&["done"; 6]).await;
            walk.look("renewed").await;
            assert_eq!(walk.vendors.count("GET", "/latest").await, asked + 2);
            assert!(walk.vendors.is_alive(&keys.nine_days).await, "the old key keeps its own end");

            walk.page.follow("The new key").await;
            walk.page.has("heading", &new.name).await;
            walk.page.says("Replaced").await;
        })
        .await;
}
