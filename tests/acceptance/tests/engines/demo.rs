//! The demo from a server that knows nothing but files, not even at the top of its host.

use keyturn_acceptance::{Engine, Setup};

use crate::look_a_name_up;

const BELOW: &str = "shown/here/";

in_each_engine!(the_demo_is_told_from_a_plain_server_below_a_path);

async fn the_demo_is_told_from_a_plain_server_below_a_path(engine: Engine) {
    Setup::new("engine-demo")
        .engine(engine)
        .demo_below(BELOW)
        .run(async |walk| {
            walk.page.open(&format!("/{}?demo=renewal", BELOW)).await;
            walk.page.says("Step 1 of 9").await;
            walk.until_all_checked(2).await;
            walk.page.press("Next").await;
            walk.page.says("Step 2 of 9").await;
            walk.page.shoot(&format!("engine-{}-demo", engine.word())).await;
            look_a_name_up(walk).await;
            walk.page.has("heading", "No key that is known here").await;
        })
        .await;
}
