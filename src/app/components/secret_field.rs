//! A key on screen: masked, shown for a short time when asked for.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use super::announcer::Announcer;
use super::button::Button;
use super::icon::IconName;
use super::secret_clipboard::{Holding, SecretClipboard};
use super::words::words;
use crate::browser::{focus, text_content};
use keyturn_domain::secret::Secret;

const REVEALED: Duration = Duration::from_secs(20);

/// A key: masked, revealed for 20 seconds, copied for 30. It hides again when the window loses the focus or the
/// page is hidden. Its text is in the page only while revealed, and never in an attribute.
#[component]
pub fn SecretField(
    /// The key.
    secret: Arc<Secret>,
    /// What stands above it, such as "New product key".
    #[prop(into)]
    label: String,
    /// What its buttons call it, such as "the new key".
    #[prop(into)]
    name: String,
) -> impl IntoView {
    let announcer = Announcer::here();
    let clipboard = SecretClipboard::here();
    let revealed = RwSignal::new(false);
    let copied = RwSignal::new(false);
    let shown = NodeRef::<leptos::html::Code>::new();

    let text_of = Arc::clone(&secret);
    Effect::new(move || {
        let Some(shown) = shown.get() else { return };
        if revealed.get() {
            // EXPOSE: the operator asked to see the key; it goes straight into the page and leaves it again.
            text_content::set(&shown, text_of.expose());
        } else {
            text_content::set(&shown, &text_of.masked());
        }
    });

    let timer = StoredValue::new(None::<TimeoutHandle>);
    let hide = move || {
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
        // The field may be gone by now.
        let _ = revealed.try_set(false);
    };
    let toggle = move |_| {
        if revealed.get_untracked() {
            return hide();
        }
        revealed.set(true);
        timer.set_value(set_timeout_with_handle(hide, REVEALED).ok());
        announcer.announce("Shown for 20 seconds.");
    };
    let blurred = window_event_listener(leptos::ev::blur, move |_| hide());
    let hidden = window_event_listener(leptos::ev::visibilitychange, move |_| {
        if focus::page_is_hidden() {
            hide();
        }
    });
    on_cleanup(move || {
        hide();
        blurred.remove();
        hidden.remove();
    });

    let copy_words = move || match clipboard.holding() {
        Holding::Key(left) if copied.get() => format!("Copied: clears in {left} s"),
        _ => "Copy".into(),
    };
    let again = name.clone();
    view! {
        <div class="secret">
            <span class="field__label">{words(label)}</span>
            <code class="secret__text" translate="no" data-revealed=move || revealed.get().then_some("") node_ref=shown></code>
            <div class="actions">
                <Button
                    icon=IconName::Eye
                    pressed=revealed
                    on_press=toggle
                >
                    "Reveal for 20 s"
                    <span class="visually-hidden">": " {words(name)}</span>
                </Button>
                <Button
                    icon=IconName::Copy
                    on_press=move |_| {
                        copied.set(true);
                        clipboard.copy(&secret);
                    }
                >
                    {copy_words}
                    <span class="visually-hidden">": " {words(again)}</span>
                </Button>
            </div>
        </div>
    }
    .into_any()
}
