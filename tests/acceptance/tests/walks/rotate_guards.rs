//! What stands between a new key and the end of the old one.

use keyturn_acceptance::Setup;
use keyturn_acceptance::flows::{READ_BACK, titles};
use keyturn_sandbox::{Fault, RouteName, Setting};

#[tokio::test(flavor = "multi_thread")]
async fn only_the_new_key_read_back_proves_the_storage() {
    Setup::new("store-mismatch")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            walk.begin_rotation(titles::PAYROLL_DEMO).await;
            let new = walk.provision(&keys.payroll_demo).await;
            let asked = walk.vendors.count_all().await;
            let wrong = [
                (keys.payroll_demo.as_str(), "What you pasted is the old key."),
                (keys.payroll_live.as_str(), "What you pasted is not the new key."),
                (keys.partner.as_str(), "partner key"),
                (keys.ninety_days.as_str(), "This is a Westpac secret key."),
                ("", "The field is empty."),
            ];
            for (text, words) in wrong {
                walk.page.paste(READ_BACK, text).await;
                walk.page.press("Prove that it is stored").await;
                walk.page.says(words).await;
                assert_eq!(walk.page.step("Store").await.status, "waiting for you");
            }
            walk.look("mismatch").await;
            assert_eq!(walk.vendors.count_all().await, asked, "a mismatch asks no vendor");
            walk.read_back(&format!("  {new}\n")).await;
            walk.page.until_step("Roll out", "waiting for you").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_live_product_its_name_is_typed() {
    Setup::new("typed-name")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            walk.rotate_up_to_deactivate(titles::PAYROLL_LIVE, &keys.payroll_live).await;
            walk.reads("Live product").await;
            walk.page.press("Deactivate the old key").await;
            walk.page.has("field", "Type Payroll live to confirm").await;
            let usable =
                "return __walk.find('button', 'Deactivate the old key').filter(__walk.usable).length";
            for typed in ["", "Payroll", "payroll live", "Payroll demo"] {
                walk.page.paste("Type Payroll live to confirm", typed).await;
                assert_eq!(walk.page.ask::<u32>(usable, &[]).await, 0, "“{typed}” is not the name");
            }
            walk.look("asked").await;
            walk.page.press("Cancel").await;
            assert_eq!(walk.vendors.count("DELETE", "product-api-key").await, 0);
            walk.deactivate(Some("Payroll live")).await;
            walk.page.has("heading", "Rotation complete").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chosen_wait_locks_the_deactivation_until_it_is_ended() {
    Setup::new("hold")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            walk.begin_rotation(titles::PAYROLL_DEMO).await;
            let new = walk.provision(&keys.payroll_demo).await;
            walk.read_back(&new).await;
            walk.page.until_step("Roll out", "waiting for you").await;
            walk.page.select("Before the old key may be deactivated, wait", "24 hours").await;
            walk.confirm_roll_out().await;
            walk.page.until_step("Deactivate", "waiting for you").await;
            walk.page.says("Locked; it opens").await;
            let usable =
                "return __walk.find('button', 'Deactivate the old key').filter(__walk.usable).length";
            assert_eq!(walk.page.ask::<u32>(usable, &[]).await, 0);
            walk.look("held").await;
            walk.page.press("End the wait now").await;
            walk.deactivate(None).await;
            walk.page.has("heading", "Rotation complete").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fresh_key_that_needs_a_moment_is_waited_for() {
    Setup::new("fresh-key")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            walk.vendors.set(Setting::FreshKeyRefusals(2)).await;
            walk.begin_rotation(titles::PAYROLL_DEMO).await;
            let new = walk.provision(&keys.payroll_demo).await;
            assert!(walk.vendors.is_alive(&new).await);
            assert_eq!(walk.page.step("Test").await.status, "done");
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dead_partner_key_stops_the_run_before_anything_changes() {
    Setup::new("dead-partner")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            walk.vendors.order(keyturn_sandbox::Command::RevokeKey { key: keys.partner.clone() }).await;
            walk.begin_rotation(titles::PAYROLL_DEMO).await;
            walk.page.until_step("Preflight", "failed").await;
            walk.blames(
                "Preflight",
                "The vendor rejected the key.",
                "The key, or what it is allowed to do",
                "Get a valid partner key from SuperAPI",
            )
            .await;
            walk.look("failed").await;
            assert_eq!(walk.vendors.count("POST", "product-api-key").await, 0);
            // A rejected key leaves the panel usable: the vendor's WWW-Authenticate never reaches the browser.
            walk.page.follow("Activity").await;
            walk.page.has("heading", "Activity").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_key_that_dies_before_the_deactivation_stops_it() {
    Setup::new("new-key-dies")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            let new = walk.rotate_up_to_deactivate(titles::PAYROLL_DEMO, &keys.payroll_demo).await;
            walk.vendors.order(keyturn_sandbox::Command::RevokeKey { key: new }).await;
            walk.deactivate(None).await;
            walk.page.until_step("Deactivate", "failed").await;
            walk.page.says("The new key did not work when it was checked once more").await;
            walk.look("stopped").await;
            assert_eq!(walk.vendors.count("DELETE", "product-api-key").await, 0);
            assert!(walk.vendors.is_alive(&keys.payroll_demo).await);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unwell_vendor_stops_the_checks_without_blame_on_the_key() {
    Setup::new("preflight-503")
        .run(async |walk| {
            walk.add_starters().await;
            let down =
                Fault::Status { code: 503, retry_after: None, retry_as_date: false, after_effect: false };
            walk.vendors.arm(RouteName::Partner, down).await;
            walk.begin_rotation(titles::PAYROLL_DEMO).await;
            walk.page.until_step("Preflight", "failed").await;
            let next = "Keep the current key and try again later.";
            walk.blames(
                "Preflight",
                "The vendor answered that it cannot serve right now.",
                "The vendor",
                next,
            )
            .await;
            walk.page.press("Check").await;
            walk.page.until_step("Provision", "waiting for you").await;
        })
        .await;
}
