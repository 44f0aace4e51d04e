//! The second part of the module, changed on its server.

use std::fs;
use std::path::Path;

use keyturn_acceptance::Setup;
use keyturn_gateway::Config;

/// The page as built, with one byte more at the end of the second part.
fn with_a_changed_part(config: &mut Config) {
    let page = Path::new(env!("CARGO_TARGET_TMPDIR")).join("changed-part");
    if page.exists() {
        fs::remove_dir_all(&page).expect("the changed page of an earlier walk");
    }
    fs::create_dir_all(&page).expect("a folder for the changed page");
    let files = fs::read_dir(&config.page).expect("a built page");
    let mut changed = false;
    for file in files.map(|entry| entry.expect("a file of the page").path()) {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name.ends_with(".br") || name.ends_with(".gz") {
            continue;
        }
        let mut bytes = fs::read(&file).expect("a file of the page");
        if name.starts_with("lazy-") {
            bytes.push(b'\n');
            changed = true;
        }
        fs::write(page.join(name), bytes).expect("a file of the changed page");
    }
    assert!(changed, "the page has no second part: run `cargo xtask build` first");
    config.page = page;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_second_part_does_not_run_and_the_first_says_so() {
    Setup::new("changed-part")
        .tuned(with_a_changed_part)
        .expecting(&["integrity", "TypeError: Failed to fetch"])
        .run(async |walk| {
            walk.page.load("/activity").await;
            walk.page.says("This part of the panel did not load").await;
            walk.look("missing").await;
        })
        .await;
}
