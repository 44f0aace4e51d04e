//! Storage that fails: nothing is sent that could not be written before, and the page says what to do.

use keyturn_acceptance::flows::titles;
use keyturn_acceptance::storage::{Failing, ROOM};
use keyturn_acceptance::{Setup, Walk};

const STILL: &str = "This run stands still";

/// What the page says of it, and what to do next.
async fn says_why(walk: &Walk, how: Failing) {
    let (happened, next) = match how {
        Failing::Full => ("There is no room left to store the record", "Free some space on this device"),
        Failing::GivingUp => ("The browser gave up writing the record.", "Try again."),
    };
    walk.page.says(happened).await;
    walk.page.says(next).await;
}

/// Does it while nothing can be written: the run stands still, says why, and no vendor is called.
async fn is_not_done(walk: &Walk, how: Failing, act: impl AsyncFnOnce()) {
    let received = walk.vendors.last_number().await;
    walk.page.break_storage(how).await;
    act().await;
    walk.page.has("heading", STILL).await;
    says_why(walk, how).await;
    walk.page.press("Try again").await;
    walk.page.has("heading", STILL).await;
    assert_eq!(walk.vendors.last_number().await, received, "{how:?}: no vendor is called");
    walk.page.mend_storage(how).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_rotation_moves_while_its_journal_cannot_be_written() {
    Setup::new("storage-rotation")
        .run(async |walk| {
            walk.page.room(ROOM).await;
            let keys = walk.begin_with_vault().await;
            for how in Failing::ALL {
                walk.go_to_key(titles::PAYROLL_DEMO).await;
                walk.page.follow("Rotate this key").await;
                is_not_done(walk, how, async || walk.page.press("Begin with the checks").await).await;
                walk.page.press("Try again").await;
                walk.page.until_step("Provision", "waiting for you").await;
                is_not_done(walk, how, async || walk.press_and_confirm("Make the new key").await).await;
                walk.look(if how == Failing::Full { "full" } else { "given-up" }).await;
                walk.page.press("Do not do it").await;
                walk.page.says_no_more(STILL).await;
                walk.leave_run().await;
            }
            assert_eq!(walk.vendors.count("POST", "product-api-key").await, 0);

            let new = walk.rotate_up_to_deactivate(titles::PAYROLL_DEMO, &keys.payroll_demo).await;
            for how in Failing::ALL {
                is_not_done(walk, how, async || walk.deactivate(None).await).await;
                walk.page.press("Do not do it").await;
                walk.page.says_no_more(STILL).await;
            }
            assert_eq!(walk.vendors.count("DELETE", "product-api-key").await, 0);
            walk.deactivate(None).await;
            walk.page.has("heading", "Rotation complete").await;
            assert!(walk.vendors.is_alive(&new).await && !walk.vendors.is_alive(&keys.payroll_demo).await);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_renewal_asks_while_its_journal_cannot_be_written() {
    Setup::new("storage-renewal")
        .run(async |walk| {
            walk.page.room(ROOM).await;
            let keys = walk.begin_with_vault().await;
            for how in Failing::ALL {
                let title = walk.title_of(&keys.nine_days).await;
                walk.go_to_key(&title).await;
                walk.page.follow("Renew this key").await;
                is_not_done(walk, how, async || walk.page.press("Begin the renewal").await).await;
                walk.page.press("Try again").await;
                walk.page.until_step("Store", "waiting for you").await;
                walk.leave_run().await;
            }
        })
        .await;
}

/// The answer to a POST that cannot be written is held in the page, and written once that is possible again.
#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_cannot_be_written_is_held_until_it_can() {
    Setup::new("storage-answer")
        .holding()
        .tuned(|config| config.limits.parked_replies = 0)
        .run(async |walk| {
            let keys = walk.begin_in_vault().await;
            walk.page.let_through(1).await;
            walk.press_and_confirm("Make the new key").await;
            walk.page.has("heading", STILL).await;
            walk.page.says("The vendor has answered, and the answer could not be written").await;
            walk.page.says("do not close this page").await;
            walk.look("held").await;
            walk.shows_no_key("held").await;
            walk.page.until_step("Provision", "running").await;
            walk.page.let_through(100).await;
            walk.page.press("Try again").await;
            walk.page.until_step("Store", "waiting for you").await;
            let new = walk.newest_of(&keys.payroll_demo).await;
            walk.crash_and_resume("Rotate the key of Payroll demo").await;
            walk.read_back(&new).await;
            walk.page.until_step("Roll out", "waiting for you").await;
            assert_eq!(walk.vendors.count("POST", "product-api-key").await, 1);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_that_cannot_be_sealed_are_said_to_be_unkept_until_they_are() {
    Setup::new("storage-seal")
        .run(async |walk| {
            walk.page.room(ROOM).await;
            walk.begin_with_vault().await;
            for how in Failing::ALL {
                walk.go_to_key(titles::PARTNER).await;
                walk.page.break_storage(how).await;
                walk.page.press("Check now").await;
                walk.page.has("heading", "The keys as they are now are not in the vault").await;
                says_why(walk, how).await;
                walk.page.mend_storage(how).await;
                walk.page.press("Seal them again").await;
                walk.page.says_no_more("are not in the vault").await;
            }
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vault_that_cannot_be_written_is_not_half_made() {
    Setup::new("storage-make")
        .run(async |walk| {
            walk.page.room(ROOM).await;
            walk.add_starters().await;
            for how in Failing::ALL {
                walk.page.break_storage(how).await;
                walk.try_to_make_vault().await;
                says_why(walk, how).await;
                walk.look(if how == Failing::Full { "full" } else { "given-up" }).await;
                walk.page.mend_storage(how).await;
                // The keys are still in this page, and the next attempt may be the good one.
                walk.page.follow("Keys").await;
                walk.until_all_checked(8).await;
            }
            walk.make_vault().await;
            walk.page.open("/").await;
            walk.unlock().await;
            walk.until_all_checked(8).await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_storage_there_is_no_vault_and_the_panel_says_so() {
    Setup::new("storage-absent")
        .without_storage()
        .run(async |walk| {
            walk.add_starters().await;
            walk.try_to_make_vault().await;
            walk.page.says("This browser gives the page no storage").await;
            walk.page.says("Allow this site to store data").await;
            walk.look("make").await;
            walk.go_to_key(titles::PAYROLL_DEMO).await;
            walk.page.follow("Rotate this key").await;
            walk.page.says("Keys are in this tab's memory only").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn storage_that_another_tab_holds_is_said_to_be_held() {
    Setup::new("storage-blocked")
        .run(async |walk| {
            walk.begin_with_vault().await;
            let panel = walk.other_tab().await;
            walk.page.load("/favicon.svg").await;
            walk.page.block_storage().await;
            let holder = walk.switch_from(panel).await;
            walk.page.open("/").await;
            walk.page.says("Another tab holds on to the vault's storage").await;
            walk.page.says("Close the other Keyturn tabs, then try again.").await;
            walk.look("blocked").await;
            assert_eq!(walk.vendors.count("POST", "product-api-key").await, 0);
            let panel = walk.switch_from(holder).await;
            walk.page.unblock_storage().await;
            walk.switch(panel).await;
            walk.page.press("Try again").await;
            // The delete that was waiting has gone through: that is no fault of the page.
            walk.page.says("No keys yet").await;
        })
        .await;
}
