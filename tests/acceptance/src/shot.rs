//! Pictures of the screens that people look at afterwards.

use std::fs;
use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use crate::engine::Engine;
use crate::must;
use crate::page::Page;
use crate::walk::workspace;

impl Page {
    /// What the window shows now, as a PNG of so many times its size.
    pub async fn picture(&self, (width, height): (u32, u32), scale: f64) -> Vec<u8> {
        self.browser.command("Emulation.setScrollbarsHidden", json!({ "hidden": true })).await;
        // The clip counts from the top of the page and not of the window.
        let top: f64 = self.ask("return scrollY", &[]).await;
        let clip = json!({ "x": 0, "y": top, "width": width, "height": height, "scale": scale });
        let format = json!({ "format": "png", "clip": clip, "captureBeyondViewport": false });
        let taken = self.browser.command("Page.captureScreenshot", format).await;
        must("the picture cannot be read", STANDARD.decode(taken["data"].as_str().unwrap_or_default()))
    }

    /// Saves the whole page as it looks now; in Chromium, below what the window shows too.
    pub async fn shoot(&self, name: &str) -> PathBuf {
        let picture = self.taken().await;
        let folder = workspace().join("target/screens");
        must("no folder for pictures", fs::create_dir_all(&folder));
        let path = folder.join(format!("{name}.png"));
        must("the picture cannot be saved", fs::write(&path, picture));
        path
    }

    async fn taken(&self) -> Vec<u8> {
        if self.browser.engine != Engine::Chromium {
            return must("the picture", self.browser.session.screenshot_as_png().await);
        }
        let format = json!({ "format": "png", "captureBeyondViewport": true });
        let taken = self.browser.command("Page.captureScreenshot", format).await;
        must("the picture cannot be read", STANDARD.decode(taken["data"].as_str().unwrap_or_default()))
    }
}
