//! The whole browser is killed in the middle of a run; after unlocking, the run stands where it stood.

use keyturn_acceptance::vendors::Starters;
use keyturn_acceptance::{Setup, Walk};
use keyturn_sandbox::{Fault, RouteName};

const RUN: &str = "Rotate the key of Payroll demo";

/// Kills the browser while the POST is at the vendor, who has it and has not answered. The answer is the starter keys.
async fn killed_at_the_post(walk: &mut Walk) -> Starters {
    let keys = walk.begin_in_vault().await;
    walk.post_to_a_slow_vendor().await;
    walk.crash_and_resume(RUN).await;
    keys
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_whose_reply_was_parked_is_in_hand_after_a_kill() {
    Setup::new("vault-parked")
        .run(async |walk| {
            let keys = killed_at_the_post(walk).await;
            walk.page.until_step("Store", "waiting for you").await;
            walk.look("resumed").await;
            let new = walk.newest_of(&keys.payroll_demo).await;
            walk.read_back(&new).await;
            walk.roll_out().await;
            walk.deactivate(None).await;
            walk.page.has("heading", "Rotation complete").await;
            assert_eq!(walk.vendors.count("POST", "product-api-key").await, 1);
            assert!(walk.vendors.is_alive(&new).await && !walk.vendors.is_alive(&keys.payroll_demo).await);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_parked_replies_the_outcome_is_unknown_and_an_orphan_stays_on_record() {
    Setup::new("vault-unparked")
        .tuned(|config| config.limits.parked_replies = 0)
        .run(async |walk| {
            let keys = killed_at_the_post(walk).await;
            walk.page.until_step("Provision", "outcome unknown").await;
            walk.look("unknown").await;
            let product = walk.vendors.key(&keys.payroll_demo).await.product.expect("a product key");
            assert_eq!(walk.vendors.live_keys_of(&product).await.len(), 2);
            assert_eq!(walk.vendors.count("POST", "product-api-key").await, 1);
            walk.leave_run().await;
            walk.page.follow("Keys").await;
            walk.page.says("may have a key that nobody received").await;

            walk.crash().await;
            walk.unlock().await;
            walk.page.says("may have a key that nobody received").await;
            walk.page.says_no_more("Unfinished runs").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_step_survives_a_kill() {
    Setup::new("vault-every-step")
        .run(async |walk| {
            let keys = walk.begin_in_vault().await;
            walk.crash_and_resume(RUN).await;
            let new = walk.provision(&keys.payroll_demo).await;
            walk.crash_and_resume(RUN).await;
            walk.page.until_step("Store", "waiting for you").await;
            walk.read_back(&new).await;
            walk.page.until_step("Roll out", "waiting for you").await;
            walk.crash_and_resume(RUN).await;
            walk.roll_out().await;
            walk.vendors.arm(RouteName::Deactivate, Fault::Latency(2_000)).await;
            walk.deactivate(None).await;
            walk.until_received("DELETE", "product-api-key", 1).await;
            walk.crash().await;
            walk.unlock().await;
            // The parked reply and the probes end it without anybody's help.
            walk.page.says("deactivated").await;
            walk.go_within("/runs/1").await;
            walk.page.has("heading", "Rotation complete").await;
            assert_eq!(walk.vendors.count("POST", "product-api-key").await, 1);
            assert_eq!(walk.vendors.count("DELETE", "product-api-key").await, 1);

            walk.crash().await;
            walk.unlock().await;
            walk.page.says_no_more("Unfinished runs").await;
            walk.page.says("deactivated").await;
            walk.page.follow("Activity").await;
            walk.page.says(RUN).await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_written_is_not_done() {
    Setup::new("vault-storage-gone")
        .run(async |walk| {
            walk.begin_in_vault().await;
            walk.page.ask::<()>("indexedDB.deleteDatabase('keyturn')", &[]).await;
            walk.press_and_confirm("Make the new key").await;
            walk.page.has("heading", "This run stands still").await;
            walk.look("stuck").await;
            walk.page.press("Try again").await;
            walk.page.has("heading", "This run stands still").await;
            assert_eq!(walk.vendors.count("POST", "product-api-key").await, 0);
            walk.page.press("Do not do it").await;
            walk.page.says_no_more("This run stands still").await;
            walk.page.until_step("Provision", "waiting for you").await;
        })
        .await;
}
