//! Everything one can go to or do from the keyboard.

use leptos::prelude::*;

use super::components::{Command, CommandPalette, Shortcut, ShortcutHelp};
use super::register_mode::RegisterMode;
use super::router::Router;
use super::state::AppState;
use super::vault::Vault;
use crate::route::Route;

const SHORTCUTS: [Shortcut; 4] = [
    Shortcut { keys: "Ctrl K", does: "Go to a key or a page, or do something (also Cmd K)" },
    Shortcut { keys: "?", does: "This list" },
    Shortcut { keys: "Esc", does: "Close a dialog without doing anything" },
    Shortcut { keys: "Tab", does: "Go to the next control" },
];

/// The palette over real keys and acts, and the list of shortcuts.
#[component]
pub fn Commands() -> impl IntoView {
    let app = AppState::here();
    let router = Router::here();
    let vault = Vault::here();
    let register_mode = RegisterMode::here();
    let go = move |to: Route| Callback::new(move |()| router.go(to));
    let palette = RwSignal::new(false);
    let help = RwSignal::new(false);
    let commands = Signal::derive(move || {
        let pages = register_mode.pages().iter().map(|page| Command {
            label: format!("Go to {}", page.label),
            hint: String::new(),
            action: go(page.route),
        });
        let add = (!register_mode.is_on()).then(|| Command {
            label: "Add a key".into(),
            hint: String::new(),
            action: Callback::new(move |()| app.add_key_open.set(true)),
        });
        let shortcuts = Command {
            label: "Show the keyboard shortcuts".into(),
            hint: "?".into(),
            action: Callback::new(move |()| help.set(true)),
        };
        let lock = vault.is_open().then(|| Command {
            label: "Lock the vault".into(),
            hint: String::new(),
            action: Callback::new(move |()| vault.lock()),
        });
        let mut all: Vec<Command> = pages.chain(add).chain([shortcuts]).chain(lock).collect();
        app.keys.with(|inventory| {
            all.extend(inventory.keys().iter().map(|key| Command {
                label: key.title().to_owned(),
                hint: [key.kind.name_at(key.vendor), " ", &key.label].concat(),
                action: go(Route::Key(key.id)),
            }));
        });
        all
    });
    view! {
        <CommandPalette open=palette commands/>
        <ShortcutHelp open=help shortcuts=SHORTCUTS.to_vec()/>
    }
    .into_any()
}
