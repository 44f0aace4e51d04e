//! A rotation that is begun in one browser and finished in another, by a sealed export.

use std::fs;

use keyturn_acceptance::flows::{PASSPHRASE, titles};
use keyturn_acceptance::{Setup, Walk};
use tempfile::NamedTempFile;

const RUN: &str = "Rotate the key of Payroll demo";
const OF_THE_FILE: &str = "marble otter lantern gravel saddle copper";

fn file(text: &str) -> NamedTempFile {
    let file = NamedTempFile::with_suffix(".json").expect("a file");
    fs::write(file.path(), text).expect("to write it");
    file
}

async fn import(walk: &Walk, text: &str, passphrase: &str) {
    let file = file(text);
    walk.page.choose_file("Sealed export", file.path()).await;
    walk.page.paste("Passphrase of the export", passphrase).await;
    walk.page.press("Import").await;
    walk.page
        .until("the import", async || match walk.page.count("button", "Taking it in").await {
            0 => Ok(()),
            _ => Err("at work".into()),
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rotation_is_handed_over_and_finished_in_another_browser() {
    Setup::new("vault-handover")
        .run(async |walk| {
            let keys = walk.begin_with_vault().await;
            walk.begin_rotation(titles::PAYROLL_DEMO).await;
            let new = walk.provision(&keys.payroll_demo).await;

            walk.page.follow("Connections").await;
            walk.page.unfold("Save a sealed export").await;
            walk.page.choose("Seal it under a passphrase of its own").await;
            walk.page.paste("Passphrase of the file", OF_THE_FILE).await;
            walk.page.paste("The file's passphrase again", OF_THE_FILE).await;
            walk.page.press("Save the export").await;
            walk.page.has("dialog", "Hand the unfinished runs over?").await;
            walk.reads(RUN).await;
            walk.look("asked").await;
            let (name, sealed) = walk.saved(async || walk.page.press("Hand over and save").await).await;
            assert!(name.starts_with("keyturn-sealed-"), "{name}");
            for secret in walk.all_keys().await.iter().map(String::as_str).chain([PASSPHRASE, OF_THE_FILE]) {
                assert!(!sealed.contains(secret), "a secret stands in the export");
            }
            walk.page.says("The sealed export is saved.").await;

            // The run stands still here, also after a crash: no act of it can be used.
            for _ in 0..2 {
                walk.page.follow("Keys").await;
                walk.page.says("handed over").await;
                walk.page.follow(RUN).await;
                walk.page.has("heading", "This run was handed over").await;
                let usable = "return [...document.querySelectorAll('main li button, main li input')] \
                              .filter((it) => !it.matches(':disabled')).length";
                assert_eq!(walk.page.ask::<usize>(usable, &[]).await, 0);
                walk.crash().await;
                walk.unlock().await;
            }
            walk.page.follow(RUN).await;
            walk.page.has("heading", "This run was handed over").await;
            walk.look("handed-over").await;

            walk.another_browser().await;
            walk.page.follow("Connections").await;
            walk.page.unfold("Import a sealed export").await;
            import(walk, "{}", OF_THE_FILE).await;
            walk.reads("This file is no sealed export of Keyturn.").await;
            import(walk, &sealed[..sealed.len() - 9], OF_THE_FILE).await;
            walk.reads("This sealed export is not as it was saved.").await;
            import(walk, &sealed.replacen("\"version\":1", "\"version\":9", 1), OF_THE_FILE).await;
            walk.reads("This was written by a newer Keyturn.").await;
            let changed = sealed.replacen(r#"\"seq\":1"#, r#"\"seq\":2"#, 1);
            assert_ne!(changed, sealed);
            import(walk, &changed, OF_THE_FILE).await;
            walk.reads("This sealed export is not as it was saved.").await;
            import(walk, &sealed, PASSPHRASE).await;
            walk.reads("This passphrase does not open the export.").await;
            walk.look("refused").await;
            import(walk, &sealed, OF_THE_FILE).await;
            walk.page.has("button", "Lock the vault now").await;

            walk.page.follow("Keys").await;
            walk.until_all_checked(8).await;
            walk.page.follow(RUN).await;
            walk.page.until_step("Store", "waiting for you").await;
            // What was taken in is this browser's for good.
            walk.crash().await;
            walk.try_passphrase(OF_THE_FILE).await;
            walk.page.follow(RUN).await;
            walk.read_back(&new).await;
            walk.roll_out().await;
            walk.deactivate(None).await;
            walk.page.has("heading", "Rotation complete").await;
            assert_eq!(walk.vendors.count("POST", "product-api-key").await, 1);
            assert_eq!(walk.vendors.count("DELETE", "product-api-key").await, 1);
            assert!(walk.vendors.is_alive(&new).await && !walk.vendors.is_alive(&keys.payroll_demo).await);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_was_handed_over_can_be_taken_back() {
    Setup::new("vault-taken-back")
        .run(async |walk| {
            let keys = walk.begin_with_vault().await;
            walk.begin_rotation(titles::PAYROLL_DEMO).await;
            let new = walk.provision(&keys.payroll_demo).await;
            walk.page.follow("Connections").await;
            walk.page.unfold("Save a sealed export").await;
            walk.page.press("Save the export").await;
            walk.saved(async || walk.page.press("Hand over and save").await).await;
            walk.page.follow("Keys").await;
            walk.page.follow(RUN).await;
            walk.page.press("Take it back").await;
            walk.page.paste("Type not imported to confirm", "not imported").await;
            walk.page.press("Take it back").await;
            walk.page.says_no_more("This run was handed over").await;
            walk.read_back(&new).await;
            walk.page.until_step("Roll out", "waiting for you").await;
            walk.crash_and_resume(RUN).await;
            walk.page.until_step("Roll out", "waiting for you").await;
        })
        .await;
}
