//! A tab that lost the vault and does not know it: what it wants to write is refused, so it calls no vendor.

use keyturn_acceptance::flows::titles;
use keyturn_acceptance::{Setup, Walk};

const RUN: &str = "Rotate the key of Payroll demo";
const STILL: &str = "This run stands still";

/// Takes the vault over in another tab and opens its run there; `at_once` where an answer is under way that only the
/// other tab can hear.
async fn take_over(walk: &Walk, at_once: bool) {
    walk.unlock().await;
    walk.page.press("Take over").await;
    if at_once {
        walk.page.press("Do not wait").await;
    }
    walk.page.says_no_more("Take over").await;
    walk.page.follow("Keys").await;
    walk.page.follow(RUN).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_tab_writes_nothing_and_calls_no_vendor() {
    Setup::new("stale-tab")
        .unaware()
        .run(async |walk| {
            let keys = walk.begin_in_vault().await;
            let stale = walk.other_tab().await;
            take_over(walk, false).await;
            walk.page.until_step("Provision", "waiting for you").await;

            let fresh = walk.switch_from(stale).await;
            let received = walk.vendors.last_number().await;
            walk.press_and_confirm("Make the new key").await;
            for _ in 0..2 {
                walk.page.has("heading", STILL).await;
                walk.page.says("Another tab took this over, so this tab wrote nothing.").await;
                walk.page.press("Try again").await;
            }
            walk.page.has("heading", STILL).await;
            walk.look("stale").await;
            walk.page.press("Do not do it").await;
            walk.go_to_key(titles::SONS).await;
            walk.page.follow("Rotate this key").await;
            walk.page.press("Begin with the checks").await;
            walk.page.has("heading", STILL).await;
            let title = walk.title_of(&keys.nine_days).await;
            walk.go_to_key(&title).await;
            walk.page.follow("Renew this key").await;
            walk.page.press("Begin the renewal").await;
            walk.page.has("heading", STILL).await;
            assert_eq!(walk.vendors.last_number().await, received, "a stale tab calls no vendor");

            walk.switch(fresh).await;
            walk.press_and_confirm("Make the new key").await;
            walk.page.until_step("Store", "waiting for you").await;
            walk.read_back(&walk.newest_of(&keys.payroll_demo).await).await;
            walk.page.until_step("Roll out", "waiting for you").await;
            assert_eq!(walk.vendors.count("POST", "product-api-key").await, 1);
        })
        .await;
}

/// Without parked replies, the answer to the call that was under way is with the stale tab alone: it shows the key, and
/// goes no step further.
#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_reaches_a_stale_tab_is_shown_there_and_leads_to_no_call() {
    Setup::new("stale-answer")
        .unaware()
        .tuned(|config| config.limits.parked_replies = 0)
        .run(async |walk| {
            let keys = walk.begin_in_vault().await;
            walk.post_and_hold_the_answer().await;
            let stale = walk.other_tab().await;
            take_over(walk, true).await;
            walk.page.until_step("Provision", "outcome unknown").await;

            walk.switch(stale).await;
            walk.page.release().await;
            walk.page.has("heading", STILL).await;
            walk.page.says("another tab works at this run now").await;
            walk.look("stale").await;
            let received = walk.vendors.last_number().await;
            walk.page.press("Look at it here, without any vendor").await;
            walk.page.until_step("Test", "failed").await;
            walk.page.press("Leave this run").await;
            walk.page.press("Leave the run").await;
            walk.page.press("Reveal for 20 s: the new key").await;
            walk.page.says(&walk.newest_of(&keys.payroll_demo).await).await;
            assert_eq!(walk.vendors.last_number().await, received, "a stale tab calls no vendor");
        })
        .await;
}
