//! Where text and files come in.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::components::{Announcer, Button, IconName};
use crate::app::look_up::{LookUp, ScanState};
use crate::browser::clipboard;
use crate::browser::scan::Source;

/// What text without a file is called.
const PASTED: &str = "Pasted text";

pub(super) fn input(look_up: LookUp) -> AnyView {
    let announcer = Announcer::here();
    let text = NodeRef::<leptos::html::Textarea>::new();
    let files = NodeRef::<leptos::html::Input>::new();
    let over = RwSignal::new(false);
    let refused = RwSignal::new(false);
    let typed = StoredValue::new(false);
    let take = move |given: &str| {
        announcer.announce("Looking through the text.");
        look_up.look_through(Source::text(PASTED, given).into_iter().collect());
    };
    let empty = move || {
        if let Some(text) = text.get_untracked() {
            text.set_value("");
        }
    };
    let pasted = move |event: leptos::ev::ClipboardEvent| {
        let given = event.clipboard_data().and_then(|data| data.get_data("text").ok()).unwrap_or_default();
        // A pasted file comes as no text; the browser puts nothing in the box then.
        if !given.is_empty() {
            event.prevent_default();
            empty();
            typed.set_value(false);
            take(&given);
        }
    };
    let wrote = move |event| {
        let given: String = event_target_value(&event);
        if !given.trim().is_empty() {
            typed.set_value(true);
            take(&given);
        } else if typed.get_value() {
            typed.set_value(false);
            look_up.clear();
        }
    };
    // A whole key is not left standing in the box, however it came there.
    Effect::new(move || {
        if !look_up.leaking().is_empty() && typed.get_value() {
            empty();
            typed.set_value(false);
            announcer.announce("The box was emptied: a whole key stood in it.");
        }
    });
    let chosen = move |_| {
        if let Some(input) = files.get_untracked() {
            look_up.look_through(Source::chosen(&input));
            // The same file can be chosen again.
            input.set_value("");
        }
    };
    let from_clipboard = move |_| {
        refused.set(false);
        spawn_local(async move {
            match clipboard::read().await {
                Some(given) if !given.is_empty() => take(&given),
                _ => {
                    let _ = refused.try_set(true);
                }
            }
        });
    };
    let dropped = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        over.set(false);
        let text = event.data_transfer().and_then(|data| data.get_data("text").ok()).unwrap_or_default();
        let files = Source::dropped(&event);
        if files.is_empty() && !text.is_empty() { take(&text) } else { look_up.look_through(files) }
    };
    let anything = Memo::new(move |_| look_up.scan_state() != ScanState::Idle);
    let clear = move |_| {
        empty();
        look_up.clear();
        announcer.announce("Cleared.");
    };
    view! {
        <section
            class="look-up"
            class:look-up--over=over
            aria-label="What to look through"
            on:dragover=move |event| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=dropped
        >
            <label class="look-up__label" for="look-up-text">"Paste a log excerpt or a key name, or drop files here"</label>
            <textarea
                class="look-up__box"
                id="look-up-text"
                rows="3"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                data-1p-ignore="true"
                data-lpignore="true"
                aria-describedby="look-up-hint"
                node_ref=text
                on:paste=pasted
                on:input=wrote
            ></textarea>
            <p class="field__hint" id="look-up-hint">
                "Pasted text is looked through at once and not shown again. Plain text (UTF-8 or UTF-16) and gzip, of any size, many files at a time."
            </p>
            <div class="actions">
                <label class="button look-up__files">
                    "Choose files"
                    <input class="visually-hidden" type="file" multiple node_ref=files on:change=chosen/>
                </label>
                <Button icon=IconName::Copy on_press=from_clipboard>"Read from the clipboard"</Button>
                {move || anything.get().then(|| view! { <Button on_press=clear>"Clear"</Button> })}
            </div>
            <p class="small" role="status">
                {move || {
                    refused
                        .get()
                        .then_some("There is no text on the clipboard, or the browser does not let the page read it. Paste it into the box instead.")
                }}
            </p>
        </section>
    }
    .into_any()
}
