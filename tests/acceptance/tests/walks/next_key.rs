//! Keys that a vendor hands out: none is dropped, and the renewal goes on from them.

use keyturn_acceptance::flows::connections::QUICKSTREAM;
use keyturn_acceptance::{Setup, Walk};
use keyturn_sandbox::{Command, Fault, OldKey, RouteName, Setting};

/// Two keys of the Portal, at a vendor that ends the key that asks as soon as it has handed the other one out.
async fn ends_at_hand_out(walk: &Walk) -> (String, String) {
    walk.vendors.set(Setting::OldKey(OldKey::EndsAtHandOut)).await;
    let mut made = Vec::new();
    for _ in 0..2 {
        let view = walk
            .vendors
            .order(Command::MakeSecretKey { vendor: keyturn_domain::vendor::Vendor::QuickStream, days: 90 })
            .await;
        made.extend(view.quickstream.keys.last().map(|key| key.text.clone()));
    }
    let [old, new] = <[String; 2]>::try_from(made).expect("two keys");
    (old, new)
}

/// Adds the key; the check that follows brings the other one. The key's page is on screen then.
async fn add(walk: &Walk, old: &str, new: &str) {
    walk.give_key(QUICKSTREAM, old).await;
    let title = walk.title_of(old).await;
    walk.page.follow(&title).await;
    walk.page.has("heading", "Next key").await;
    walk.page.says(&walk.title_of(new).await).await;
    assert!(!walk.vendors.is_alive(old).await, "the vendor has ended the key that asked");
    assert!(walk.vendors.is_alive(new).await);
    walk.shows_no_key("next key").await;
}

/// Renews to the kept key, and has the key's page of the living one in the end.
async fn renew_to_it(walk: &Walk, new: &str) {
    walk.page.follow("Renew to it").await;
    walk.page.says("Newer key, kept").await;
    walk.page.press("Begin the renewal").await;
    let preflight = walk.page.until_step("Preflight", "done").await;
    assert!(preflight.means.contains("accepts the newer one that it handed out before"), "{preflight:?}");
    walk.page.until_step("Store", "waiting for you").await;
    walk.page.says("The vendor rejects the current key, so what uses it is down.").await;
    walk.look("store").await;
    walk.read_back(new).await;
    walk.page.until_step("Confirm", "ready").await;
    walk.page.press("Ask once more with the new key").await;
    walk.page.has("heading", "Renewed").await;
    assert!(walk.vendors.is_alive(new).await);
    walk.page.follow("The new key").await;
    walk.page.has("heading", &walk.title_of(new).await).await;
    assert_eq!(walk.page.count("heading", "Next key").await, 0, "it is in use now");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_a_check_brings_is_kept_and_renewed_to() {
    Setup::new("next-key")
        .run(async |walk| {
            walk.page.open("/").await;
            let (old, new) = ends_at_hand_out(walk).await;
            add(walk, &old, &new).await;
            walk.page.says("It is held in this tab's memory only").await;
            walk.look("kept").await;
            renew_to_it(walk, &new).await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_a_check_brings_outlives_a_kill_in_the_vault() {
    Setup::new("next-key-vault")
        .run(async |walk| {
            walk.begin_with_vault().await;
            walk.page.follow("Keys").await;
            walk.page.has("heading", "Keys").await;
            let (old, new) = ends_at_hand_out(walk).await;
            add(walk, &old, &new).await;
            walk.page.says("It is sealed in the vault.").await;
            walk.crash().await;
            walk.unlock().await;
            walk.page.follow("Keys").await;
            walk.page.follow(&walk.title_of(&old).await).await;
            walk.page.has("heading", "Next key").await;
            walk.page.says("It is sealed in the vault.").await;
            renew_to_it(walk, &new).await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lock_waits_for_an_answer_that_may_hold_a_key() {
    Setup::new("next-key-lock")
        .run(async |walk| {
            walk.begin_with_vault().await;
            walk.page.follow("Keys").await;
            walk.page.has("heading", "Keys").await;
            let (old, new) = ends_at_hand_out(walk).await;
            let asked = walk.vendors.count("GET", "/latest").await;
            walk.vendors.arm(RouteName::Latest, Fault::Latency(3_000)).await;
            walk.give_key(QUICKSTREAM, &old).await;
            walk.until_received("GET", "/latest", asked + 1).await;
            walk.page.press("Lock").await;
            walk.page.has("heading", "Unlock the vault").await;
            walk.unlock().await;
            walk.page.follow("Keys").await;
            walk.page.follow(&walk.title_of(&old).await).await;
            walk.page.has("heading", "Next key").await;
            walk.page.says(&walk.title_of(&new).await).await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renewal_that_is_left_leaves_its_key_with_the_old_one() {
    Setup::new("next-key-left")
        .run(async |walk| {
            let keys = walk.begin_with_vault().await;
            walk.begin_renewal(&keys.nine_days).await;
            walk.page.until_step("Store", "waiting for you").await;
            let new = walk.vendors.newest_secret().await;
            walk.leave_run().await;
            walk.page.follow("The key it began from").await;
            walk.page.has("heading", "Next key").await;
            walk.page.says(&new.name).await;

            walk.page.press("Remove from the panel").await;
            walk.page.says("it may be the only one that works").await;
            walk.look("warned").await;
            walk.page.press("Cancel").await;

            walk.page.press("Let this key go").await;
            walk.page.press("Let it go").await;
            walk.page
                .until("the kept key to go", async || match walk.page.count("heading", "Next key").await {
                    0 => Ok(()),
                    _ => Err("it is there".into()),
                })
                .await;
        })
        .await;
}
