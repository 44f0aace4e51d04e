//! One act is one call at the vendor, whatever the hand or the browser does.

use keyturn_acceptance::Setup;
use keyturn_acceptance::flows::titles;
use keyturn_acceptance::line::Mishap;
use keyturn_sandbox::{Fault, RouteName};

#[tokio::test(flavor = "multi_thread")]
async fn a_double_click_makes_one_key_and_removes_one() {
    Setup::new("double-click")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            walk.begin_rotation(titles::PAYROLL_DEMO).await;
            walk.page.until_step("Provision", "waiting for you").await;
            walk.vendors.arm(RouteName::Provision, Fault::Latency(800)).await;
            walk.page.press("Make the new key").await;
            walk.page.press_twice("Make the new key").await;
            walk.page.until_step("Store", "waiting for you").await;
            assert_eq!(walk.vendors.count("POST", "product-api-key").await, 1);

            let new = walk.newest_of(&keys.payroll_demo).await;
            walk.read_back(&new).await;
            walk.roll_out().await;
            walk.vendors.arm(RouteName::Deactivate, Fault::Latency(800)).await;
            walk.page.press("Deactivate the old key").await;
            walk.page.press_twice("Deactivate the old key").await;
            walk.page.has("heading", "Rotation complete").await;
            assert_eq!(walk.vendors.count("DELETE", "product-api-key").await, 1);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_click_asks_for_the_latest_key_once() {
    Setup::new("double-renew")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            let asked = walk.vendors.count("GET", "/latest").await;
            let title = walk.title_of(&keys.ninety_days).await;
            walk.go_to_key(&title).await;
            walk.page.follow("Renew this key").await;
            walk.page.press_twice("Begin the renewal").await;
            walk.page.has("heading", "The same key came back").await;
            assert_eq!(walk.vendors.count("GET", "/latest").await, asked + 1);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_browsers_own_repeat_of_a_post_makes_no_second_key() {
    Setup::new("repeat-post")
        .with_line()
        .run(async |walk| {
            let keys = walk.add_starters().await;
            walk.begin_rotation(titles::PAYROLL_DEMO).await;
            walk.page.until_step("Provision", "waiting for you").await;
            walk.line().plan("POST /vendor/", Mishap::LostComingBack);
            walk.press_and_confirm("Make the new key").await;
            walk.page.until_step("Provision", "outcome unknown").await;
            let met = walk.line().met("POST /vendor/");
            assert_eq!(met.len(), 2, "the browser repeats by itself what a warm connection lost: {met:?}");
            assert!(met[0].warm && met[0].mishap && !met[1].mishap, "{met:?}");
            assert_eq!(walk.vendors.count("POST", "product-api-key").await, 1);
            let product = walk.vendors.key(&keys.payroll_demo).await.product.expect("a product key");
            assert_eq!(walk.vendors.live_keys_of(&product).await.len(), 2);
            walk.look("unknown").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_lost_on_the_way_is_repeated_by_the_browser_and_counts_once() {
    Setup::new("repeat-lost-post")
        .with_line()
        .run(async |walk| {
            let keys = walk.add_starters().await;
            walk.begin_rotation(titles::PAYROLL_DEMO).await;
            walk.page.until_step("Provision", "waiting for you").await;
            walk.line().plan("POST /vendor/", Mishap::LostOnTheWay);
            walk.press_and_confirm("Make the new key").await;
            walk.page.until_step("Store", "waiting for you").await;
            assert_eq!(walk.line().met("POST /vendor/").len(), 2);
            assert_eq!(walk.vendors.count("POST", "product-api-key").await, 1);
            let product = walk.vendors.key(&keys.payroll_demo).await.product.expect("a product key");
            assert_eq!(walk.vendors.live_keys_of(&product).await.len(), 2);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_browsers_own_repeat_of_a_delete_removes_no_second_key() {
    Setup::new("repeat-delete")
        .with_line()
        .run(async |walk| {
            let keys = walk.add_starters().await;
            let new = walk.rotate_up_to_deactivate(titles::PAYROLL_DEMO, &keys.payroll_demo).await;
            walk.line().plan("DELETE /vendor/", Mishap::LostComingBack);
            walk.deactivate(None).await;
            walk.page.has("heading", "Rotation complete").await;
            let met = walk.line().met("DELETE /vendor/");
            assert_eq!(met.len(), 2, "the browser repeats by itself what a warm connection lost: {met:?}");
            assert_eq!(walk.vendors.count("DELETE", "product-api-key").await, 1);
            assert!(!walk.vendors.is_alive(&keys.payroll_demo).await);
            assert!(walk.vendors.is_alive(&new).await, "a second DELETE would have taken the new key");
        })
        .await;
}
