//! The verdicts on a rotation that is not complete, each with its way out.

use keyturn_acceptance::flows::titles;
use keyturn_acceptance::{Setup, Walk};
use keyturn_sandbox::{DeleteChoice, Fault, RouteName};
use serde_json::json;

/// The verdict stands on top with the focus on it, the finished steps in one line, and its first act is the only loud
/// button: all of it on screen without a scroll.
async fn comes_first(walk: &Walk, title: &str, act: &str) {
    walk.page.has("heading", title).await;
    walk.page
        .until("the focus", async || match walk.page.focused().await {
            at if at == format!("h2 {title}") => Ok(()),
            at => Err(at),
        })
        .await;
    walk.page.has("button", "6 steps done").await;
    let seen = "const [title, act] = arguments; \
                const whole = (it) => { const { top, bottom } = it.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; }; \
                const panel = __walk.find('heading', title)[0].closest('section'); \
                const loud = [...document.querySelectorAll('main .button--primary, main .button--danger')] \
                    .filter(__walk.shown).map((it) => it.innerText.trim()); \
                return { whole: whole(panel) && whole(__walk.find('button', act)[0]), loud };";
    let seen: serde_json::Value = walk.page.ask(seen, &[json!(title), json!(act)]).await;
    assert_eq!(seen, json!({ "whole": true, "loud": [act] }), "{title}");
}

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
            comes_first(walk, "The old key is still alive", "Test both keys again").await;
            walk.look("verdict").await;
            assert!(walk.vendors.is_alive(&keys.payroll_demo).await);

            walk.page.press("Test both keys again").await;
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
            walk.reads("Put the old key back wherever the new one is in use, now").await;
            comes_first(walk, "The wrong key was removed", "Copy the old key").await;
            walk.look("alarm").await;
            walk.page.press("Put it back, then test both keys").await;
            walk.page.until_step("Verify", "failed").await;
            walk.page.has("alert", "The wrong key was removed").await;
            walk.page.press("6 steps done").await;
            walk.page.until_step("Deactivate", "done").await;
            assert!(walk.vendors.is_alive(&keys.payroll_demo).await);
            assert!(!walk.vendors.is_alive(&lost).await);

            walk.vendors.deletes(DeleteChoice::Oldest).await;
            walk.page.press("Make a replacement now").await;
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
            comes_first(walk, "Both keys are dead", "Make a replacement now").await;
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
            walk.page.says("At least one of the keys gave no verdict.").await;
            comes_first(walk, "Not known yet", "Test both keys again").await;
            walk.look("verdict").await;

            walk.page.press("Test both keys again").await;
            walk.page.has("heading", "Rotation complete").await;
            assert_eq!(walk.vendors.count("DELETE", "product-api-key").await, 1);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alarm_and_its_first_act_are_in_view_on_a_laptop_and_on_a_phone() {
    let alarms = [
        (DeleteChoice::Newest, "The wrong key was removed", "Copy the old key"),
        (DeleteChoice::All, "Both keys are dead", "Make a replacement now"),
        (DeleteChoice::None, "The old key is still alive", "Test both keys again"),
    ];
    for (width, height) in [(1280, 800), (768, 1024), (360, 640)] {
        Setup::new("alarm-in-view")
            .in_window(width, height)
            .run(async |walk| {
                let keys = walk.add_starters().await;
                let products = [
                    (titles::PAYROLL_DEMO, &keys.payroll_demo, None),
                    (titles::PAYROLL_LIVE, &keys.payroll_live, Some("Payroll live")),
                    (titles::SONS, &keys.sons, Some("<img src=x onerror=alert(1)> & \"Sons\"")),
                ];
                for ((choice, title, act), (name, key, typed)) in alarms.into_iter().zip(products) {
                    walk.vendors.deletes(choice).await;
                    walk.rotate_up_to_deactivate(name, key).await;
                    walk.deactivate(typed).await;
                    walk.page.until_step("Verify", "failed").await;
                    comes_first(walk, title, act).await;
                    walk.look(title).await;
                }
            })
            .await;
    }
}
