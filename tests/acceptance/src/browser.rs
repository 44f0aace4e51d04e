//! One browser session with a profile of its own.

use std::env;

use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::{ChromiumLikeCapabilities as _, DesiredCapabilities, LoggingPrefsLogLevel, WebDriver};

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
    _profile: TempDir,
}

impl Browser {
    pub(crate) async fn open(size: (u32, u32)) -> Self {
        let driver = Driver::start();
        let profile = must("no folder for the browser's profile", TempDir::with_prefix("keyturn-walk-"));
        let wishes = must("the browser's wishes cannot be written", wishes(&profile));
        let session = must("the browser does not start", WebDriver::new(driver.url(), wishes).await);
        let browser = Self { session, driver, _profile: profile };
        browser
            .command(
                "Page.addScriptToEvaluateOnNewDocument",
                json!({ "source": include_str!("page/find.js") }),
            )
            .await;
        browser.resize(size).await;
        browser
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
        let Self { session, driver, _profile } = self;
        let ended = session.quit().await;
        drop(driver);
        must("the browser does not end", ended);
    }
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
