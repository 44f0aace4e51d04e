//! Another build of the panel was put on the server while a tab is open: files of this page's build are gone.

use std::fs;
use std::path::{Path, PathBuf};

use keyturn_acceptance::{Setup, Walk};
use keyturn_gateway::Config;

const MISSING: &str = "A file of the panel is missing";
const NEWER: &str = "A newer version of the panel is on its server";

/// The built page in a folder of its own, without the files of these beginnings.
fn page_without(name: &str, config: &mut Config, gone: &[&str]) {
    let page = folder(name);
    if page.exists() {
        fs::remove_dir_all(&page).expect("the page of an earlier walk");
    }
    fs::create_dir_all(&page).expect("a folder for the page");
    let mut left_out = 0;
    for entry in fs::read_dir(&config.page).expect("a built page") {
        let file = entry.expect("a file of the page").path();
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        // Compressed copies are made beside each file, and the gateway would give those out.
        if name.ends_with(".br") || name.ends_with(".gz") {
            continue;
        }
        let at = if gone.iter().any(|beginning| name.starts_with(beginning)) {
            left_out += 1;
            page.join(format!("{name}.gone"))
        } else {
            page.join(name)
        };
        fs::copy(&file, at).expect("a file of the page");
    }
    assert!(left_out > 0, "the page has none of {gone:?}");
    config.page = page;
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// As if another build were there now, whose files have other names.
fn another_build(name: &str) {
    let index = folder(name).join("index.html");
    let text = fs::read_to_string(&index).expect("the page's index");
    fs::write(&index, text.replace("/keyturn-", "/keyturn-f00d")).expect("another index");
}

/// And with all its files, so that it can be loaded.
fn whole_build(name: &str) {
    let page = folder(name);
    let index = page.join("index.html");
    let text = fs::read_to_string(&index).expect("the page's index");
    fs::write(&index, text.replace("/keyturn-f00d", "/keyturn-")).expect("the index");
    for entry in fs::read_dir(&page).expect("the page") {
        let file = entry.expect("a file of the page").path();
        if file.extension().is_some_and(|end| end == "gone") {
            fs::rename(&file, file.with_extension("")).expect("a file of the page");
        }
    }
}

async fn offers_reload(walk: &Walk) {
    walk.page.says("Reloading loses nothing").await;
    walk.page.has("button", "Reload the page").await;
    assert_eq!(walk.page.count("button", "Reload and lose this").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_that_is_gone_after_a_new_build_is_got_by_a_reload() {
    Setup::new("new-build")
        .tuned(|config| page_without("new-build", config, &["lazy-", "shared-"]))
        .expecting(&["integrity", "Failed to fetch", "TypeError", "HTTP status"])
        .run(async |walk| {
            walk.page.open("/").await;
            another_build("new-build");
            walk.read_page_anew();
            walk.page.follow("Connections").await;
            walk.page.has("heading", "This part of the panel did not load").await;
            walk.page.says(NEWER).await;
            offers_reload(walk).await;
            walk.look("gone").await;
            whole_build("new-build");
            walk.read_page_anew();
            walk.page.press("Reload the page").await;
            walk.page.has("heading", "Connections").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_in_memory_are_not_lost_by_a_reload_that_was_not_meant() {
    Setup::new("new-build-memory")
        .tuned(|config| page_without("new-build-memory", config, &["derive-", "scan-"]))
        .expecting(&["integrity", "Failed to fetch", "TypeError", "HTTP status"])
        .run(async |walk| {
            walk.add_starters().await;
            another_build("new-build-memory");
            walk.read_page_anew();
            walk.try_to_make_vault().await;
            walk.page.says(MISSING).await;
            walk.page.says(NEWER).await;
            walk.page.says("8 keys are in this page's memory only").await;
            walk.page.says("Copy each of them").await;
            walk.look("keys").await;
            walk.page.press("Reload and lose this").await;
            walk.page.has("dialog", "Reload and lose this?").await;
            walk.look("asked").await;
            walk.page.press("Cancel").await;
            walk.page.follow("Keys").await;
            walk.until_all_checked(8).await;

            walk.page.follow("Look up").await;
            walk.page.paste(super::look_up::BOX, "STRANGE_SEC...zzzzzzz").await;
            walk.page.says("The part of the panel that scans did not load").await;
            walk.page.says("8 keys are in this page's memory only").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_vault_a_reload_loses_nothing() {
    Setup::new("new-build-vault")
        .tuned(|config| page_without("new-build-vault", config, &["scan-"]))
        .expecting(&["integrity", "Failed to fetch", "TypeError", "HTTP status"])
        .run(async |walk| {
            walk.begin_with_vault().await;
            another_build("new-build-vault");
            walk.read_page_anew();
            walk.page.follow("Look up").await;
            walk.page.paste(super::look_up::BOX, "STRANGE_SEC...zzzzzzz").await;
            walk.page.says(MISSING).await;
            offers_reload(walk).await;
            walk.look("vault").await;
            whole_build("new-build-vault");
            walk.read_page_anew();
            walk.page.press("Reload the page").await;
            walk.page.has("heading", "Unlock the vault").await;
        })
        .await;
}
