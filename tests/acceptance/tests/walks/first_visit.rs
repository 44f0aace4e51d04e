//! What somebody finds who opens the panel for the first time.

use keyturn_acceptance::Setup;
use keyturn_acceptance::line::Mishap;

#[tokio::test(flavor = "multi_thread")]
async fn something_to_read_is_there_before_the_panel_has_arrived() {
    let setup = Setup::new("shell").with_line();
    setup
        .run(async |walk| {
            // A script that is waited for would keep the driver waiting too.
            walk.line().plan_always("GET /keyturn-*.wasm", Mishap::Held);
            walk.page.load("/").await;
            walk.reads("Opening the panel").await;
            walk.look("waiting").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panel_that_cannot_start_says_so_and_what_to_do() {
    let setup = Setup::new("no-start").with_line().expecting(&["console"]);
    setup
        .run(async |walk| {
            walk.line().plan_always("GET /keyturn-", Mishap::Answered(404, String::new()));
            walk.page.load("/").await;
            walk.page.says("The panel did not start").await;
            walk.reads("Nothing was sent to any vendor").await;
            walk.look("failed").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_panel_offers_three_first_acts() {
    Setup::new("first-visit")
        .run(async |walk| {
            walk.page.open("/").await;
            walk.page.has("heading", "No keys yet").await;
            walk.page.has("button", "Add the sandbox keys").await;
            walk.page.has("link", "Test the proxy").await;
            assert_eq!(walk.page.count("button", "Add a key").await, 2, "in the list and above it");
            walk.reads("memory only").await;
            walk.reads("The vendors are simulated").await;
            assert_eq!(walk.page.screen().await.title, "Keys – Keyturn");
            assert_eq!(walk.vendors.count_all().await, 0, "looking at the page asks no vendor");
            walk.look("empty").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sandbox_keys_come_with_their_metadata() {
    Setup::new("starters")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            for text in ["expired", "Payroll demo", "Payroll live", "Keyturn Sandbox Pty Ltd"] {
                walk.page.says(text).await;
            }
            for key in [&keys.nine_days, &keys.ninety_days] {
                let name = walk.title_of(key).await;
                walk.page.has("link", &name).await;
            }
            walk.look("keys").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_proxy_is_tested_before_there_is_any_key() {
    Setup::new("proxy-test")
        .run(async |walk| {
            walk.page.open("/").await;
            walk.page.follow("Test the proxy").await;
            walk.page.has("heading", "Connections").await;
            walk.page.press("Test the proxy for QuickStream sandbox").await;
            walk.page.says("It refused a question without a key by itself").await;
            walk.reads("A vendor answers only to a key").await;
            assert_eq!(walk.vendors.count_all().await, 0);
            walk.look("connections").await;
        })
        .await;
}
