//! A line that says how its own call was answered: no sentence speaks against it.

use keyturn_acceptance::Setup;

use crate::look_up::{go, paste};

#[tokio::test(flavor = "multi_thread")]
async fn beside_a_401_nobody_is_told_that_the_key_works() {
    Setup::new("line-status")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            let (current, due) =
                (walk.title_of(&keys.ninety_days).await, walk.title_of(&keys.nine_days).await);
            // Both keys were accepted by then, and lines tell seconds: only a later one is behind that.
            let checked = walk.vendors.state().await.now;
            let now = walk
                .page
                .until("a later second", async || {
                    let now = walk.vendors.state().await.now;
                    if now == checked { Err(now) } else { Ok(now) }
                })
                .await;
            go(walk).await;
            for (key, then) in [
                (&current, "It is accepted now, as far as we know."),
                (&due, "It is accepted now, as far as we know. A newer one is ready; please switch to it."),
            ] {
                paste(walk, &format!("{now} key={key} 401\n")).await;
                walk.page.says("Line 1 itself says 401: that call was rejected.").await;
                walk.page
                    .says("was answered with 401. We cannot yet say whether your key was valid then.")
                    .await;
                walk.page.says(then).await;
                let text = walk.page.text().await;
                for wrong in
                    ["Your key works", "Your key is the right one", "Nothing to change about this key"]
                {
                    assert!(!text.contains(wrong), "{wrong}: {text}");
                }
            }
            walk.look("rejected").await;
            // An access log's own form, and a refusal that may have nothing to do with the key.
            paste(walk, &format!("10.0.0.1 - {current} [{now}] \"GET /rest/v1/ HTTP/1.1\" 403 12\n")).await;
            walk.page.says("Line 1 itself says 403").await;
            walk.page.says("That may have other causes than your key.").await;
            paste(walk, &format!("{now} key={current} status=200\n")).await;
            walk.page.says("Line 1 itself says 200: that call was accepted.").await;
            walk.page.says("Your key is the right one and works as far as we know.").await;
        })
        .await;
}
