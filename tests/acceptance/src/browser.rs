//! One browser session with a profile of its own.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::{
    ChromiumLikeCapabilities as _, DesiredCapabilities, LoggingPrefsLogLevel, WebDriver, WindowHandle,
};

use crate::driver::Driver;
use crate::must;

/// What the computer is set to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Light, Self::Dark];

    /// As the stylesheet asks for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

const FLAGS: [&str; 12] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-device-scale-factor=1",
    "--lang=en-AU",
];

/// Chromium with its driver and its profile.
pub(crate) struct Browser {
    pub(crate) session: WebDriver,
    driver: Driver,
    profile: TempDir,
    /// What stands in every page before its own scripts.
    scripts: &'static [&'static str],
}

impl Browser {
    pub(crate) async fn open(size: (u32, u32), scripts: &'static [&'static str]) -> Self {
        let profile = must("no folder for the browser's profile", TempDir::with_prefix("keyturn-walk-"));
        let driver = Driver::start();
        let session = session(&driver, &profile).await;
        let browser = Self { session, driver, profile, scripts };
        browser.prepare(size).await;
        browser
    }

    async fn prepare(&self, size: (u32, u32)) {
        for source in self.scripts {
            self.command("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await;
        }
        self.resize(size).await;
    }

    /// Another tab, which everything goes to from now on. The answer is the tab before it.
    pub(crate) async fn tab(&self, size: (u32, u32)) -> WindowHandle {
        let before = self.this_tab().await;
        let tab = must("another tab", self.session.new_tab().await);
        self.switch(tab).await;
        self.prepare(size).await;
        before
    }

    /// The tab that everything goes to.
    pub(crate) async fn this_tab(&self) -> WindowHandle {
        must("the tab", self.session.window().await)
    }

    /// Everything goes to this tab from now on.
    pub(crate) async fn switch(&self, tab: WindowHandle) {
        must("the other tab", self.session.switch_to_window(tab).await);
    }

    /// What stands in every page before its own scripts.
    pub(crate) const fn scripts(&self) -> &'static [&'static str] {
        self.scripts
    }

    /// Where the browser keeps what it keeps.
    pub(crate) fn profile(&self) -> &Path {
        self.profile.path()
    }

    /// Kills the browser as a power cut would, and starts it anew on the same profile.
    pub(crate) async fn crash(&mut self, size: (u32, u32)) {
        killed(self.profile.path());
        let _ = self.session.clone().leak();
        self.driver = Driver::start();
        self.session = session(&self.driver, &self.profile).await;
        self.prepare(size).await;
    }

    /// Lets the page save files in this folder.
    pub(crate) async fn saves_in(&self, folder: &Path) {
        let allow = json!({ "behavior": "allow", "downloadPath": folder.display().to_string() });
        self.command("Browser.setDownloadBehavior", allow).await;
    }

    /// Ends this tab's process as a fault in it would, and goes on in a tab of its own.
    pub(crate) async fn crash_tab(&mut self, size: (u32, u32)) {
        let next = must("another tab", self.session.new_tab().await);
        // Nobody is left to answer.
        let _ = self.session.cdp().send_raw("Page.crash", json!({})).await;
        self.switch(next).await;
        self.prepare(size).await;
    }

    /// A DevTools command.
    pub(crate) async fn command(&self, name: &str, with: Value) -> Value {
        must(name, self.session.cdp().send_raw(name, with).await)
    }

    pub(crate) async fn resize(&self, (width, height): (u32, u32)) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.command("Emulation.setDeviceMetricsOverride", size).await;
    }

    /// Ends the session, then the driver.
    pub(crate) async fn close(self) {
        let Self { session, driver, profile: _profile, .. } = self;
        let ended = session.quit().await;
        drop(driver);
        must("the browser does not end", ended);
    }
}

async fn session(driver: &Driver, profile: &TempDir) -> WebDriver {
    let wishes = must("the browser's wishes cannot be written", wishes(profile));
    must("the browser does not start", WebDriver::new(driver.url(), wishes).await)
}

fn wishes(profile: &TempDir) -> thirtyfour::error::WebDriverResult<thirtyfour::ChromeCapabilities> {
    let mut wishes = DesiredCapabilities::chrome();
    for flag in FLAGS {
        wishes.add_arg(flag)?;
    }
    wishes.add_arg(&format!("--user-data-dir={}", profile.path().display()))?;
    if let Ok(program) = env::var("KEYTURN_CHROMIUM") {
        wishes.set_binary(&program)?;
    }
    wishes.set_logging_prefs("browser", LoggingPrefsLogLevel::All)?;
    wishes.set_logging_prefs("performance", LoggingPrefsLogLevel::All)?;
    Ok(wishes)
}

/// Kills every process of the browser that uses this profile, and waits until they are gone. No other browser's
/// command line names it.
fn killed(profile: &Path) {
    let mark = format!("--user-data-dir={}", profile.display());
    loop {
        let processes = must("the list of processes", fs::read_dir("/proc")).flatten();
        let of_profile: Vec<String> = processes
            .filter(|process| {
                let line = fs::read(process.path().join("cmdline")).unwrap_or_default();
                String::from_utf8_lossy(&line).contains(&mark)
            })
            .map(|process| process.file_name().to_string_lossy().into_owned())
            .collect();
        if of_profile.is_empty() {
            return;
        }
        // One that has gone meanwhile is no failure.
        let _ = Command::new("kill").arg("-KILL").args(of_profile).output();
    }
}
