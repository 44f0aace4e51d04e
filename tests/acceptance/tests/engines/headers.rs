//! Which of the confining headers reach the browser is not in the page's hand: a proxy may drop some. The panel starts, with
//! a part that comes later and a worker, under each of them alone, without each of them, and under none.

use keyturn_acceptance::front::Changes;
use keyturn_acceptance::{Engine, Setup};

use crate::look_a_name_up;

in_each_engine!(the_panel_starts_whichever_header_comes_along);

async fn the_panel_starts_whichever_header_comes_along(engine: Engine) {
    Setup::new("engine-headers")
        .engine(engine)
        .run(async |walk| {
            let names = walk.confinement().await;
            for known in ["content-security-policy", "integrity-policy", "cross-origin-embedder-policy"] {
                assert!(names.iter().any(|name| name == known), "{known} is not among {names:?}");
            }
            let others = |kept: &String| names.iter().filter(|name| *name != kept).cloned().collect();
            let alone = names.iter().map(others);
            let all_but = names.iter().map(|left_out| vec![left_out.clone()]);
            for without in alone.chain(all_but).chain([names.clone()]) {
                walk.behind(Changes { without: without.clone(), ..Changes::default() }).await;
                walk.page.open("/").await;
                walk.page.has("heading", "No keys yet").await;
                look_a_name_up(walk).await;
                walk.page.has("heading", "No key that is known here").await;
            }
        })
        .await;
}
