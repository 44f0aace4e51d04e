//! The verdicts on a rotation that is not complete, each with its way out.

use keyturn::sandbox::{DeleteChoice, Fault, RouteName};
use keyturn_acceptance::Setup;
use keyturn_acceptance::flows::titles;

#[tokio::test(flavor = "multi_thread")]
async fn the_old_key_still_alive_may_be_deactivated_once_more() {
    Setup::new("old-alive")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            walk.vendors.deletes(DeleteChoice::None).await;
            let new = walk.rotate_up_to_deactivate(titles::PAYROLL_DEMO, &keys.payroll_demo).await;
            walk.deactivate(None).await;
            walk.page.until_step("Verify", "failed").await;
            walk.page.says("Both keys are alive").await;
            walk.look("verdict").await;
            assert!(walk.vendors.is_alive(&keys.payroll_demo).await);

            walk.page.press("Probe both keys again").await;
            walk.page.until_step("Verify", "failed").await;
            assert_eq!(walk.vendors.count("DELETE", "product-api-key").await, 1, "a probe deletes nothing");

            walk.vendors.deletes(DeleteChoice::Oldest).await;
            walk.page.press("Deactivate once more").await;
            walk.page.says("One request to deactivate has gone out already.").await;
            walk.look("once-more-asked").await;
            walk.page.press("Prepare it").await;
            walk.page.until_step("Deactivate", "waiting for you").await;
            assert_eq!(walk.vendors.count("DELETE", "product-api-key").await, 1, "preparing sends nothing");
            walk.deactivate(None).await;
            walk.page.has("heading", "Rotation complete").await;
            assert!(!walk.vendors.is_alive(&keys.payroll_demo).await);
            assert!(walk.vendors.is_alive(&new).await);
            assert_eq!(walk.vendors.count("DELETE", "product-api-key").await, 2);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_wrong_key_removed_is_an_alarm_and_another_key_is_made() {
    Setup::new("wrong-key")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            walk.vendors.deletes(DeleteChoice::Newest).await;
            let lost = walk.rotate_up_to_deactivate(titles::PAYROLL_DEMO, &keys.payroll_demo).await;
            walk.deactivate(None).await;
            walk.page.until_step("Verify", "failed").await;
            walk.page.has("alert", "The wrong key was removed").await;
            walk.reads("Put the old key back there now; it still works.").await;
            walk.look("alarm").await;
            assert!(walk.vendors.is_alive(&keys.payroll_demo).await);
            assert!(!walk.vendors.is_alive(&lost).await);

            walk.vendors.deletes(DeleteChoice::Oldest).await;
            walk.page.press("Make another new key").await;
            walk.page.until_step("Preflight", "ready").await;
            walk.page.press("Check").await;
            let new = walk.provision(&keys.payroll_demo).await;
            assert_ne!(new, lost);
            walk.read_back(&new).await;
            walk.roll_out().await;
            walk.deactivate(None).await;
            walk.page.has("heading", "Rotation complete").await;
            assert_eq!(walk.vendors.count("POST", "product-api-key").await, 2);
            assert_eq!(walk.vendors.count("DELETE", "product-api-key").await, 2);
            assert!(!walk.vendors.is_alive(&keys.payroll_demo).await);
            assert!(walk.vendors.is_alive(&new).await);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn both_dead_is_an_alarm_and_a_replacement_is_made() {
    Setup::new("both-dead")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            walk.vendors.deletes(DeleteChoice::All).await;
            walk.rotate_up_to_deactivate(titles::PAYROLL_DEMO, &keys.payroll_demo).await;
            walk.deactivate(None).await;
            walk.page.until_step("Verify", "failed").await;
            walk.page.has("alert", "Both keys are dead").await;
            walk.look("alarm").await;

            walk.page.press("Make a replacement now").await;
            walk.page.until_step("Preflight", "ready").await;
            walk.page.press("Check").await;
            let product = walk.vendors.key(&keys.payroll_demo).await.product.expect("a product key");
            walk.page.until_step("Provision", "waiting for you").await;
            walk.press_and_confirm("Make the new key").await;
            walk.page.until_step("Store", "waiting for you").await;
            let new = walk.vendors.live_keys_of(&product).await;
            assert_eq!(new.len(), 1);
            walk.read_back(&new[0]).await;
            walk.page.until_step("Roll out", "waiting for you").await;
            walk.look("replaced").await;
            walk.confirm_roll_out().await;
            walk.page.has("heading", "Rotation complete").await;
            assert_eq!(walk.page.step("Deactivate").await.status, "skipped");
            assert_eq!(
                walk.vendors.count("DELETE", "product-api-key").await,
                1,
                "nothing was left to deactivate"
            );
            assert!(walk.vendors.is_alive(&new[0]).await);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn not_known_is_a_state_that_another_probe_resolves() {
    Setup::new("not-known")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            walk.rotate_up_to_deactivate(titles::PAYROLL_DEMO, &keys.payroll_demo).await;
            let down =
                Fault::Status { code: 503, retry_after: None, retry_as_date: false, after_effect: false };
            // The last checks before the DELETE ask twice and must pass; then both probes fail.
            walk.page.press("Deactivate the old key").await;
            walk.vendors.arm(RouteName::Deactivate, Fault::Latency(1_500)).await;
            walk.page.press("Deactivate the old key").await;
            walk.until_received("DELETE", "product-api-key", 1).await;
            walk.vendors.arm_times(RouteName::Product, down, 2).await;
            walk.page.until_step("Verify", "outcome unknown").await;
            walk.page.says("At least one probe got no verdict.").await;
            walk.look("verdict").await;

            walk.page.press("Probe both keys again").await;
            walk.page.has("heading", "Rotation complete").await;
            assert_eq!(walk.vendors.count("DELETE", "product-api-key").await, 1);
        })
        .await;
}
