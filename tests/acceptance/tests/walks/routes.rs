//! Addresses: titles, where the focus goes, and addresses that lead nowhere.

use keyturn_acceptance::{Setup, Walk};

async fn arrived(walk: &Walk, heading: &str) {
    walk.page
        .until(&format!("the focus on “{heading}”"), async || {
            let focused = walk.page.focused().await;
            if focused == format!("h1 {heading}") { Ok(()) } else { Err(focused) }
        })
        .await;
    assert_eq!(walk.page.screen().await.title, format!("{heading} – Keyturn"));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_has_its_title_and_takes_the_focus() {
    Setup::new("routes")
        .run(async |walk| {
            walk.page.open("/").await;
            for (link, heading) in [
                ("Look up", "Look up"),
                ("Connections", "Connections"),
                ("Activity", "Activity"),
                ("Rehearse", "Rehearse a renewal"),
                ("Keys", "Keys"),
            ] {
                walk.page.follow(link).await;
                arrived(walk, heading).await;
                walk.look(link).await;
            }
            walk.page.back().await;
            arrived(walk, "Rehearse a renewal").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_that_lead_nowhere_show_the_way_home() {
    Setup::new("nowhere")
        .run(async |walk| {
            let nowhere = [
                ("/nothing/here", "No such page"),
                ("/keys/4711", "This key is not here"),
                ("/keys/garbage", "This key is not here"),
                ("/keys/4711/rotate", "No such key"),
                ("/keys/4711/renew", "No such key"),
                ("/keys/4711/leak", "This key is not here"),
                ("/runs/4711", "No such run"),
                ("/runs/garbage", "No such run"),
            ];
            for (at, (path, heading)) in nowhere.into_iter().enumerate() {
                walk.page.open(path).await;
                walk.page.has("heading", heading).await;
                walk.look(&format!("nowhere-{at}")).await;
            }
            walk.page.follow("Keys").await;
            walk.page.has("heading", "No keys yet").await;
            assert_eq!(walk.vendors.count_all().await, 0);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reload_forgets_the_keys_and_the_panel_says_so_beforehand() {
    Setup::new("reload")
        .run(async |walk| {
            walk.add_starters().await;
            walk.reads("reloading or closing it forgets them").await;
            walk.page.reload().await;
            walk.page.has("heading", "No keys yet").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_view_takes_eight_requests_at_most() {
    Setup::new("requests")
        .run(async |walk| {
            walk.page.open("/").await;
            walk.page.has("heading", "No keys yet").await;
            let requests = walk.requests().await;
            assert!((4..=8).contains(&requests.len()), "{requests:#?}");
        })
        .await;
}
