//! A page that the browser translates: what changes on it still changes before people's eyes, and nothing breaks.

use keyturn_acceptance::flows::titles;
use keyturn_acceptance::{Setup, Walk};
use keyturn_sandbox::{Fault, RouteName};

/// The page was translated all the way: hardly a text stands there as the panel put it.
async fn is_translated(walk: &Walk) {
    let left = "const texts = document.createTreeWalker(document.getElementById('app'), NodeFilter.SHOW_TEXT); \
                const left = []; \
                while (texts.nextNode()) { \
                    const { data, parentElement } = texts.currentNode; \
                    if (data.trim() && !parentElement.closest('[translate=no], font, svg, style')) left.push(data); \
                } \
                return [globalThis.__translated ?? 0, left]";
    let (done, left): (u32, Vec<String>) = walk.page.ask(left, &[]).await;
    assert!(done > 0 && left.is_empty(), "{done} texts were translated, and these were not: {left:?}");
}

/// Nothing that was said before stands beside what is said now.
async fn says_each_once(walk: &Walk, gone: &[&str]) {
    let text = walk.page.text().await;
    for words in gone {
        assert!(!text.contains(words), "“{words}” is still on screen:\n{text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_translated_rotation_with_a_lost_reply_tells_the_truth_to_its_end() {
    Setup::new("translated-rotation")
        .translated()
        .run(async |walk| {
            let keys = walk.add_starters().await;
            is_translated(walk).await;
            walk.keeps_machine_text("keys").await;
            walk.go_to_key(titles::PAYROLL_LIVE).await;
            walk.keeps_machine_text("key").await;
            walk.begin_rotation(titles::PAYROLL_LIVE).await;
            walk.page.until_step("Provision", "waiting for you").await;
            walk.vendors.arm(RouteName::Provision, Fault::DroppedAfter).await;
            walk.press_and_confirm("Make the new key").await;
            walk.page.until_step("Provision", "outcome unknown").await;
            is_translated(walk).await;
            walk.keeps_machine_text("unknown").await;
            walk.press_and_confirm("Try once more").await;
            walk.page.until_step("Store", "waiting for you").await;
            walk.stands(&[
                "done",
                "done",
                "done",
                "waiting for you",
                "not started",
                "not started",
                "not started",
            ])
            .await;
            says_each_once(walk, &["Outcome unknown", "Try once more"]).await;
            let new = walk.newest_of(&keys.payroll_live).await;
            walk.read_back(&new).await;
            walk.roll_out().await;
            walk.deactivate(Some("Payroll live")).await;
            walk.page.until_step("Verify", "done").await;
            walk.stands(&["done"; 7]).await;
            walk.keeps_machine_text("over").await;
            is_translated(walk).await;
            says_each_once(walk, &["Not started", "Waiting for you", "Running"]).await;
            assert!(!walk.vendors.is_alive(&keys.payroll_live).await);
            walk.page.follow("Activity").await;
            walk.page.has("heading", "Activity").await;
            walk.keeps_machine_text("activity").await;
            walk.page.follow("Keys").await;
            walk.page.says("deactivated").await;
            is_translated(walk).await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_translated_renewal_tells_the_truth_to_its_end() {
    Setup::new("translated-renewal")
        .translated()
        .run(async |walk| {
            let keys = walk.add_starters().await;
            walk.begin_renewal(&keys.nine_days).await;
            walk.page.until_step("Store", "waiting for you").await;
            walk.keeps_machine_text("store").await;
            let new = walk.vendors.newest_secret().await;
            walk.read_back(&new.text).await;
            walk.page.until_step("Confirm", "ready").await;
            walk.page.press("Ask once more with the new key").await;
            walk.page.has("heading", "Renewed").await;
            walk.stands(&["done"; 6]).await;
            is_translated(walk).await;
            says_each_once(walk, &["Not started", "Waiting for you", "Ask once more with the new key"]).await;
            for page in ["Look up", "Connections", "Activity", "Rehearse", "Keys"] {
                walk.page.follow(page).await;
                walk.page.has("heading", page).await;
                walk.keeps_machine_text(page).await;
            }
            walk.page.says("in use").await;
            is_translated(walk).await;
        })
        .await;
}
