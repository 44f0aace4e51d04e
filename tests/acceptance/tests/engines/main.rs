//! The panel in each of the three engines that browsers are made of: it starts and works, whatever of the headers that
//! confine it comes along, and nothing of it runs that is not the file the page was made with.

/// Makes a test in each engine of a walk.
macro_rules! in_each_engine {
    ($walk:ident) => {
        mod $walk {
            use keyturn_acceptance::Engine;

            #[tokio::test(flavor = "multi_thread")]
            async fn chromium() {
                super::$walk(Engine::Chromium).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn gecko() {
                super::$walk(Engine::Gecko).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn webkit() {
                super::$walk(Engine::WebKit).await;
            }
        }
    };
}

mod demo;
mod headers;
mod hearing;
mod start;
mod tampering;
mod trusted_types;
mod workers;

use keyturn_acceptance::Walk;

/// The box of Look up.
const BOX: &str = "Paste a log excerpt or a key name, or drop files here";

/// Asks what is known of a name that nobody here knows: the scanning worker has to answer.
async fn look_a_name_up(walk: &Walk) {
    walk.page.follow("Look up").await;
    walk.page.has("heading", "Look up").await;
    walk.page.paste(BOX, "STRANGE_SEC...zzzzzzz").await;
}
