//! What needs a person stands on top of Keys, most severe first, and nothing is calm while anything does.

use keyturn_acceptance::Setup;
use keyturn_acceptance::flows::titles;
use keyturn_acceptance::walk::Walk;
use keyturn_sandbox::DeleteChoice;

/// The titles of the keys in the list, in order.
async fn listed(walk: &Walk) -> Vec<String> {
    let titles = "return [...document.querySelectorAll('tbody tr:not(.table__more) a[href^=\"/keys/\"]')] \
                  .filter((link) => /^\\/keys\\/\\d+$/.test(link.pathname)).map((link) => link.innerText.trim())";
    walk.page.ask(titles, &[]).await
}

/// Looks at the screen on a laptop, a tablet and a phone.
async fn at_all_widths(walk: &Walk, screen: &str) {
    for (width, height) in [(768, 1024), (360, 640), (1280, 800)] {
        walk.page.resize(width, height).await;
        walk.look(&format!("{screen}-at-{width}")).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dead_key_and_one_to_switch_come_first_and_calm_comes_with_the_last_of_them() {
    Setup::new("attention")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            walk.page.has("heading", "1 key is dead · 1 key must be switched").await;
            assert_eq!(walk.page.count("heading", "Nothing needs you").await, 0);
            let ending = walk.title_of(&keys.nine_days).await;
            let order = listed(walk).await;
            assert!(order[0].contains("expired"), "the dead key first: {order:?}");
            assert_eq!(order[1], ending);
            at_all_widths(walk, "trouble").await;

            // A card that counts nothing leads nowhere; one that counts leads to what it counts.
            assert_eq!(walk.page.count("link", "to investigate").await, 0);
            walk.page.follow("1 down, dead or leaked").await;
            walk.page
                .until("the dead key alone", async || {
                    let listed = listed(walk).await;
                    if listed.len() == 1 { Ok(()) } else { Err(format!("{listed:?}")) }
                })
                .await;
            walk.page.select("Show", "All keys").await;

            walk.page.follow(&format!("Renew: {ending}")).await;
            walk.page.press("Begin the renewal").await;
            walk.page.until_step("Store", "waiting for you").await;
            let new = walk.vendors.newest_secret().await;
            walk.read_back(&new.text).await;
            walk.page.until_step("Confirm", "ready").await;
            walk.page.press("Ask once more with the new key").await;
            walk.page.has("heading", "Renewed").await;
            walk.page.follow("Keys").await;
            walk.page.has("heading", "1 key is dead").await;
            assert_eq!(
                listed(walk).await.last().map(String::as_str),
                Some(ending.as_str()),
                "replaced: last"
            );

            walk.page.follow("Open").await;
            walk.page.press("Remove from the panel").await;
            walk.page.press("Remove it").await;
            walk.page.has("heading", "Nothing needs you").await;
            at_all_widths(walk, "calm").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_without_a_living_key_is_said_to_be_down_first_of_all() {
    Setup::new("outage")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            walk.vendors.deletes(DeleteChoice::All).await;
            walk.rotate_up_to_deactivate(titles::PAYROLL_DEMO, &keys.payroll_demo).await;
            walk.deactivate(None).await;
            walk.page.until_step("Verify", "failed").await;
            walk.page.follow("Keys").await;
            let all = "Payroll demo is down · 1 key is dead · 1 key must be switched";
            walk.page.has("heading", all).await;
            at_all_widths(walk, "down").await;

            // Whoever ends the run with no living key is told the same.
            walk.page.follow("Go on: Payroll demo").await;
            walk.page.press("Finish here with no living key").await;
            walk.page.follow("Keys").await;
            walk.page.has("heading", all).await;
            assert_eq!(listed(walk).await[0], titles::PAYROLL_DEMO);
            walk.page.follow("Replace: Payroll demo").await;
            walk.page.press("Begin with the checks").await;
            walk.page.until_step("Provision", "waiting for you").await;
        })
        .await;
}
