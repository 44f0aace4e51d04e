//! The page as Trunk alone builds it, which is what a Leptos developer types first: it works behind the gateway, with both
//! workers, and its demo works without one.
#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

use keyturn_acceptance::{Setup, trunk_page};

#[tokio::test(flavor = "multi_thread")]
async fn the_page_as_trunk_builds_it_works_behind_the_gateway() {
    Setup::new("trunk")
        .tuned(|config| config.page = trunk_page())
        .run(async |walk| {
            walk.begin_with_vault().await;
            walk.page.reload().await;
            walk.page.started().await;
            walk.unlock().await;
            walk.page.follow("Keys").await;
            walk.until_all_checked(8).await;
            walk.page.follow("Look up").await;
            walk.page
                .paste("Paste a log excerpt or a key name, or drop files here", "STRANGE_SEC...zzzzzzz")
                .await;
            walk.page.has("heading", "No key that is known here").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_of_the_page_as_trunk_builds_it_needs_no_gateway() {
    Setup::new("trunk-demo")
        .files(trunk_page)
        .run(async |walk| {
            walk.page.open("/?demo").await;
            walk.page.says("Choose a story below").await;
            walk.until_all_checked(8).await;
        })
        .await;
}
