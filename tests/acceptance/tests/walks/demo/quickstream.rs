//! QuickStream's stories.

use keyturn_acceptance::{Setup, Walk};

use super::{at, copied, open, open_key, store, told};

/// The first story, from its first step to its last; `look` sees every step.
async fn renewal(walk: &mut Walk, mut look: impl AsyncFnMut(&Walk, usize)) {
    open(walk, "renewal", 9).await;
    walk.until_all_checked(2).await;
    walk.page.says_no_more("Checking").await;
    look(walk, 1).await;
    walk.page.press("Next").await;
    at(walk, 2, 9).await;
    look(walk, 2).await;
    let old = "return document.querySelector(\"main a[href='/keys/1']\").textContent";
    let old: String = walk.page.ask(old, &[]).await;
    open_key(walk).await;
    at(walk, 3, 9).await;
    look(walk, 3).await;
    walk.page.follow("Renew this key").await;
    at(walk, 4, 9).await;
    look(walk, 4).await;
    walk.page.press("Begin the renewal").await;
    at(walk, 5, 9).await;
    walk.page.until_step("Store", "waiting for you").await;
    look(walk, 5).await;
    store(walk).await;
    at(walk, 6, 9).await;
    look(walk, 6).await;
    walk.page.press("Ask once more with the new key").await;
    at(walk, 7, 9).await;
    look(walk, 7).await;
    walk.page.follow("Keys").await;
    at(walk, 8, 9).await;
    look(walk, 8).await;
    walk.page.unfold("Clock").await;
    walk.page.press("Past the next end").await;
    at(walk, 9, 9).await;
    look(walk, 9).await;
    walk.page.press(&format!("Check {old}")).await;
    walk.page.says("That was the story.").await;
    look(walk, 10).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn demo_the_first_renewal() {
    Setup::new("demo-renewal")
        .demo()
        .run(async |walk| {
            renewal(walk, async |walk, step| walk.look(&format!("step-{step}")).await).await;
            told(walk, "told").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn demo_the_first_renewal_on_a_phone() {
    Setup::new("demo-renewal-narrow")
        .demo()
        .narrow()
        .run(async |walk| {
            renewal(walk, async |walk, step| walk.look(&format!("step-{step}")).await).await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn demo_two_tellings_of_a_story_show_the_same() {
    let mut tellings = Vec::new();
    for _ in 0..2 {
        let mut texts = Vec::new();
        Setup::new("demo-same")
            .demo()
            .run(async |walk| {
                renewal(walk, async |walk, _| texts.push(walk.page.text().await)).await;
                walk.page.follow("Activity").await;
                walk.page.has("heading", "Activity").await;
                texts.push(walk.page.text().await);
            })
            .await;
        tellings.push(texts);
    }
    assert_eq!(tellings[0].len(), 11);
    assert_eq!(tellings[0], tellings[1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn demo_the_two_key_rehearsal() {
    Setup::new("demo-rehearsal")
        .demo()
        .run(async |walk| {
            open(walk, "rehearsal", 4).await;
            walk.page.follow("Rehearse").await;
            at(walk, 2, 4).await;
            for (field, what) in [("First key", "the first key"), ("Second key", "the second key")] {
                walk.page.paste(field, &copied(walk, what).await).await;
            }
            walk.page.press("Check both keys").await;
            at(walk, 3, 4).await;
            let name = copied(walk, "the name in the log").await;
            walk.page.paste("Key name from the application's log", &name).await;
            walk.page.press("Compare the name").await;
            walk.page.has("heading", "Passed").await;
            at(walk, 4, 4).await;
            walk.page.press("Next").await;
            told(walk, "told").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn demo_a_publishable_key_is_pasted() {
    Setup::new("demo-publishable")
        .demo()
        .run(async |walk| {
            open(walk, "publishable", 4).await;
            let key = copied(walk, "the publishable key").await;
            walk.open_add_key().await;
            walk.page.paste("Key", &key).await;
            walk.page.says("It is not renewed by API.").await;
            walk.look("pasted").await;
            walk.page.press("Add and check").await;
            at(walk, 3, 4).await;
            walk.page.follow("Rehearse").await;
            at(walk, 4, 4).await;
            walk.page.paste("First key", &key).await;
            walk.page.press("Check both keys").await;
            walk.page.says("This is a Westpac publishable key.").await;
            walk.page.press("Next").await;
            told(walk, "told").await;
        })
        .await;
}
