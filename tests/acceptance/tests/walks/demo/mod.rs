//! The demo from a plain server of files: every story to its end, and not one request beyond the page's own files.

mod apart;
mod connections;
mod crash;
mod drawer;
mod quickstream;
mod superapi;
mod support;
mod tour;

use keyturn_acceptance::Walk;
use keyturn_acceptance::flows::READ_BACK;

/// Opens a story and waits for its first step.
async fn open(walk: &Walk, story: &str, steps: usize) {
    walk.page.open(&format!("/?demo={story}")).await;
    at(walk, 1, steps).await;
}

/// Opens the key that a story is about, from the list.
async fn open_key(walk: &Walk) {
    let press =
        "const link = document.querySelector(\"main a[href='/keys/1']\"); link?.click(); return !!link";
    walk.page
        .until("the key in the list", async || {
            if walk.page.ask(press, &[]).await { Ok(()) } else { Err("it is not there".to_owned()) }
        })
        .await;
}

/// Waits until the story stands at this step.
async fn at(walk: &Walk, step: usize, of: usize) {
    walk.page.says(&format!("Step {step} of {of}")).await;
}

/// Waits until the story is told; and it was told without a single request beyond the page's own files.
async fn told(walk: &mut Walk, story: &str) {
    walk.page.says("That was the story.").await;
    walk.look(story).await;
    only_own_files(walk).await;
}

async fn only_own_files(walk: &mut Walk) {
    let origin = walk.page.origin().to_owned();
    for asked in walk.requests().await {
        let path = asked.url.strip_prefix(&origin).unwrap_or(&asked.url);
        let path = path.split('?').next().unwrap_or_default().trim_start_matches('/');
        let file = path.is_empty()
            || [".js", ".css", ".wasm", ".svg"].iter().any(|end| path.ends_with(end)) && !path.contains('/');
        assert!(asked.method == "GET" && file, "{} {}", asked.method, asked.url);
    }
}

/// Reads the new key off the page, as the operator would, and reads it back to the panel.
async fn store(walk: &Walk) -> String {
    walk.page.press("Reveal for 20 s").await;
    let shown = "return document.querySelector('.secret__text[data-revealed]')?.textContent ?? ''";
    let key: String = walk
        .page
        .until("the new key to show", async || {
            let key: String = walk.page.ask(shown, &[]).await;
            if key.contains("KEYTURNSANDBOX") { Ok(key) } else { Err(key) }
        })
        .await;
    walk.page.press("Reveal for 20 s").await;
    walk.page.paste(READ_BACK, &key).await;
    walk.page.press("Prove that it is stored").await;
    key
}

/// The text that the story gives to be copied under this name.
async fn copied(walk: &Walk, what: &str) -> String {
    let find = "return [...document.querySelectorAll('.demo__copy')]\
                .find((it) => it.textContent.includes(arguments[0]))?.querySelector('code').textContent ?? ''";
    let text: String = walk.page.ask(find, &[what.into()]).await;
    assert!(!text.is_empty(), "nothing to copy under “{what}”");
    text
}
