//! QuickStream's siblings: their keys are renewed like its own, by the same machine.

use keyturn_acceptance::{Setup, Walk};
use keyturn_sandbox::{FacilitySnapshot, KeySnapshot, Kind, Snapshot};

use crate::look_up::{go, line, paste};

fn named<'a>(facility: &'a FacilitySnapshot, words: &str) -> &'a KeySnapshot {
    facility.keys.iter().find(|key| key.what.contains(words)).expect("a key of the starter world")
}

async fn renew(walk: &Walk, connection: &str, facility: fn(Snapshot) -> FacilitySnapshot) -> KeySnapshot {
    let old = named(&facility(walk.vendors.state().await), "to switch").clone();
    walk.page.open("/").await;
    walk.give_key(connection, &old.text).await;
    walk.until_all_checked(1).await;
    walk.page.follow(&old.name).await;
    walk.page.has("heading", &old.name).await;
    walk.page.follow("Renew this key").await;
    walk.page.press("Begin the renewal").await;
    walk.page.until_step("Store", "waiting for you").await;
    let keys = facility(walk.vendors.state().await).keys;
    let secrets = keys.into_iter().filter(|key| key.kind == Kind::Secret);
    let new = secrets.max_by(|one, other| one.made_at.cmp(&other.made_at)).expect("a newer key");
    walk.read_back(&new.text).await;
    walk.page.until_step("Confirm", "ready").await;
    walk.page.press("Ask once more with the new key").await;
    walk.page.has("heading", "Renewed").await;
    walk.stands(&["done"; 6]).await;
    walk.look("renewed").await;
    new
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payway_key_is_renewed_and_its_short_name_is_found_in_a_log() {
    Setup::new("siblings-payway")
        .run(async |walk| {
            let new = renew(walk, "PayWay sandbox (PayWay Sandbox)", |state| state.payway).await;
            let tail = new.name.rsplit("...").next().unwrap_or_default();
            assert_eq!(tail.len(), 3, "PayWay's names end in three characters: {}", new.name);
            go(walk).await;
            let text = line(walk, 1, &format!("key={}", new.name)).await;
            paste(walk, &text).await;
            walk.page.has("heading", "PayWay sandbox, facility Keyturn Sandbox Pty Ltd: current").await;
            walk.look("found").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paymentsplus_key_is_renewed_and_no_publishable_key_is_taken() {
    Setup::new("siblings-paymentsplus")
        .run(async |walk| {
            const CONNECTION: &str = "PaymentsPlus sandbox (PaymentsPlus Sandbox)";
            renew(walk, CONNECTION, |state| state.paymentsplus).await;
            let publishable = walk.vendors.starters().await.publishable;
            walk.page.follow("Keys").await;
            walk.page.has("heading", "Keys").await;
            walk.give_key(CONNECTION, &publishable).await;
            walk.page.says("This is a Westpac publishable key.").await;
            walk.look("refused").await;
        })
        .await;
}
