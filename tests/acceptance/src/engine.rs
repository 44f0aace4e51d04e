//! The three engines that browsers are made of, and how a session of each is asked for.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;
use tempfile::TempDir;
use thirtyfour::error::WebDriverResult;
use thirtyfour::{Capabilities, ChromiumLikeCapabilities as _, DesiredCapabilities, LoggingPrefsLogLevel};

/// An engine. Walks are walked in Chromium; the panel's start and its parts are tried in all three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Of Chrome, Edge and others.
    Chromium,
    /// Of Firefox.
    Gecko,
    /// Of Safari.
    WebKit,
}

const CHROMIUM: [&str; 12] = [
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

/// Where distributions put WebKit's own small browser: below the library folder of the machine's kind.
const MINI_BROWSER: [&str; 2] = ["webkit2gtk-4.1/MiniBrowser", "webkit2gtk-4.0/MiniBrowser"];

impl Engine {
    /// Its name, for names of files and messages.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Gecko => "gecko",
            Self::WebKit => "webkit",
        }
    }

    /// The driver's program, and the variable that may name another.
    pub(crate) const fn driver(self) -> (&'static str, &'static str) {
        match self {
            Self::Chromium => ("CHROMEDRIVER", "chromedriver"),
            Self::Gecko => ("GECKODRIVER", "geckodriver"),
            Self::WebKit => ("WEBKITDRIVER", "WebKitWebDriver"),
        }
    }

    /// What its driver is asked for.
    pub(crate) fn wishes(self, profile: &TempDir) -> WebDriverResult<Capabilities> {
        match self {
            Self::Chromium => chromium(profile),
            Self::Gecko => gecko(),
            Self::WebKit => webkit(),
        }
    }
}

fn chromium(profile: &TempDir) -> WebDriverResult<Capabilities> {
    let mut wishes = DesiredCapabilities::chrome();
    for flag in CHROMIUM {
        wishes.add_arg(flag)?;
    }
    wishes.add_arg(&format!("--user-data-dir={}", profile.path().display()))?;
    if let Ok(program) = env::var("KEYTURN_CHROMIUM") {
        wishes.set_binary(&program)?;
    }
    wishes.set_logging_prefs("browser", LoggingPrefsLogLevel::All)?;
    wishes.set_logging_prefs("performance", LoggingPrefsLogLevel::All)?;
    Ok(wishes.into())
}

/// Its driver makes a profile for each session, and removes it.
fn gecko() -> WebDriverResult<Capabilities> {
    let mut wishes = DesiredCapabilities::firefox();
    wishes.add_arg("-headless")?;
    if let Ok(program) = env::var("KEYTURN_FIREFOX") {
        wishes.set_firefox_binary(&program)?;
    }
    Ok(wishes.into())
}

/// Under automation it keeps nothing beyond the session.
fn webkit() -> WebDriverResult<Capabilities> {
    let program = env::var_os("KEYTURN_MINIBROWSER").map_or_else(mini_browser, PathBuf::from);
    let mut wishes = Capabilities::new();
    wishes.set("browserName", "MiniBrowser")?;
    wishes.set("webkitgtk:browserOptions", json!({ "binary": program, "args": ["--automation"] }))?;
    Ok(wishes)
}

fn mini_browser() -> PathBuf {
    let folders = fs::read_dir("/usr/lib").into_iter().flatten().flatten().map(|entry| entry.path());
    let found = folders.flat_map(|folder| MINI_BROWSER.map(|name| folder.join(name)));
    found.into_iter().find(|path| path.is_file()).unwrap_or_else(|| Path::new("MiniBrowser").to_path_buf())
}
