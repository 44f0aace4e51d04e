//! Makes the README's pictures anew: the list of keys, and a walk through the first renewal. `cargo xtask pictures`.
#![expect(clippy::expect_used, reason = "a picture that cannot be made ends it there, with the reason")]

use std::fs;
use std::path::Path;

use keyturn_acceptance::film::film;
use keyturn_acceptance::flows::READ_BACK;
use keyturn_acceptance::{Setup, Theme, Walk};

/// The window, in its own pixels.
const SIZE: (u32, u32) = (1260, 860);
/// Of the film's size to the window's.
const SMALL: f64 = 0.7;
/// How long each of its pictures stands, in hundredths of a second.
const STANDS: u16 = 280;

#[tokio::main]
async fn main() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    Setup::new("pictures")
        .demo()
        .run(async |walk| {
            walk.page.resize(SIZE.0, SIZE.1).await;
            walk.page.theme(Theme::Light).await;
            let keys = keys(walk).await;
            let renewal = renewal(walk).await;
            for (name, picture) in [("keys.png", film(&[keys], 0)), ("renewal.png", film(&renewal, STANDS))] {
                fs::write(docs.join(name), picture).expect("a place for the picture");
            }
        })
        .await;
}

/// The list of keys, without the demo's own panel.
async fn keys(walk: &Walk) -> Vec<u8> {
    walk.page.open("/").await;
    walk.until_all_checked(8).await;
    let put_away = "__walk.find('button', 'Put away').forEach((it) => it.click())";
    walk.page.ask::<()>(put_away, &[]).await;
    walk.page.press("Hide").await;
    walk.page.picture(SIZE, 1.0).await
}

/// The first story, step by step.
async fn renewal(walk: &Walk) -> Vec<Vec<u8>> {
    walk.page.open("/?demo=renewal").await;
    let mut film = Vec::new();
    let mut take = async |step: usize| {
        walk.page.says(&format!("Step {step} of 9")).await;
        // What is pointed at is looked for three times a second.
        walk.page
            .until("what the step speaks of", async || {
                let here = "return !!document.querySelector('[data-demo-here]') || arguments[0] === 8";
                if walk.page.ask(here, &[step.into()]).await { Ok(()) } else { Err(String::new()) }
            })
            .await;
        film.push(walk.page.picture(SIZE, SMALL).await);
    };
    take(1).await;
    walk.page.press("Next").await;
    take(2).await;
    walk.page.ask::<()>("document.querySelector(\"main a[href='/keys/1']\").click()", &[]).await;
    take(3).await;
    walk.page.follow("Renew this key").await;
    take(4).await;
    walk.page.press("Begin the renewal").await;
    take(5).await;
    walk.page.press("Reveal for 20 s").await;
    let shown = "return document.querySelector('.secret__text').textContent";
    let key: String = walk.page.ask(shown, &[]).await;
    walk.page.press("Reveal for 20 s").await;
    walk.page.paste(READ_BACK, &key).await;
    walk.page.press("Prove that it is stored").await;
    take(6).await;
    walk.page.press("Ask once more with the new key").await;
    take(7).await;
    walk.page.follow("Keys").await;
    take(8).await;
    film
}
