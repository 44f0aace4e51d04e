//! The renewal drill.

use keyturn_acceptance::{Setup, Walk};
use keyturn_sandbox::{Command, Kind};

/// Two secret keys as somebody would make them in the Portal, the older first: text and name of each.
async fn two_keys(walk: &Walk) -> [(String, String); 2] {
    walk.vendors
        .order(Command::MakeSecretKey { vendor: keyturn_domain::vendor::Vendor::QuickStream, days: 90 })
        .await;
    let view = walk
        .vendors
        .order(Command::MakeSecretKey { vendor: keyturn_domain::vendor::Vendor::QuickStream, days: 90 })
        .await;
    let mut keys = view.quickstream.keys;
    keys.retain(|key| key.kind == Kind::Secret);
    let second = keys.pop().expect("the second key");
    let first = keys.pop().expect("the first key");
    [(first.text, first.name), (second.text, second.name)]
}

async fn begin(walk: &Walk, first: &str, second: &str) {
    walk.page.open("/").await;
    walk.page.follow("Rehearse").await;
    walk.page.has("heading", "Rehearse a renewal").await;
    walk.page.paste("First key", first).await;
    walk.page.paste("Second key", second).await;
    walk.page.press("Check both keys").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rehearsal_passes_on_the_name_in_the_applications_log() {
    Setup::new("rehearse")
        .run(async |walk| {
            let [(first, _), (second, name)] = two_keys(walk).await;
            walk.page.open("/rehearse").await;
            walk.look("before").await;
            begin(walk, &first, &second).await;
            walk.page.until_step("Watch the application", "waiting for you").await;
            walk.stands(&["done", "done", "done", "waiting for you", "not started"]).await;
            walk.reads(&name).await;
            walk.look("watch").await;
            walk.page.paste("Key name from the application's log", "KEYTURNSANDBOX_SEC...another").await;
            walk.page.press("Compare the name").await;
            walk.page.until_step("Watch the application", "waiting for you").await;
            walk.page.paste("Key name from the application's log", &name).await;
            walk.page.press("Compare the name").await;
            walk.page.has("heading", "Passed").await;
            walk.stands(&["done"; 5]).await;
            walk.look("passed").await;
            assert_eq!(walk.vendors.count("GET", "/latest").await, 1);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rehearsal_fails_when_the_first_key_comes_back() {
    Setup::new("rehearse-swapped")
        .run(async |walk| {
            let [(first, _), (second, _)] = two_keys(walk).await;
            begin(walk, &second, &first).await;
            walk.page.has("heading", "Failed").await;
            walk.reads("The vendor still names the first key.").await;
            walk.look("failed").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rehearsal_refuses_one_key_twice_and_keys_of_another_kind() {
    Setup::new("rehearse-refused")
        .run(async |walk| {
            let [(first, _), _] = two_keys(walk).await;
            let publishable = walk.vendors.starters().await.publishable;
            begin(walk, &first, &publishable).await;
            walk.page.says("This is a Westpac publishable key.").await;
            assert_eq!(walk.vendors.count_all().await, 0);
            walk.page.paste("First key", &first).await;
            walk.page.paste("Second key", &first).await;
            walk.page.press("Check both keys").await;
            walk.page.until_step("Two keys", "waiting for you").await;
            walk.look("refused").await;
            assert_eq!(walk.vendors.count_all().await, 0);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_look_at_the_application_the_result_says_so() {
    Setup::new("rehearse-half")
        .run(async |walk| {
            let [(first, _), (second, _)] = two_keys(walk).await;
            begin(walk, &first, &second).await;
            walk.page.until_step("Watch the application", "waiting for you").await;
            walk.page.press("Leave this step out").await;
            walk.page.has("heading", "The panel's part passed; the application is not confirmed").await;
            walk.look("half").await;
        })
        .await;
}
