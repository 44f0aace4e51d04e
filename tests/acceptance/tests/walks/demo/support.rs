//! A support call with a log.

use keyturn_acceptance::Setup;

use super::{at, copied, open, told};
use crate::look_up::BOX;

#[tokio::test(flavor = "multi_thread")]
async fn demo_a_support_call_with_a_log() {
    Setup::new("demo-support")
        .demo()
        .run(async |walk| {
            open(walk, "support", 4).await;
            let log = copied(walk, "the log").await;
            assert_eq!(log.lines().count(), 4);
            walk.page.follow("Look up").await;
            at(walk, 2, 4).await;
            walk.page.paste(BOX, &log).await;
            at(walk, 3, 4).await;
            walk.look("answered").await;
            walk.page.press("Next").await;
            at(walk, 4, 4).await;
            walk.look("leak").await;
            walk.page.press("Next").await;
            told(walk, "told").await;
        })
        .await;
}
