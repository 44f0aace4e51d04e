//! Back to a page that was unlocked: it is locked, whatever the browser kept of it.

use keyturn_acceptance::{Setup, Walk};

/// Nothing of the vault is on screen, nor was at the first moment.
async fn shows_nothing(walk: &Walk, names: &[&str]) {
    walk.page.has("heading", "Unlock the vault").await;
    let first: Option<String> = walk.page.ask("return sessionStorage.getItem('shown on return')", &[]).await;
    for text in [walk.page.text().await, first.unwrap_or_default()] {
        for name in names {
            assert!(!text.contains(name), "“{name}” is on screen: {text}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn back_to_a_page_that_was_unlocked_shows_it_locked() {
    Setup::new("back")
        .returning()
        .run(async |walk| {
            let keys = walk.begin_with_vault().await;
            walk.page.follow("Keys").await;
            let title = walk.title_of(&keys.nine_days).await;
            walk.page.says(&title).await;
            walk.page.load("/sandbox/state").await;
            walk.page.back().await;
            shows_nothing(walk, &[&title, "Partner key"]).await;
            walk.unlock().await;
            walk.page.says(&title).await;

            // And when another tab locked it meanwhile.
            walk.page.load("/sandbox/state").await;
            let away = walk.other_tab().await;
            walk.unlock().await;
            walk.page.press("Lock").await;
            walk.page.has("heading", "Unlock the vault").await;
            walk.switch(away).await;
            walk.page.back().await;
            shows_nothing(walk, &[&title, "Partner key"]).await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_a_browser_kept_is_covered_when_left_and_locked_when_it_comes_back() {
    Setup::new("kept-page")
        .returning()
        .run(async |walk| {
            let keys = walk.begin_with_vault().await;
            walk.page.follow("Keys").await;
            let title = walk.title_of(&keys.nine_days).await;
            walk.page.says(&title).await;
            // As a browser that keeps the page tells it. What it keeps is what is there by then.
            let kept: String = walk
                .page
                .ask_later(
                    "const done = arguments[0]; \
                     dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })); \
                     queueMicrotask(() => queueMicrotask(() => setTimeout(() => done(document.body.innerText))))",
                )
                .await;
            assert!(!kept.contains(&title) && !kept.contains("Partner key"), "{kept}");
            walk.page
                .ask::<()>("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))", &[])
                .await;
            shows_nothing(walk, &[&title, "Partner key"]).await;
            walk.unlock().await;
            walk.page.says(&title).await;

            // A browser that said nothing when the page was left.
            walk.page
                .ask::<()>("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))", &[])
                .await;
            walk.page.has("heading", "Unlock the vault").await;
            walk.page.says_no_more(&title).await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_that_are_nowhere_else_are_still_there_on_the_way_back() {
    Setup::new("back-in-memory")
        .run(async |walk| {
            walk.add_starters().await;
            walk.page
                .ask::<()>(
                    "for (const type of ['pagehide', 'pageshow']) \
                     dispatchEvent(new PageTransitionEvent(type, { persisted: true }))",
                    &[],
                )
                .await;
            walk.until_all_checked(8).await;
        })
        .await;
}
