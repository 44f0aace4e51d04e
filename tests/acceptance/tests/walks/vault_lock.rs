//! Locking, and taking over, while the vendor answers a POST: the answer is not lost. Where the gateway parks replies it
//! is fetched afterwards; where it does not, the page that asked stays, covered, until it has written the answer.

use keyturn_acceptance::{Setup, Walk};

const RUN: &str = "Rotate the key of Payroll demo";

/// After a lock: the new key is in hand, and nothing was asked twice.
async fn lost_nothing(walk: &Walk, old: &str) {
    walk.unlock().await;
    walk.page.follow("Keys").await;
    walk.page.has("heading", "Keys").await;
    assert_eq!(walk.orphans().await, 0);
    walk.page.follow(RUN).await;
    has_the_key(walk, old).await;
}

/// The new key is in hand. The question that tests it may have been lost with the page: it is asked again.
async fn has_the_key(walk: &Walk, old: &str) {
    walk.page.until_step("Provision", "done").await;
    let again = walk
        .page
        .until("the new key's test", async || match walk.page.step("Test").await.status.as_str() {
            "failed" => Ok(true),
            "done" => Ok(false),
            status => Err(status.to_owned()),
        })
        .await;
    if again {
        walk.page.press("Test the new key again").await;
    }
    walk.page.until_step("Store", "waiting for you").await;
    walk.read_back(&walk.newest_of(old).await).await;
    walk.page.until_step("Roll out", "waiting for you").await;
    assert_eq!(walk.vendors.count("POST", "product-api-key").await, 1);
}

async fn locked_with_parked_replies(name: &'static str, lock: impl AsyncFnOnce(&Walk)) {
    Setup::new(name)
        .run(async |walk| {
            let keys = walk.begin_in_vault().await;
            walk.post_to_a_slow_vendor().await;
            lock(walk).await;
            walk.page.has("heading", "Unlock the vault").await;
            lost_nothing(walk, &keys.payroll_demo).await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lock_in_the_middle_of_a_call_loses_nothing() {
    locked_with_parked_replies("vault-lock", async |walk| walk.page.press("Lock").await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_idle_lock_in_the_middle_of_a_step_loses_nothing() {
    locked_with_parked_replies("vault-lock-idle", async |walk| walk.pass_in_page(5 * 60).await).await;
}

/// Where no reply is parked, and answers can be held back on their way into the page.
fn unparked(name: &'static str) -> Setup {
    Setup::new(name).holding().tuned(|config| config.limits.parked_replies = 0)
}

/// Locks while the answer is on its way to a page that alone can hear it.
async fn locked_without(name: &'static str, lock: impl AsyncFnOnce(&Walk)) {
    unparked(name)
        .run(async |walk| {
            let keys = walk.begin_in_vault().await;
            walk.post_and_hold_the_answer().await;
            lock(walk).await;
            walk.page.says("A vendor's answer that only this page can receive").await;
            walk.page.says_no_more(RUN).await;
            walk.look("covered").await;
            walk.page.release().await;
            walk.page.has("heading", "Unlock the vault").await;
            lost_nothing(walk, &keys.payroll_demo).await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lock_waits_for_an_answer_that_nobody_parks() {
    locked_without("vault-lock-unparked", async |walk| walk.page.press("Lock").await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_idle_lock_waits_for_an_answer_that_nobody_parks() {
    locked_without("vault-lock-idle-unparked", async |walk| walk.pass_in_page(5 * 60).await).await;
}

/// A tab that only looks on is locked at once; the one that works waits.
#[tokio::test(flavor = "multi_thread")]
async fn a_lock_from_another_tab_waits_for_an_answer_that_nobody_parks() {
    unparked("vault-lock-elsewhere")
        .run(async |walk| {
            let keys = walk.begin_in_vault().await;
            walk.post_and_hold_the_answer().await;
            let first = walk.other_tab().await;
            walk.unlock().await;
            walk.page.press("Lock").await;
            walk.page.has("heading", "Unlock the vault").await;
            walk.switch(first).await;
            walk.page.says("A vendor's answer that only this page can receive").await;
            walk.page.release().await;
            walk.page.has("heading", "Unlock the vault").await;
            lost_nothing(walk, &keys.payroll_demo).await;
        })
        .await;
}

/// An answer that came and could not be written is tried again before the page goes.
#[tokio::test(flavor = "multi_thread")]
async fn a_lock_waits_for_an_answer_that_could_not_be_written() {
    unparked("vault-lock-unwritten")
        .run(async |walk| {
            let keys = walk.begin_in_vault().await;
            walk.page.let_through(1).await;
            walk.press_and_confirm("Make the new key").await;
            walk.page.has("heading", "This run stands still").await;
            walk.page.press("Lock").await;
            walk.page.says("A vendor's answer that only this page can receive").await;
            walk.page.let_through(100).await;
            walk.page.has("heading", "Unlock the vault").await;
            lost_nothing(walk, &keys.payroll_demo).await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_take_over_waits_no_longer_once_the_other_tab_is_gone() {
    unparked("vault-take-over-closed")
        .run(async |walk| {
            let keys = walk.begin_in_vault().await;
            walk.post_and_hold_the_answer().await;
            let first = walk.other_tab().await;
            walk.unlock().await;
            walk.page.follow(RUN).await;
            walk.page.press("Take over").await;
            walk.page.says("The other tab waits for a vendor's answer that no other can receive.").await;
            walk.close(first).await;
            walk.page.says_no_more("Another tab works with the vault").await;
            walk.page.until_step("Provision", "outcome unknown").await;
            assert!(walk.vendors.is_alive(&keys.payroll_demo).await);
            assert_eq!(walk.vendors.count("POST", "product-api-key").await, 1);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_take_over_waits_for_an_answer_that_only_the_other_tab_can_hear() {
    unparked("vault-take-over-unparked")
        .run(async |walk| {
            let keys = walk.begin_in_vault().await;
            walk.post_and_hold_the_answer().await;
            let first = walk.other_tab().await;
            walk.unlock().await;
            walk.page.follow(RUN).await;
            walk.page.until_step("Provision", "running").await;
            walk.page.press("Take over").await;
            walk.page.says("The other tab waits for a vendor's answer that no other can receive.").await;
            walk.look("waits").await;
            let second = walk.switch_from(first).await;
            walk.page.release().await;
            walk.page.has("heading", "Unlock the vault").await;
            walk.switch(second).await;
            walk.page.says_no_more("Another tab works with the vault").await;
            has_the_key(walk, &keys.payroll_demo).await;
        })
        .await;
}
