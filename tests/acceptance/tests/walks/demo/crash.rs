//! The tab is closed in the middle, and really so.

use keyturn_acceptance::Setup;

use super::{at, only_own_files, open, open_key, told};

const STEPS: usize = 8;

#[tokio::test(flavor = "multi_thread")]
async fn demo_the_tab_is_closed_in_the_middle() {
    Setup::new("demo-crash")
        .demo()
        .run(async |walk| {
            open(walk, "crash", STEPS).await;
            walk.make_vault().await;
            at(walk, 3, STEPS).await;
            walk.page.follow("Keys").await;
            open_key(walk).await;
            walk.page.follow("Rotate this key").await;
            at(walk, 4, STEPS).await;
            walk.page.press("Begin with the checks").await;
            at(walk, 5, STEPS).await;
            walk.press_and_confirm("Make the new key").await;
            at(walk, 6, STEPS).await;
            walk.page.until_step("Provision", "running").await;
            walk.look("running").await;
            only_own_files(walk).await;
            let address = walk.page.screen().await.url.replace(walk.page.origin(), "");
            walk.crash_at(&address).await;
            at(walk, 7, STEPS).await;
            walk.look("locked").await;
            walk.unlock().await;
            told(walk, "told").await;
            walk.page.until_step("Store", "waiting for you").await;
            walk.page.follow("Activity").await;
            walk.page.has("heading", "Activity").await;
            let activity = walk.page.text().await;
            assert_eq!(activity.matches("About to ask SuperAPI for a new key").count(), 1, "{activity}");
        })
        .await;
}
