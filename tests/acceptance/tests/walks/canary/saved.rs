//! What an operator saves in the middle of a run: a sealed export, the register, a redacted copy of a log.

use keyturn_acceptance::{Given, Walk};

use crate::look_up::{AREA, go};

/// The passphrase of the export.
pub(super) const OF_THE_FILE: &str = "marble otter lantern gravel saddle copper";

/// Each of them, by its name. `run` is handed over with the export, and then taken back. `key` stands in the log, in
/// clear and in two other spellings.
pub(super) async fn of(walk: &Walk, run: &str, key: &str) -> Vec<(String, String)> {
    let saved = vec![sealed(walk).await, register(walk).await, copy(walk, key).await];
    walk.page.follow("Keys").await;
    walk.page.follow(run).await;
    walk.page.press("Take it back").await;
    walk.page.paste("Type not imported to confirm", "not imported").await;
    walk.page.press("Take it back").await;
    walk.page.says_no_more("This run was handed over").await;
    saved
}

async fn sealed(walk: &Walk) -> (String, String) {
    walk.page.follow("Connections").await;
    walk.page.unfold("Save a sealed export").await;
    walk.page.choose("Seal it under a passphrase of its own").await;
    walk.page.paste("Passphrase of the file", OF_THE_FILE).await;
    walk.page.paste("The file's passphrase again", OF_THE_FILE).await;
    walk.page.press("Save the export").await;
    let (name, sealed) = walk.saved(async || walk.page.press("Hand over and save").await).await;
    assert!(name.starts_with("keyturn-sealed-"), "{name}");
    // The keys, and the journal of the run.
    assert!(sealed.matches(r#"\"seq\":"#).count() > 2, "{name} is not the vault");
    (name, sealed)
}

async fn register(walk: &Walk) -> (String, String) {
    go(walk).await;
    let (name, register) = walk.saved(async || walk.page.press("Export the register").await).await;
    assert!(register.contains(r#""fingerprint""#), "{name} is not the register");
    (name, register)
}

async fn copy(walk: &Walk, key: &str) -> (String, String) {
    let spelt = key.replace('_', "%5F");
    let log = format!("first {key}\nsecond \"{spelt}\"\nthird {key:?}\n");
    walk.page.drop_files(AREA, &[Given::plain("shop.json", log.as_bytes())]).await;
    walk.page.press("Make a redacted copy of shop.json").await;
    let (name, copy) =
        walk.saved(async || walk.page.press("Save the redacted copy of shop.json").await).await;
    assert!(copy.starts_with("first ") && copy.lines().count() == 3, "{name} is not the copy");
    (name, copy)
}
