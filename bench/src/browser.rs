//! A browser that was never used before: an empty profile, nothing in any cache.

use std::env;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::Outcome;
use crate::driver::Driver;
use crate::webdriver::Session;

const FLAGS: [&str; 12] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,800",
];

/// A running Chromium.
pub(crate) struct Browser {
    pub(crate) session: Session,
    driver: Driver,
    _profile: TempDir,
}

impl Browser {
    pub(crate) async fn open() -> Outcome<Self> {
        let profile = TempDir::with_prefix("keyturn-bench-")?;
        let program = env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
        let driver = Driver::start(program.as_ref()).await?;
        let session = Session::open(&driver.authority, &capabilities(&profile)).await?;
        Ok(Self { session, driver, _profile: profile })
    }

    /// The number of the process that all of the browser's are below.
    pub(crate) fn process(&self) -> Option<u32> {
        self.driver.process()
    }

    pub(crate) async fn close(self) -> Outcome {
        self.session.close().await
    }
}

fn capabilities(profile: &TempDir) -> Value {
    let mut flags: Vec<String> = FLAGS.map(str::to_owned).into();
    flags.push(format!("--user-data-dir={}", profile.path().display()));
    let mut options = json!({ "args": flags });
    // Where none is named, the driver looks for it itself.
    if let Ok(program) = env::var("KEYTURN_CHROMIUM") {
        options["binary"] = json!(program);
    }
    json!({
        "browserName": "chrome",
        "goog:chromeOptions": options,
        "goog:loggingPrefs": { "performance": "ALL" },
    })
}
