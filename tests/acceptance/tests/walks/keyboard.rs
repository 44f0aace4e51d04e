//! Both flows by keyboard alone: Tab, Enter, Space and typing. The focus comes to the step that needs somebody.

use keyturn_acceptance::{Setup, Walk};
use thirtyfour::Key;

async fn enter(walk: &Walk, name: &str) {
    walk.page.tab_to(name).await;
    walk.page.key(Key::Enter).await;
}

/// The focus is on the heading of this step, brought there by the panel.
async fn called_to(walk: &Walk, step: &str) {
    walk.page
        .until(&format!("the focus on “{step}”"), async || {
            let focused = walk.page.focused().await;
            if focused == format!("h2 {step}") { Ok(()) } else { Err(focused) }
        })
        .await;
}

async fn add_starters(walk: &Walk) {
    walk.page.open("/").await;
    enter(walk, "Add the sandbox keys").await;
    walk.until_all_checked(8).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rotation_by_keyboard_alone() {
    Setup::new("keyboard-rotate")
        .run(async |walk| {
            add_starters(walk).await;
            let keys = walk.vendors.starters().await;
            enter(walk, "Product key of a product marked as live").await;
            walk.page
                .until("the focus on the page's heading", async || {
                    let focused = walk.page.focused().await;
                    if focused.starts_with("h1") { Ok(()) } else { Err(focused) }
                })
                .await;
            enter(walk, "Rotate this key").await;
            walk.page.has("heading", "Rotate the key of Payroll live").await;
            enter(walk, "Begin with the checks").await;

            walk.page.until_step("Provision", "waiting for you").await;
            called_to(walk, "Provision").await;
            enter(walk, "Make the new key").await;
            assert_eq!(walk.page.focused().await, "button Cancel", "the safe button has the focus");
            enter(walk, "Make the new key").await;

            walk.page.until_step("Store", "waiting for you").await;
            called_to(walk, "Store").await;
            let new = walk.newest_of(&keys.payroll_live).await;
            walk.page.tab_to("Paste what now stands").await;
            walk.page.insert(&new).await;
            enter(walk, "Prove that it is stored").await;

            walk.page.until_step("Roll out", "waiting for you").await;
            called_to(walk, "Roll out").await;
            walk.page.tab_to("Everything that used the old key").await;
            walk.page.keys(" ").await;
            enter(walk, "Confirm the roll-out").await;

            walk.page.until_step("Deactivate", "waiting for you").await;
            called_to(walk, "Deactivate").await;
            enter(walk, "Deactivate the old key").await;
            walk.page.has("dialog", "Deactivate the old key of Payroll live?").await;
            walk.page.tab_to("Type Payroll live to confirm").await;
            walk.page.keys("Payroll live").await;
            enter(walk, "Deactivate the old key").await;

            walk.page.has("heading", "Rotation complete").await;
            walk.page
                .until("the focus on the end", async || {
                    let focused = walk.page.focused().await;
                    if focused == "h2 Rotation complete" { Ok(()) } else { Err(focused) }
                })
                .await;
            assert!(!walk.vendors.is_alive(&keys.payroll_live).await);
            assert!(walk.vendors.is_alive(&new).await);
            let said = walk.page.announced().await.join("\n");
            for step in
                ["Provision – waiting for you", "Store – waiting for you", "Deactivate – waiting for you"]
            {
                assert!(said.contains(step), "“{step}” was not announced:\n{said}");
            }
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renewal_by_keyboard_alone() {
    Setup::new("keyboard-renew")
        .run(async |walk| {
            add_starters(walk).await;
            let key = walk.vendors.starters().await.nine_days;
            let title = walk.title_of(&key).await;
            enter(walk, &title).await;
            enter(walk, "Renew this key").await;
            enter(walk, "Begin the renewal").await;
            walk.page.until_step("Store", "waiting for you").await;
            called_to(walk, "Store").await;
            let new = walk.vendors.newest_secret().await.text;
            walk.page.tab_to("Paste what now stands").await;
            walk.page.insert(&new).await;
            enter(walk, "Prove that it is stored").await;
            walk.page.until_step("Confirm", "ready").await;
            called_to(walk, "Confirm").await;
            enter(walk, "Ask once more with the new key").await;
            walk.page.has("heading", "Renewed").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn escape_leaves_a_confirmation_and_the_focus_returns() {
    Setup::new("keyboard-escape")
        .run(async |walk| {
            walk.add_starters().await;
            walk.begin_rotation(keyturn_acceptance::flows::titles::PAYROLL_DEMO).await;
            walk.page.until_step("Provision", "waiting for you").await;
            enter(walk, "Make the new key").await;
            walk.page.key(Key::Escape).await;
            walk.page
                .until("the focus back on the button", async || {
                    let focused = walk.page.focused().await;
                    if focused == "button Make the new key" { Ok(()) } else { Err(focused) }
                })
                .await;
            assert_eq!(walk.page.count("dialog", "").await, 0);
            assert_eq!(walk.vendors.count("POST", "product-api-key").await, 0);
        })
        .await;
}
