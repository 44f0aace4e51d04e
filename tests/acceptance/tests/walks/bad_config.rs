//! A missing or wrong `config.json`: said plainly, nothing sent, and a way to try again.

use keyturn_acceptance::line::Mishap;
use keyturn_acceptance::{Setup, Walk};

async fn cannot_begin(walk: &mut Walk, mishap: Mishap, words: &str) {
    walk.line().plan_always("GET /config.json", mishap);
    walk.page.open("/").await;
    walk.page.has("heading", "The panel cannot begin").await;
    walk.reads(words).await;
    walk.reads("Whose fault: Whoever runs the Keyturn proxy").await;
    walk.look("cannot-begin").await;
    assert_eq!(walk.vendors.count_all().await, 0);

    walk.line().plan_nothing();
    walk.page.press("Try again").await;
    walk.page.has("heading", "No keys yet").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_configuration() {
    let mishap = Mishap::Answered(404, String::new());
    Setup::new("config-missing")
        .with_line()
        .run(async |walk| cannot_begin(walk, mishap, "no configuration to give: it answered 404.").await)
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_in_place_of_the_configuration() {
    let mishap = Mishap::Answered(200, "<!doctype html><p>Please log in".to_owned());
    Setup::new("config-html")
        .with_line()
        .run(async |walk| cannot_begin(walk, mishap, "is no configuration of Keyturn.").await)
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_leads_to_another_origin() {
    let evil = r#"{"connections":[{"id":"evil","vendor":"superapi","environment":"live","label":"Evil",
        "path":"https://evil.example/vendor","deactivate":"product","requestLog":false}],"sandbox":null}"#;
    let mishap = Mishap::Answered(200, evil.to_owned());
    Setup::new("config-evil")
        .with_line()
        .run(async |walk| {
            cannot_begin(walk, mishap, "Entry 1 of the configuration has no usable \"path\"").await
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_configuration_without_connections() {
    let mishap = Mishap::Answered(200, r#"{"connections":[],"sandbox":null}"#.to_owned());
    Setup::new("config-empty")
        .with_line()
        .run(async |walk| {
            cannot_begin(walk, mishap, "The configuration lists no connection to any vendor.").await
        })
        .await;
}
