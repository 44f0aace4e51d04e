//! SuperAPI's stories.

use keyturn_acceptance::{Setup, Walk};

use super::{at, open, open_key, store, told};

/// The steps that every one of these begins with, up to where the new key is to be made.
async fn up_to_make(walk: &Walk, story: &str, steps: usize) {
    open(walk, story, steps).await;
    open_key(walk).await;
    walk.page.follow("Rotate this key").await;
    at(walk, 2, steps).await;
    walk.page.press("Begin with the checks").await;
    at(walk, 3, steps).await;
}

/// As far as where the old key is to be deactivated.
async fn up_to_deactivate(walk: &Walk, story: &str, steps: usize) {
    up_to_make(walk, story, steps).await;
    walk.press_and_confirm("Make the new key").await;
    at(walk, 4, steps).await;
    store(walk).await;
    at(walk, 5, steps).await;
    walk.confirm_roll_out().await;
    at(walk, 6, steps).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn demo_a_rotation_from_preflight_to_proof() {
    Setup::new("demo-rotation")
        .demo()
        .run(async |walk| {
            up_to_deactivate(walk, "rotation", 7).await;
            walk.look("deactivate").await;
            walk.deactivate(None).await;
            walk.page.has("heading", "Rotation complete").await;
            at(walk, 7, 7).await;
            walk.page.press("Next").await;
            told(walk, "told").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn demo_a_reply_is_lost() {
    Setup::new("demo-lost-reply")
        .demo()
        .run(async |walk| {
            up_to_make(walk, "lost-reply", 7).await;
            walk.press_and_confirm("Make the new key").await;
            at(walk, 4, 7).await;
            walk.page.until_step("Provision", "outcome unknown").await;
            walk.look("unknown").await;
            walk.page.press("Next").await;
            at(walk, 5, 7).await;
            walk.press_and_confirm("Try once more").await;
            at(walk, 6, 7).await;
            store(walk).await;
            at(walk, 7, 7).await;
            walk.page.follow("Activity").await;
            told(walk, "told").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn demo_the_wrong_key_is_removed() {
    Setup::new("demo-wrong-key")
        .demo()
        .run(async |walk| {
            up_to_deactivate(walk, "wrong-key", 9).await;
            walk.deactivate(None).await;
            at(walk, 7, 9).await;
            walk.page.has("alert", "The wrong key was removed").await;
            walk.look("alarm").await;
            walk.page.press("Next").await;
            at(walk, 8, 9).await;
            walk.page.press("Make a replacement now").await;
            at(walk, 9, 9).await;
            walk.page.press("Next").await;
            told(walk, "told").await;

            // And what the story promised of the vendor is true.
            walk.page.press("Check").await;
            walk.press_and_confirm("Make the new key").await;
            walk.page.until_step("Store", "waiting for you").await;
            store(walk).await;
            walk.roll_out().await;
            walk.deactivate(None).await;
            walk.page.has("heading", "Rotation complete").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn demo_both_keys_are_dead() {
    Setup::new("demo-both-dead")
        .demo()
        .run(async |walk| {
            up_to_deactivate(walk, "both-dead", 11).await;
            walk.deactivate(None).await;
            at(walk, 7, 11).await;
            walk.page.has("alert", "Both keys are dead").await;
            walk.page.press("Make a replacement now").await;
            at(walk, 8, 11).await;
            walk.page.press("Check").await;
            at(walk, 9, 11).await;
            walk.press_and_confirm("Make the new key").await;
            at(walk, 10, 11).await;
            store(walk).await;
            at(walk, 11, 11).await;
            walk.confirm_roll_out().await;
            told(walk, "told").await;
        })
        .await;
}
