//! The harness itself, on what stands in the page before the panel has arrived.

use keyturn_acceptance::Setup;

#[tokio::test(flavor = "multi_thread")]
async fn the_static_shell_is_there_before_the_panel() {
    Setup::new("shell")
        .with_line()
        .run(async |walk| {
            walk.page.load("/").await;
            walk.look("first").await;
            let asked = walk.requests().await.to_vec();
            assert!(asked.len() < 9, "{asked:#?}");
            println!("{asked:#?}");
            println!("{:#?}", walk.page.screen().await);
        })
        .await;
}
