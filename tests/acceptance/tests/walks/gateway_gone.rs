//! The gateway is not there: at the start, in the middle of a run, and back again.

use keyturn_acceptance::Setup;
use keyturn_acceptance::flows::titles;
use keyturn_acceptance::line::Mishap;

const NOBODY: &str = "The browser got no answer from the proxy. This says nothing about any key.";

#[tokio::test(flavor = "multi_thread")]
async fn the_gateway_stops_while_the_panel_starts() {
    Setup::new("gone-at-start")
        .with_line()
        .run(async |walk| {
            walk.line().plan_always("GET /config.json", Mishap::LostOnTheWay);
            walk.page.open("/").await;
            walk.page.has("heading", "The panel cannot begin").await;
            walk.reads("The page's own server did not answer.").await;
            walk.look("gone").await;
            walk.line().plan_nothing();
            walk.page.press("Try again").await;
            walk.page.has("heading", "No keys yet").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_gateway_stops_before_a_question_and_comes_back() {
    Setup::new("gone-renewal")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            walk.stop_gateway().await;
            let name = walk
                .page
                .screen()
                .await
                .links
                .into_iter()
                .find(|link| link.starts_with("KEYTURNSANDBOX_SEC"))
                .expect("the list stays on screen");
            walk.page.follow(&format!("Renew {name}")).await;
            walk.page.press("Begin the renewal").await;
            walk.page.until_step("Preflight", "failed").await;
            let next = "Check that the proxy is running and reachable from this computer";
            walk.blames("Preflight", NOBODY, "Your connection, or the Keyturn proxy", next).await;
            assert!(!walk.page.text().await.contains("rejected the key"));
            walk.look("gone").await;

            walk.start_gateway().await;
            assert_eq!(walk.vendors.count_all().await, 0);
            walk.page.press("Try this step again").await;
            walk.page.until_step("Preflight", "done").await;
            assert!(walk.vendors.is_alive(&keys.nine_days).await);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_gateway_stops_before_the_key_is_made() {
    Setup::new("gone-rotation")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            walk.begin_rotation(titles::PAYROLL_DEMO).await;
            walk.page.until_step("Provision", "waiting for you").await;
            walk.stop_gateway().await;
            walk.press_and_confirm("Make the new key").await;
            walk.page.until_step("Provision", "outcome unknown").await;
            walk.reads(NOBODY).await;
            walk.look("gone").await;
            walk.start_gateway().await;
            walk.press_and_confirm("Try once more").await;
            walk.page.until_step("Store", "waiting for you").await;
            assert_eq!(walk.vendors.count("POST", "product-api-key").await, 1);
            assert!(walk.vendors.is_alive(&keys.payroll_demo).await);
        })
        .await;
}
