//! A key that may exist and that nobody received stays on record until somebody says, with a reason, what became of it.

use keyturn_acceptance::flows::titles;
use keyturn_acceptance::{Setup, Walk};
use keyturn_sandbox::{Fault, RouteName};

/// Loses the reply to a mint, and leaves the run.
async fn loses_a_key(walk: &Walk) {
    walk.begin_rotation(titles::PAYROLL_DEMO).await;
    walk.page.until_step("Provision", "waiting for you").await;
    walk.vendors.arm(RouteName::Provision, Fault::DroppedAfter).await;
    walk.press_and_confirm("Make the new key").await;
    walk.page.until_step("Provision", "outcome unknown").await;
    walk.leave_run().await;
    walk.page.follow("Keys").await;
    walk.page.has("heading", "Keys that may exist and that nobody has").await;
}

async fn says(walk: &Walk, what: &str, reason: &str) {
    walk.page.unfold("Say what became of it").await;
    walk.page.select("What became of it", what).await;
    walk.page.paste("How that is known", reason).await;
}

const FOUND: &str = "It was found and is stored: paste it";

#[tokio::test(flavor = "multi_thread")]
async fn an_orphan_is_on_record_until_it_is_accounted_for() {
    Setup::new("vault-orphan")
        .run(async |walk| {
            walk.begin_with_vault().await;
            loses_a_key(walk).await;
            walk.crash().await;
            walk.unlock().await;
            walk.page.says("It stays here until you say what became of it.").await;
            says(walk, "It was removed at the vendor", "  ").await;
            walk.page.press("Account for it").await;
            walk.page.says("Say how that is known.").await;
            walk.look("asked").await;
            walk.page.paste("How that is known", "SuperAPI ticket 4711").await;
            walk.page.press("Account for it").await;
            walk.page.says_no_more("It stays here until you say what became of it.").await;

            walk.crash().await;
            walk.unlock().await;
            walk.page.unfold("Accounted for").await;
            walk.reads("removed at the vendor").await;
            walk.reads("SuperAPI ticket 4711").await;
            walk.look("accounted").await;
            walk.go_to_key(titles::PAYROLL_DEMO).await;
            walk.page.says("A key of this product that nobody had received: removed at the vendor.").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_found_orphan_is_taken_only_if_the_vendor_says_that_it_is_one() {
    Setup::new("vault-orphan-found")
        .run(async |walk| {
            let keys = walk.begin_with_vault().await;
            loses_a_key(walk).await;
            let lost = walk.newest_of(&keys.payroll_demo).await;
            says(walk, FOUND, "It was in the vendor's mail to us").await;
            walk.page.paste("The key that was found", &keys.sons).await;
            walk.page.press("Account for it").await;
            walk.page.says("This key is alive, and opens another product.").await;
            walk.page.paste("The key that was found", &keys.payroll_demo).await;
            walk.page.press("Account for it").await;
            walk.page.says("This key is in the list already").await;
            walk.page.paste("The key that was found", &lost).await;
            walk.page.press("Account for it").await;
            walk.page.says_no_more("It stays here until you say what became of it.").await;
            walk.until_all_checked(9).await;
            walk.reads("Found after its reply was lost").await;
        })
        .await;
}
