//! Leaving: a page in the middle of a run, and the run itself.

use keyturn_acceptance::Setup;
use keyturn_acceptance::flows::titles;
use keyturn_sandbox::{Fault, RouteName};

#[tokio::test(flavor = "multi_thread")]
async fn a_run_goes_on_while_its_page_is_left() {
    Setup::new("away-and-back")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            walk.begin_rotation(titles::PAYROLL_DEMO).await;
            walk.page.until_step("Provision", "waiting for you").await;
            walk.vendors.arm(RouteName::Provision, Fault::Latency(1_200)).await;
            walk.press_and_confirm("Make the new key").await;
            walk.page.until_step("Provision", "running").await;
            walk.look("running").await;
            walk.page.follow("Connections").await;
            walk.page.has("heading", "Connections").await;
            walk.until_received("POST", "product-api-key", 1).await;
            walk.page.follow("Keys").await;
            walk.page.has("heading", "Unfinished runs").await;
            walk.look("unfinished").await;
            walk.page.follow("Rotate the key of Payroll demo").await;
            walk.page.until_step("Store", "waiting for you").await;
            let new = walk.newest_of(&keys.payroll_demo).await;
            walk.read_back(&new).await;
            walk.page.until_step("Roll out", "waiting for you").await;

            walk.page.back().await;
            walk.page.has("heading", "Keys").await;
            assert_eq!(walk.vendors.count("POST", "product-api-key").await, 1);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_left_before_anything_was_deactivated_keeps_both_keys() {
    Setup::new("abandon")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            walk.begin_rotation(titles::PAYROLL_DEMO).await;
            let new = walk.provision(&keys.payroll_demo).await;
            walk.page.press("Leave this run").await;
            walk.page.says("The old key works on.").await;
            walk.look("asked").await;
            walk.page.paste("Reason, for the record", "the store is down").await;
            walk.page.press("Leave the run").await;
            walk.page.has("heading", "The run was left").await;
            walk.reads("the store is down").await;
            walk.look("left").await;
            assert!(walk.vendors.is_alive(&keys.payroll_demo).await);
            assert!(walk.vendors.is_alive(&new).await);
            assert_eq!(walk.vendors.count("DELETE", "product-api-key").await, 0);

            walk.page.follow("Keys").await;
            walk.page.says("unverified").await;
            walk.page.follow(&format!("Rotate {}", titles::PAYROLL_DEMO)).await;
            walk.page.press("Begin with the checks").await;
            walk.page.until_step("Provision", "waiting for you").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_product_has_one_open_run() {
    Setup::new("one-run")
        .run(async |walk| {
            walk.add_starters().await;
            walk.begin_rotation(titles::PAYROLL_DEMO).await;
            walk.page.until_step("Provision", "waiting for you").await;
            walk.go_to_key(titles::PAYROLL_DEMO).await;
            walk.page.says("so the key stays here until then").await;
            let usable = "return __walk.find('button', 'Remove from the panel').filter(__walk.usable).length";
            assert_eq!(walk.page.ask::<u32>(usable, &[]).await, 0, "the run still needs its key");
            walk.page.follow("Rotate this key").await;
            walk.page.says("A run that starts from this key is not finished.").await;
            walk.look("refused").await;
            walk.page.follow("Go on with it").await;
            walk.page.until_step("Provision", "waiting for you").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renewal_can_be_left_and_nothing_was_changed() {
    Setup::new("abandon-renewal")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            walk.begin_renewal(&keys.nine_days).await;
            walk.page.until_step("Store", "waiting for you").await;
            walk.page.press("Leave this run").await;
            walk.page.says("The current key stays the one in use.").await;
            walk.page.press("Leave the run").await;
            walk.page.has("heading", "The run was left").await;
            walk.look("left").await;
            assert!(walk.vendors.is_alive(&keys.nine_days).await);
        })
        .await;
}
