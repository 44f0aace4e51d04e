//! That a walk heard nothing means something: what the page's policy refuses does reach it, from each engine.

use keyturn_acceptance::front::Changes;
use keyturn_acceptance::{Engine, PATIENCE, Setup, until};

in_each_engine!(what_the_policy_refuses_is_heard);

async fn what_the_policy_refuses_is_heard(engine: Engine) {
    Setup::new("engine-hearing")
        .engine(engine)
        .expecting(&["elsewhere.test"])
        .run(async |walk| {
            walk.behind(Changes::default()).await;
            walk.page.open("/").await;
            assert_eq!(walk.complaints().await, 0);
            walk.page.ask::<()>("new Image().src = 'https://elsewhere.test/picture.png'", &[]).await;
            until("a complaint", PATIENCE, async || match walk.complaints().await {
                0 => Err("silence".to_owned()),
                _ => Ok(()),
            })
            .await;
        })
        .await;
}
