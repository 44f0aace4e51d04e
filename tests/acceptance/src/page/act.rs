//! Using what is on screen.

use std::path::Path;
use std::time::Duration;

use serde_json::json;
use thirtyfour::Key;

use super::Page;
use crate::engine::Engine;
use crate::must;

const AT_ONCE: Option<Duration> = Some(Duration::ZERO);

impl Page {
    /// Presses the button.
    pub async fn press(&self, name: &str) {
        self.click("button", name, None).await;
    }

    /// Presses the first of several buttons of this name that all do the same.
    pub async fn press_first(&self, name: &str) {
        self.has("button", name).await;
        let press = "__walk.find('button', arguments[0])[0].focus()";
        self.ask::<()>(press, &[json!(name)]).await;
        self.key(Key::Enter).await;
    }

    /// Presses the button inside a step.
    pub async fn press_in(&self, step: &str, name: &str) {
        self.click("button", name, Some(step)).await;
    }

    /// Presses the button twice, as fast as a hand can.
    pub async fn press_twice(&self, name: &str) {
        let button = self.one("button", name, None).await;
        let clicks =
            self.browser.session.action_chain_with_delay(AT_ONCE, AT_ONCE).double_click_element(&button);
        must(name, clicks.perform().await);
    }

    /// Follows the link.
    pub async fn follow(&self, name: &str) {
        self.click("link", name, None).await;
    }

    /// Opens or closes what stands behind a summary.
    pub async fn unfold(&self, name: &str) {
        self.click("disclosure", name, None).await;
    }

    /// Picks a radio button or ticks a box.
    pub async fn choose(&self, label: &str) {
        self.click("choice", label, None).await;
    }

    /// Picks an option of a list by its words.
    pub async fn select(&self, label: &str, option: &str) {
        self.one("field", label, None).await;
        let pick = "const [list] = __walk.find('field', arguments[0]); \
                    const option = [...list.options].find((it) => it.text.trim() === arguments[1]); \
                    if (!option) return [...list.options].map((it) => it.text); \
                    list.value = option.value; \
                    list.dispatchEvent(new Event('input', { bubbles: true })); \
                    list.dispatchEvent(new Event('change', { bubbles: true })); \
                    return null";
        let others: Option<Vec<String>> = self.ask(pick, &[json!(label), json!(option)]).await;
        assert_eq!(others, None, "“{option}” is no option of “{label}”");
    }

    /// Pastes into the field in place of what stands there: one input event, whatever the text.
    pub async fn paste(&self, label: &str, text: &str) {
        self.until(&format!("the focus on “{label}”"), async || {
            let field = self.one("field", label, None).await;
            field.focus().await.map_err(|why| why.to_string())
        })
        .await;
        self.ask::<()>("document.activeElement.select()", &[]).await;
        self.insert(text).await;
    }

    /// Chooses a file of this computer.
    pub async fn choose_file(&self, label: &str, path: &Path) {
        let field = self.one("field", label, None).await;
        must(label, field.send_keys(path.to_string_lossy()).await);
    }

    /// Pastes where the focus is.
    pub async fn insert(&self, text: &str) {
        if self.browser.engine != Engine::Chromium {
            let insert = "return document.execCommand('insertText', false, arguments[0])";
            assert!(self.ask::<bool>(insert, &[json!(text)]).await, "nothing that takes text has the focus");
            return;
        }
        self.browser.command("Input.insertText", json!({ "text": text })).await;
    }

    /// Types, key by key, where the focus is.
    pub async fn keys(&self, text: impl AsRef<str>) {
        let keys = self.browser.session.action_chain_with_delay(AT_ONCE, AT_ONCE).send_keys(text.as_ref());
        must("typing", keys.perform().await);
    }

    /// Pastes from the clipboard where the focus is, as a hand on the keyboard does.
    pub async fn paste_from_clipboard(&self) {
        self.with_control("v").await;
    }

    /// Presses one key while Ctrl is held.
    pub async fn with_control(&self, letter: &str) {
        let actions = self.browser.session.action_chain_with_delay(AT_ONCE, AT_ONCE);
        let pressed = actions.key_down(Key::Control).send_keys(letter).key_up(Key::Control);
        must("a key with Ctrl", pressed.perform().await);
    }

    /// Presses one key.
    pub async fn key(&self, key: Key) {
        self.keys(String::from(key.value())).await;
    }

    /// Presses Tab until the thing of this name has the focus, as somebody without a mouse would.
    pub async fn tab_to(&self, name: &str) {
        let mut passed = Vec::new();
        for _ in 0..80 {
            self.key(Key::Tab).await;
            let at = self.focused().await;
            if at.split_once(' ').is_some_and(|(_, at)| at.to_lowercase().starts_with(&name.to_lowercase())) {
                return;
            }
            passed.push(at);
        }
        panic!("{}: Tab never reaches “{name}”; it passes {passed:#?}", self.walk);
    }

    /// Back, as by the browser's button.
    pub async fn back(&self) {
        must("back", self.browser.session.back().await);
    }

    /// Loads the page anew.
    pub async fn reload(&self) {
        must("reload", self.browser.session.refresh().await);
    }

    /// What is on screen may be made anew between being found and being clicked; then it is looked for again.
    async fn click(&self, role: &str, name: &str, step: Option<&str>) {
        self.until(&format!("a click on “{name}”"), async || {
            let target = self.one(role, name, step).await;
            if self.browser.engine == Engine::WebKit {
                // Its driver calls what was scrolled out of the window untouchable, instead of scrolling there.
                let scroll = "arguments[0].scrollIntoView({ block: 'nearest', behavior: 'instant' })";
                let there = must(name, target.to_json());
                self.browser.session.execute(scroll, vec![there]).await.map_err(|why| why.to_string())?;
            }
            target.click().await.map_err(|why| why.to_string())
        })
        .await;
    }
}
