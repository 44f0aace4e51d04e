//! One browser session with a profile of its own.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::{WebDriver, WindowHandle};

use crate::driver::Driver;
use crate::engine::Engine;
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

/// A browser with its driver and, where it is Chromium, its profile.
pub(crate) struct Browser {
    pub(crate) session: WebDriver,
    pub(crate) engine: Engine,
    driver: Driver,
    profile: TempDir,
    /// What stands in every page before its own scripts.
    scripts: &'static [&'static str],
}

impl Browser {
    pub(crate) async fn open(engine: Engine, size: (u32, u32), scripts: &'static [&'static str]) -> Self {
        let profile = must("no folder for the browser's profile", TempDir::with_prefix("keyturn-walk-"));
        let driver = Driver::start(engine).await;
        let session = session(engine, &driver, &profile).await;
        let browser = Self { session, engine, driver, profile, scripts };
        browser.prepare(size).await;
        browser
    }

    async fn prepare(&self, size: (u32, u32)) {
        if self.engine == Engine::Chromium {
            for source in self.scripts {
                self.command("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await;
            }
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
        self.driver = Driver::start(self.engine).await;
        self.session = session(self.engine, &self.driver, &self.profile).await;
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

    /// A script that finds in the page what stands in every page of a walk. Only Chromium's driver puts it there before the
    /// page's own scripts; elsewhere it comes with the first question.
    pub(crate) fn with_scripts(&self, script: &str) -> String {
        match self.engine {
            Engine::Chromium => script.to_owned(),
            Engine::Gecko | Engine::WebKit => [&self.scripts.concat(), script].concat(),
        }
    }

    /// A DevTools command, which only Chromium knows.
    pub(crate) async fn command(&self, name: &str, with: Value) -> Value {
        assert_eq!(self.engine, Engine::Chromium, "{name}: this walk can be walked in Chromium only");
        must(name, self.session.cdp().send_raw(name, with).await)
    }

    pub(crate) async fn resize(&self, (width, height): (u32, u32)) {
        if self.engine != Engine::Chromium {
            must("the window's size", self.session.set_window_rect(0, 0, width, height).await);
            return;
        }
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

async fn session(engine: Engine, driver: &Driver, profile: &TempDir) -> WebDriver {
    let wishes = must("the browser's wishes cannot be written", engine.wishes(profile));
    must("the browser does not start", WebDriver::new(driver.url(), wishes).await)
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
