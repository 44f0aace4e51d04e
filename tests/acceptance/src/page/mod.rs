//! The page as a person meets it: things have roles and names, and are on screen or not.

mod act;
mod files;
mod steps;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::WebElement;

use crate::browser::Browser;
use crate::wait::{PATIENCE, until};
use crate::{Theme, must};

pub use files::Given;
pub use steps::Step;

/// The page in the browser of one walk.
pub struct Page {
    pub(crate) browser: Browser,
    pub(crate) origin: String,
    pub(crate) walk: String,
}

/// All that is on screen, in words.
#[derive(Clone, Debug, Deserialize)]
pub struct Screen {
    /// The window's title.
    pub title: String,
    /// The address.
    pub url: String,
    /// The text that is shown; an open dialog's alone, if there is one.
    pub text: String,
    /// The whole document, as it stands.
    pub html: String,
    /// Headings, in order.
    pub headings: Vec<String>,
    /// Names of the buttons.
    pub buttons: Vec<String>,
    /// Names of the links.
    pub links: Vec<String>,
    /// Labels of the fields.
    pub fields: Vec<String>,
}

impl Screen {
    /// For a failure's message: everything but the markup.
    fn in_short(&self) -> String {
        let Self { title, url, text, buttons, links, fields, .. } = self;
        format!("{url} “{title}”\nbuttons {buttons:?}\nlinks {links:?}\nfields {fields:?}\n{text}")
    }
}

impl Page {
    /// Opens a path of the panel and waits until the panel itself is there.
    pub async fn open(&self, path: &str) {
        self.load(path).await;
        self.started().await;
    }

    /// Opens a path, whatever comes of it.
    pub async fn load(&self, path: &str) {
        must("the page does not load", self.browser.session.goto(format!("{}{path}", self.origin)).await);
    }

    /// Waits until the panel has taken over from the static shell.
    pub async fn started(&self) {
        let there = "const app = document.getElementById('app'); return !document.getElementById('shell') && !!app?.querySelector('h1:not(.visually-hidden)')";
        self.until("the panel to start", async || {
            if self.ask::<bool>(there, &[]).await { Ok(()) } else { Err(self.screen().await.in_short()) }
        })
        .await;
    }

    /// The origin that the panel is opened from.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// What a script in the page answers.
    pub async fn ask<T: DeserializeOwned>(&self, script: &str, with: &[Value]) -> T {
        let found = self.browser.with_scripts(script);
        let answer = must(script, self.browser.session.execute(found, with.to_vec()).await);
        must(script, serde_json::from_value(answer.json().clone()))
    }

    /// What a script in the page answers later, by calling its last argument.
    pub async fn ask_later<T: DeserializeOwned>(&self, script: &str) -> T {
        let answer = must(script, self.browser.session.execute_async(script, Vec::new()).await);
        must(script, serde_json::from_value(answer.json().clone()))
    }

    /// The addresses and titles that this tab has been at.
    pub async fn past(&self) -> String {
        self.browser.command("Page.getNavigationHistory", json!({})).await.to_string()
    }

    /// Everything on screen.
    pub async fn screen(&self) -> Screen {
        self.ask("return __walk.screen()", &[]).await
    }

    /// The text on screen.
    pub async fn text(&self) -> String {
        self.screen().await.text
    }

    /// What screen readers were told since the page was loaded.
    pub async fn announced(&self) -> Vec<String> {
        self.ask("return __walk.seen.announced", &[]).await
    }

    /// What has the focus: its tag and its name.
    pub async fn focused(&self) -> String {
        self.ask("return __walk.focused()", &[]).await
    }

    /// Waits for a condition on the page.
    pub async fn until<T>(&self, what: &str, ask: impl AsyncFnMut() -> Result<T, String>) -> T {
        until(&format!("{what} ({})", self.walk), PATIENCE, ask).await
    }

    /// Waits until the text is on screen.
    pub async fn says(&self, text: &str) {
        self.until(&format!("“{text}”"), async || {
            let screen = self.screen().await;
            if reads_as(&screen.text, text) { Ok(()) } else { Err(screen.in_short()) }
        })
        .await;
    }

    /// Waits until the text is on screen no more.
    pub async fn says_no_more(&self, text: &str) {
        self.until(&format!("“{text}” to go"), async || {
            let screen = self.screen().await;
            if reads_as(&screen.text, text) { Err(screen.in_short()) } else { Ok(()) }
        })
        .await;
    }

    /// Waits until there is something of this role and name.
    pub async fn has(&self, role: &str, name: &str) {
        self.until(&format!("a {role} “{name}”"), async || match self.count(role, name).await {
            0 => Err(self.screen().await.in_short()),
            _ => Ok(()),
        })
        .await;
    }

    /// How many there are now of this role and name.
    pub async fn count(&self, role: &str, name: &str) -> usize {
        self.ask("return __walk.find(arguments[0], arguments[1]).length", &[json!(role), json!(name)]).await
    }

    /// Waits until exactly one thing of this role has the name and can be used, inside the step or anywhere.
    pub(crate) async fn one(&self, role: &str, name: &str, step: Option<&str>) -> WebElement {
        const FIND: &str = "const [role, name, step] = arguments; \
                            const inside = step ? __walk.find('step', step)[0] : undefined; \
                            if (step && !inside) return []; \
                            return __walk.find(role, name, inside).filter(__walk.usable)";
        let with = [json!(role), json!(name), json!(step)];
        self.until(
            &format!("the {role} “{name}”{}", step.map_or(String::new(), |step| format!(" in “{step}”"))),
            async || {
                let script = self.browser.with_scripts(FIND);
                let found = must(FIND, self.browser.session.execute(script, with.to_vec()).await);
                let mut found = must(FIND, found.elements());
                match found.len() {
                    1 => Ok(found.remove(0)),
                    count => Err(format!("{count} of them; {}", self.screen().await.in_short())),
                }
            },
        )
        .await
    }

    /// Sets the computer's theme.
    pub async fn theme(&self, theme: Theme) {
        let features = json!([{ "name": "prefers-color-scheme", "value": theme.word() }]);
        self.browser.command("Emulation.setEmulatedMedia", json!({ "features": features })).await;
        let fading = "return document.getAnimations().filter((it) => it instanceof CSSTransition).length";
        self.until("colours to settle", async || match self.ask(fading, &[]).await {
            0_u32 => Ok(()),
            fading => Err(format!("{fading} transitions")),
        })
        .await;
    }

    /// Sets the size of the window.
    pub async fn resize(&self, width: u32, height: u32) {
        self.browser.resize((width, height)).await;
    }
}

/// Whether the text shows the words; capitals are a matter of style.
pub(crate) fn reads_as(shown: &str, words: &str) -> bool {
    tidy(shown).to_lowercase().contains(&tidy(words).to_lowercase())
}

/// White space as a person reads it.
pub(crate) fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
