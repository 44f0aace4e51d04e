//! The vault itself: made, locked, opened by the right passphrase in one tab, and nothing of it in clear on disk.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use keyturn_acceptance::Setup;
use keyturn_acceptance::flows::{PASSPHRASE, titles};

#[tokio::test(flavor = "multi_thread")]
async fn only_the_passphrase_opens_the_vault() {
    Setup::new("vault-passphrase")
        .run(async |walk| {
            walk.add_starters().await;
            walk.page.follow("Connections").await;
            walk.page.paste("New passphrase", "too short").await;
            walk.page.press("Make the vault").await;
            walk.page.says("Use at least 15 characters.").await;
            walk.look("make").await;
            walk.make_vault().await;
            walk.look("made").await;
            walk.page.press("Lock the vault now").await;
            walk.page.has("heading", "Unlock the vault").await;
            walk.look("locked").await;
            walk.page.paste("Passphrase", "four plain words in a raw").await;
            walk.page.press("Unlock").await;
            walk.page.says("This passphrase does not open the vault.").await;
            walk.look("wrong").await;
            walk.unlock().await;
            walk.page.follow("Keys").await;
            walk.until_all_checked(8).await;

            walk.page.follow("Connections").await;
            walk.page.press("Destroy the vault").await;
            walk.page.paste("Type destroy to confirm", "destroy").await;
            walk.page.press("Destroy it for good").await;
            walk.page.has("heading", "Connections").await;
            walk.page.follow("Keys").await;
            walk.page.says("No keys yet").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_key_is_on_disk_in_clear() {
    Setup::new("vault-disk")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            walk.make_vault().await;
            walk.begin_rotation(titles::PAYROLL_DEMO).await;
            let new = walk.provision(&keys.payroll_demo).await;
            walk.crash().await;
            walk.unlock().await;
            let known = walk.all_keys().await;
            assert!(known.contains(&new));
            let (files, found) = search(walk.profile(), &known);
            assert!(files > 20, "the profile has only {files} files");
            assert_eq!(found, [""; 0]);
        })
        .await;
}

/// Bytes by which a needle is told from hay.
const BEGINNING: usize = 8;

/// How many files there are, and in which of them a key or the passphrase stands, however it is written.
fn search(profile: &Path, keys: &[String]) -> (usize, Vec<String>) {
    let words = keys.iter().map(String::as_str).chain([PASSPHRASE]);
    let needles: Vec<Vec<u8>> = words.flat_map(spellings).collect();
    let beginnings: HashSet<&[u8]> = needles.iter().map(|needle| &needle[..BEGINNING]).collect();
    let (mut files, mut found) = (0, Vec::new());
    let mut folders: Vec<PathBuf> = vec![profile.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            files += 1;
            let bytes = fs::read(&path).unwrap_or_default();
            let begins = |window: &[u8]| beginnings.contains(window);
            let stands = |at: usize| needles.iter().any(|needle| bytes[at..].starts_with(needle));
            if bytes.windows(BEGINNING).enumerate().any(|(at, window)| begins(window) && stands(at)) {
                found.push(path.display().to_string());
            }
        }
    }
    (files, found)
}

fn spellings(text: &str) -> Vec<Vec<u8>> {
    let wide = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    // The first and the last group depend on what stands beside.
    let base64 = (0..3).map(|offset| {
        let shifted = [&vec![0; offset], text.as_bytes()].concat();
        let encoded = STANDARD_NO_PAD.encode(shifted).into_bytes();
        encoded[4..encoded.len() - 4].to_vec()
    });
    [text.as_bytes().to_vec(), wide].into_iter().chain(base64).collect()
}
