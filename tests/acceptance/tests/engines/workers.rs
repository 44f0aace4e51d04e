//! A browser takes no hash where a worker is started. A worker runs the very copy of its script that was checked, even where
//! the browser keeps nothing and the server gives another file when it is asked again.

use keyturn_acceptance::front::Changes;
use keyturn_acceptance::{Engine, Setup, Walk};

use crate::look_a_name_up;

in_each_engine!(a_worker_runs_the_very_copy_that_was_checked);

async fn a_worker_runs_the_very_copy_that_was_checked(engine: Engine) {
    Setup::new("engine-workers")
        .engine(engine)
        .run(async |walk| {
            first_honest(walk, "derive-").await;
            walk.make_vault().await;
            asked_for_once(walk, "derive-");

            first_honest(walk, "scan-").await;
            for _ in 0..2 {
                look_a_name_up(walk).await;
                walk.page.has("heading", "No key that is known here").await;
                walk.page.says_no_more("Looking through").await;
                walk.page.press("Clear").await;
                walk.page.says_no_more("No key that is known here").await;
            }
            asked_for_once(walk, "scan-");
        })
        .await;
}

/// Opens the panel on a server that gives this script as it is only once.
async fn first_honest(walk: &mut Walk, script: &'static str) {
    let changes = Changes { spoiled: Some((script, ".js")), spoiled_later: true, ..Changes::default() };
    walk.behind(changes).await;
    walk.page.open("/").await;
}

fn asked_for_once(walk: &Walk, script: &str) {
    let name = |path: &&String| path[1..].starts_with(script) && path.ends_with(".js");
    assert_eq!(walk.asked().iter().filter(name).count(), 1, "{:?}", walk.asked());
}
