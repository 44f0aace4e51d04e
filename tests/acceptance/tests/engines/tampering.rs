//! A file that is not the one the page was made with never runs, whichever it is, and the page says so where it can.

use keyturn_acceptance::front::Changes;
use keyturn_acceptance::{Engine, Setup, Walk};

use crate::look_a_name_up;

const NOT_LOADED: &str = "did not load, or is not the one this page was made with";

in_each_engine!(nothing_that_was_changed_on_its_server_runs);

async fn nothing_that_was_changed_on_its_server_runs(engine: Engine) {
    Setup::new("engine-tampering")
        .engine(engine)
        // What the browser says of a hash that does not fit, and of a `fetch` refused for it.
        .expecting(&["integrity", "Failed to fetch", "Integrity", "panicked"])
        .run(async |walk| {
            for file in [("keyturn-", ".js"), ("keyturn-", ".wasm")] {
                spoil(walk, file).await;
                walk.page.says("The panel did not start").await;
                assert!(!stands(walk).await, "{file:?} was changed and runs");
            }
            for file in [("lazy-", ".wasm"), ("shared-", ".wasm")] {
                spoil(walk, file).await;
                walk.page.follow("Activity").await;
                walk.page.says("This part of the panel did not load").await;
            }
            for file in [("scan-", ".js"), ("scan-", ".wasm")] {
                spoil(walk, file).await;
                look_a_name_up(walk).await;
                walk.page.says(NOT_LOADED).await;
            }
            for file in [("derive-", ".js"), ("derive-", ".wasm")] {
                spoil(walk, file).await;
                walk.try_to_make_vault().await;
                walk.page.says(NOT_LOADED).await;
            }
            // Nobody is left to say so; but nothing starts, and the time that the page gives itself passes.
            spoil(walk, ("boot-", ".js")).await;
            let passes = "document.getAnimations().forEach(clock => clock.finish())";
            walk.page.ask::<()>(passes, &[]).await;
            walk.page.says("This takes longer than it should").await;
            assert!(!stands(walk).await, "the first script was changed and runs");
        })
        .await;
}

/// Loads the page with one byte more in that file.
async fn spoil(walk: &mut Walk, file: (&'static str, &'static str)) {
    walk.behind(Changes { spoiled: Some(file), ..Changes::default() }).await;
    walk.page.load("/").await;
}

async fn stands(walk: &Walk) -> bool {
    walk.page.ask("return !!document.getElementById('app').firstElementChild", &[]).await
}
