//! No secret of a run stands anywhere but where it must: looked for in every spelling, in everything that the browser
//! and the gateway leave behind, at every turn of a vault's life.

mod control;
mod saved;
mod traces;

use keyturn_acceptance::flows::{PASSPHRASE, titles};
use keyturn_acceptance::scan::{Hit, Scan};
use keyturn_acceptance::{Setup, Walk};

const RUN: &str = "Rotate the key of Payroll demo";

/// Where a secret may stand, by the beginning of the place's name, and why. There is no other list.
const ALLOWED: [(&str, &str); 1] =
    [("revealed: document", "the operator pressed “Reveal”: for 20 seconds the key is text on the page")];

/// For every key that the vendors made, and for what opens the vault and its export.
async fn scan(walk: &Walk) -> Scan {
    let mut secrets = walk.all_keys().await;
    secrets.extend([PASSPHRASE, saved::OF_THE_FILE].map(str::to_owned));
    Scan::of(&secrets)
}

/// Looks into what the operator saves. Nothing is allowed there.
async fn look_into_what_is_saved(walk: &Walk, key: &str) {
    let saved = saved::of(walk, RUN, key).await;
    let scan = scan(walk).await;
    let hits: Vec<Hit> = saved.iter().flat_map(|(name, text)| scan.look(name, text.as_bytes())).collect();
    assert!(hits.is_empty(), "{hits:#?}");
}

/// Looks everywhere. What is found and not allowed fails the walk.
async fn look_everywhere(walk: &mut Walk, turn: &str) {
    let scan = scan(walk).await;
    let mut hits = Vec::new();
    for (name, text) in traces::of(walk).await {
        hits.extend(scan.look(&format!("{turn}: {name}"), text.as_bytes()));
    }
    let profile = scan.look_below(walk.profile());
    assert!(profile.files > 20 && profile.unpacked > 0, "{turn}: {profile:?}");
    hits.extend(profile.hits);
    let gateway = scan.look_below(walk.gateway_files());
    assert_eq!(gateway.files, 2, "{turn}: the gateway has files of its own: {gateway:?}");
    hits.extend(gateway.hits);
    let allowed = |hit: &Hit| ALLOWED.iter().any(|(place, _)| hit.place.starts_with(place));
    let (may, may_not): (Vec<Hit>, Vec<Hit>) = hits.into_iter().partition(allowed);
    assert!(may_not.is_empty(), "{turn}: {may_not:#?}");
    // An allowance that nothing needs is no allowance.
    let needed = ALLOWED.iter().any(|(place, _)| place.starts_with(turn));
    assert_eq!(!may.is_empty(), needed, "{turn}: {may:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_stands_anywhere_but_where_it_must() {
    Setup::new("canary")
        .with_program()
        .run(async |walk| {
            let keys = walk.add_starters().await;
            look_everywhere(walk, "in memory only").await;
            walk.make_vault().await;
            walk.begin_rotation(titles::PAYROLL_DEMO).await;
            let new = walk.provision(&keys.payroll_demo).await;
            look_everywhere(walk, "running").await;
            walk.page.press("Reveal for 20 s: the new key").await;
            walk.page.says(&new).await;
            look_everywhere(walk, "revealed").await;
            walk.page.press("Reveal for 20 s: the new key").await;
            walk.page.press("Copy: the new key").await;
            walk.page.paste("Paste what now stands where you stored it", &new).await;
            look_everywhere(walk, "typed").await;
            walk.crash().await;
            look_everywhere(walk, "killed").await;
            walk.unlock().await;
            look_into_what_is_saved(walk, &new).await;
            look_everywhere(walk, "saved").await;
            walk.read_back(&new).await;
            walk.page.until_step("Roll out", "waiting for you").await;
            walk.page.press("Lock").await;
            walk.page.has("heading", "Unlock the vault").await;
            look_everywhere(walk, "locked").await;
            walk.page.paste("Passphrase", "four plain words in a raw").await;
            walk.page.press("Unlock").await;
            walk.page.says("This passphrase does not open the vault.").await;
            walk.unlock().await;
            walk.go_within("/runs/1").await;
            walk.roll_out().await;
            walk.deactivate(None).await;
            walk.page.has("heading", "Rotation complete").await;
            look_everywhere(walk, "finished").await;
            for page in ["Activity", "Connections", "Keys"] {
                walk.page.follow(page).await;
                walk.page.has("heading", page).await;
                look_everywhere(walk, page).await;
            }
            let old = walk.title_of(&keys.nine_days).await;
            walk.go_to_key(&old).await;
            walk.page.follow("Renew this key").await;
            walk.page.press("Begin the renewal").await;
            walk.page.until_step("Store", "waiting for you").await;
            look_everywhere(walk, "renewing").await;
            walk.crash().await;
            walk.unlock().await;
            walk.page.follow("Connections").await;
            walk.page.press("Destroy the vault").await;
            walk.page.paste("Type destroy to confirm", "destroy").await;
            walk.page.press("Destroy it for good").await;
            walk.page.says("Keep keys in a vault").await;
            look_everywhere(walk, "destroyed").await;
            walk.crash().await;
            look_everywhere(walk, "killed at last").await;
        })
        .await;
}
