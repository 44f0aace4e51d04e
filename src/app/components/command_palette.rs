//! Everything one can go to or do, by a few letters.

use leptos::prelude::*;

use super::modal::Modal;
use super::words::words;
use crate::browser::focus;

/// One thing to go to or to do.
#[derive(Clone)]
pub struct Command {
    /// What it is called.
    pub label: String,
    /// What tells it from its likes, such as a connection's name.
    pub hint: String,
    /// Does it.
    pub action: Callback<()>,
}

/// How many are shown at a time.
const SHOWN: usize = 12;
const LIST: &str = "palette-list";

/// A search over commands. Ctrl K (or Cmd K) opens it from anywhere.
#[component]
pub fn CommandPalette(
    /// Whether it is open, both ways.
    open: RwSignal<bool>,
    /// What it searches.
    #[prop(into)]
    commands: Signal<Vec<Command>>,
) -> impl IntoView {
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        if event.key().eq_ignore_ascii_case("k") && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            open.update(|open| *open = !*open);
        }
    });
    on_cleanup(move || listener.remove());

    let query = RwSignal::new(String::new());
    let chosen = RwSignal::new(0_usize);
    let input = NodeRef::<leptos::html::Input>::new();
    let found = Signal::derive(move || {
        let query = query.get().to_ascii_lowercase();
        commands
            .with(|all| all.iter().filter(|it| matches(it, &query)).take(SHOWN).cloned().collect::<Vec<_>>())
    });
    let first = move |()| {
        query.set(String::new());
        chosen.set(0);
        if let Some(input) = input.get_untracked() {
            focus::move_to(&input);
        }
    };
    let run = move |at: usize| {
        if let Some(command) = found.get_untracked().get(at) {
            open.set(false);
            command.action.run(());
        }
    };
    let step = move |by: isize| {
        let count = found.with_untracked(Vec::len);
        if count > 0 {
            chosen.update(|at| *at = at.saturating_add_signed(by).min(count - 1));
            focus::bring_into_view(&option_id(chosen.get_untracked()));
        }
    };
    let rows = move || {
        let rows = found.get().into_iter().enumerate();
        rows.map(|(at, Command { label, hint, .. })| {
            view! {
                <li
                    class="palette__option"
                    role="option"
                    id=option_id(at)
                    aria-selected=move || if chosen.get() == at { "true" } else { "false" }
                    on:click=move |_| run(at)
                >
                    <span>{words(label)}</span>
                    <span class="palette__hint">{words(hint)}</span>
                </li>
            }
        })
        .collect::<Vec<_>>()
    };
    view! {
        <Modal open title="Go to or do" first>
            <input
                class="field__control"
                type="text"
                role="combobox"
                aria-label="Go to or do"
                aria-expanded="true"
                aria-autocomplete="list"
                aria-controls=LIST
                aria-activedescendant=move || option_id(chosen.get())
                autocomplete="off"
                spellcheck="false"
                node_ref=input
                prop:value=query
                on:input=move |event| {
                    query.set(event_target_value(&event));
                    chosen.set(0);
                }
                on:keydown=move |event| {
                    match event.key().as_str() {
                        "ArrowDown" => step(1),
                        "ArrowUp" => step(-1),
                        "Enter" => run(chosen.get_untracked()),
                        _ => return,
                    }
                    event.prevent_default();
                }
            />
            <ul class="palette__list" role="listbox" id=LIST aria-label="Found">{rows}</ul>
            <p class="palette__none" role="status">
                {move || found.with(Vec::is_empty).then_some("Nothing found.")}
            </p>
        </Modal>
    }
    .into_any()
}

fn option_id(at: usize) -> String {
    ["palette-", &at.to_string()].concat()
}

/// Whether every word of the query stands somewhere in the command.
fn matches(command: &Command, query: &str) -> bool {
    let text = [command.label.as_str(), " ", &command.hint].concat().to_ascii_lowercase();
    query.split_whitespace().all(|word| text.contains(word))
}
