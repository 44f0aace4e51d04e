//! The tour: every stop points at something, nothing is covered, and the keyboard is enough.

use keyturn_acceptance::{Setup, Walk};
use serde_json::Value;
use thirtyfour::Key;

const TOPICS: [(&str, usize); 5] = [
    ("The list of keys", 5),
    ("One key", 3),
    ("Before a run", 3),
    ("Connections and the vault", 3),
    ("The record", 3),
];

/// What is pointed at, if it is not what the stop before pointed at, the demo's panel does not cover it and the words describe it.
const POINTED: &str = "\
    const here = document.querySelector('[data-demo-here]'); \
    if (!here) return 'nothing is pointed at'; \
    if (here === window.before) return 'the stop before is still pointed at'; \
    if (!here.getAttribute('aria-describedby').split(' ').includes('demo-words')) return 'not described'; \
    if (!document.getElementById('demo-words')) return 'no words'; \
    const [one, other] = [here, document.querySelector('.demo')].map((it) => it.getBoundingClientRect()); \
    const apart = one.right <= other.left || one.left >= other.right || one.top >= other.bottom || one.bottom <= other.top; \
    const clear = apart || Math.min(one.bottom, other.top) - Math.max(one.top, 0) > Math.min(one.height, 40); \
    if (!clear) return `covered: ${JSON.stringify([one, other])}`; \
    window.before = here; \
    return null;";

async fn points(walk: &Walk) {
    walk.page
        .until("the stop to be pointed at", async || {
            let wrong: Option<String> = walk.page.ask(POINTED, &[]).await;
            wrong.map_or(Ok(()), Err)
        })
        .await;
}

async fn take_all(walk: &Walk) {
    walk.page.open("/").await;
    walk.until_all_checked(8).await;
    walk.page.unfold("Tour").await;
    for (topic, stops) in TOPICS {
        walk.page.press(topic).await;
        for stop in 1..=stops {
            walk.page.says(&format!("Stop {stop} of {stops}")).await;
            points(walk).await;
            walk.look(&format!("{}-{stop}", topic.replace(' ', "-"))).await;
            walk.page.press(if stop == stops { "End of this topic" } else { "Next stop" }).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn demo_every_stop_of_the_tour_points_and_covers_nothing() {
    Setup::new("demo-tour").demo().run(async |walk| take_all(walk).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn demo_every_stop_of_the_tour_on_a_phone() {
    Setup::new("demo-tour-narrow").demo().narrow().run(async |walk| take_all(walk).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn demo_the_tour_needs_no_pointer_and_goes_on_where_it_was_left() {
    Setup::new("demo-tour-keys")
        .demo()
        .run(async |walk| {
            walk.page.open("/").await;
            walk.until_all_checked(8).await;
            walk.page.tab_to("Tour").await;
            walk.page.key(Key::Enter).await;
            walk.page.tab_to("The list of keys").await;
            walk.page.key(Key::Enter).await;
            walk.page.says("Stop 1 of 5").await;
            walk.page.tab_to("Next stop").await;
            walk.page.key(Key::Enter).await;
            walk.page.says("Stop 2 of 5").await;
            // The keyboard is where it was.
            walk.page.key(Key::Enter).await;
            walk.page.says("Stop 3 of 5").await;
            let said = walk.page.announced().await;
            assert!(said.iter().any(|said| said.starts_with("3 of 5. ")), "{said:?}");
            walk.page.tab_to("Leave the tour").await;
            walk.page.key(Key::Enter).await;
            walk.page.says("left at stop 3 of 5").await;
            let pointed: Value =
                walk.page.ask("return document.querySelector('[data-demo-here]')?.tagName", &[]).await;
            walk.page
                .until("nothing to be pointed at", async || {
                    let left: bool =
                        walk.page.ask("return !document.querySelector('[data-demo-here]')", &[]).await;
                    if left { Ok(()) } else { Err(format!("{pointed}")) }
                })
                .await;

            walk.page.reload().await;
            walk.until_all_checked(8).await;
            walk.page.unfold("Tour").await;
            walk.page.press("The list of keys").await;
            walk.page.says("Stop 3 of 5").await;
        })
        .await;
}
