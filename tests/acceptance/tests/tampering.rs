//! A page of which any running part was changed on its server does not start, and says so where it can.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set itself up has failed")]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use keyturn_gateway::{Config, start};
use tokio::process::Command;

/// The page as built, in a folder of its own, with one byte more at the end of the named file.
fn changed(name: &str) -> tempfile::TempDir {
    let built = env::var_os("KEYTURN_PAGE").map_or_else(|| PathBuf::from("../../dist"), PathBuf::from);
    let page = tempfile::tempdir().unwrap();
    let mut found = false;
    for entry in fs::read_dir(&built).expect("a built page: run `cargo xtask build` first") {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_str().unwrap();
        if file.ends_with(".br") || file.ends_with(".gz") {
            continue;
        }
        let mut bytes = fs::read(&path).unwrap();
        if let Some((stem, extension)) = name.split_once('.')
            && file.starts_with(stem)
            && file.ends_with(extension)
        {
            found = true;
            bytes.push(b'\n');
        }
        fs::write(page.path().join(file), bytes).unwrap();
    }
    assert_eq!(found, !name.is_empty(), "the page has no file like {name}");
    page
}

/// What stands in the page once it has had time to start.
async fn seen(page: &Path) -> String {
    let config = Config::sandbox(page.to_path_buf(), ([127, 0, 0, 1], 0).into());
    let gateway = start(config).await.unwrap();
    let profile = tempfile::tempdir().unwrap();
    let output = Command::new(env::var_os("KEYTURN_CHROMIUM").unwrap_or_else(|| "chromium".into()))
        .args(["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        // Time that stands still while anything is on its way: no machine is too slow for it.
        .args(["--virtual-time-budget=5000", "--dump-dom"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(format!("http://{}/", gateway.address()))
        .kill_on_drop(true)
        .output()
        .await
        .unwrap();
    gateway.shutdown().await;
    String::from_utf8(output.stdout).unwrap()
}

const SHELL: &str = "<div id=\"shell\"";
const FAILED: &str = "data-state=\"failed\"";
const NOT_MOUNTED: &str = "<div id=\"app\"></div>";

#[tokio::test(flavor = "multi_thread")]
async fn the_page_as_built_starts() {
    let dom = seen(changed("").path()).await;
    assert!(!dom.contains(SHELL) && !dom.contains(NOT_MOUNTED), "{dom}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_module_does_not_start() {
    let dom = seen(changed("keyturn-.wasm").path()).await;
    assert!(dom.contains(FAILED) && dom.contains(NOT_MOUNTED), "{dom}");
}

#[tokio::test(flavor = "multi_thread")]
async fn changed_glue_does_not_start() {
    let dom = seen(changed("keyturn-.js").path()).await;
    assert!(dom.contains(FAILED) && dom.contains(NOT_MOUNTED), "{dom}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_boot_script_does_not_start() {
    let dom = seen(changed("boot-.js").path()).await;
    assert!(dom.contains(SHELL) && dom.contains(NOT_MOUNTED), "{dom}");
}
