//! Stories of the way to the vendors.

use keyturn_acceptance::Setup;

use super::{at, open, told};

#[tokio::test(flavor = "multi_thread")]
async fn demo_the_company_proxy_wants_a_login() {
    Setup::new("demo-company-proxy")
        .demo()
        .run(async |walk| {
            open(walk, "company-proxy", 5).await;
            walk.page.press("Check all").await;
            at(walk, 2, 5).await;
            walk.page.says("company proxy").await;
            walk.look("refused").await;
            walk.page.press("Next").await;
            at(walk, 3, 5).await;
            walk.page.follow("Connections").await;
            at(walk, 4, 5).await;
            walk.page.press("Test the proxy for QuickStream").await;
            walk.page.says("The company proxy").await;
            walk.look("tested").await;
            walk.page.press("Next").await;
            at(walk, 5, 5).await;
            walk.page.press("Test the proxy for QuickStream").await;
            walk.page.says("The vendor itself answered.").await;
            walk.page.press("Next").await;
            told(walk, "told").await;
        })
        .await;
}
