//! A file of the panel that did not arrive: why, and whether the page can be loaded anew without losing anything.
//!
//! After a new build the files of an open page are gone for good, and asking for them again leads nowhere.

mod notice;

use leptos::prelude::*;
use leptos::task::spawn_local;

pub(super) use notice::missing_file_notice;

use super::components::{Button, Kind};
use super::runs::Runs;
use super::state::AppState;
use super::vault::{Stands, Vault};
use crate::browser::missing_file::{self, ServerBuild};
use crate::browser::{demo_mode, reload};

/// What is known of files that did not arrive.
#[derive(Clone, Copy)]
pub struct MissingFile {
    /// Whether it was noticed on a page that can still be used.
    noted: RwSignal<bool>,
    on_server: RwSignal<Option<ServerBuild>>,
    app: AppState,
    vault: Vault,
    runs: Runs,
}

/// Something that a reload would end, and how to keep it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct AtStake {
    what: String,
    keep: &'static str,
}

impl MissingFile {
    /// Provides it to everything below, and listens for files that do not arrive.
    pub(super) fn provide(app: AppState, vault: Vault, runs: Runs) -> Self {
        let file = Self { noted: RwSignal::new(false), on_server: RwSignal::new(None), app, vault, runs };
        provide_context(file);
        missing_file::listen(move || {
            file.noted.set(true);
            file.ask();
        });
        file
    }

    /// Finds out which build the server has.
    pub(super) fn ask(self) {
        spawn_local(async move { self.on_server.set(Some(missing_file::server_build().await)) });
    }

    /// What happened, as far as it is known. Tracked.
    fn cause(self) -> &'static str {
        match self.on_server.get() {
            None => "A file that this page asked for did not arrive.",
            Some(ServerBuild::AnotherBuild) => {
                "A newer version of the panel is on its server. This page is of an older one, and a file that it needs is there no more."
            }
            Some(ServerBuild::ThisBuild) => {
                "A file that this page asked for did not arrive, or is not the one this page was made with. If this stays so, tell whoever runs this panel."
            }
            Some(ServerBuild::Nothing) => {
                "A file that this page asked for did not arrive: the panel's own server does not answer."
            }
        }
    }

    /// What a reload would lose. Tracked.
    fn at_stake(self) -> Vec<AtStake> {
        // What the demo made up is rebuilt from its event log.
        if demo_mode::is_demo() {
            return Vec::new();
        }
        match self.vault.stands() {
            Stands::MemoryOnly => self.in_memory(),
            Stands::Open => self.unsealed(),
            // A locked page holds nothing, and one that looks on holds nothing of its own.
            _ => Vec::new(),
        }
    }

    fn in_memory(self) -> Vec<AtStake> {
        let keys = self
            .app
            .keys
            .with(|inventory| inventory.keys().iter().filter(|key| key.secret.is_some()).count());
        let keys = match keys {
            0 => None,
            1 => Some("1 key is in this page's memory only.".to_owned()),
            keys => Some(format!("{keys} keys are in this page's memory only.")),
        };
        let keys = keys.map(|what| AtStake {
            what,
            keep: "Copy each of them to your own secret store first: open it from the list of keys and press Copy there.",
        });
        let runs = self.runs.open().into_iter().map(|run| AtStake {
            what: format!("The run “{}” is in this page's memory only.", run.about().title),
            keep: "Go on with it to its end first: everything that it needs has arrived.",
        });
        keys.into_iter().chain(runs).collect()
    }

    fn unsealed(self) -> Vec<AtStake> {
        let keys = self.vault.has_unkept_keys().then(|| AtStake {
            what: "The keys as they are now are not in the vault.".to_owned(),
            keep: "Seal them again first: the button stands above.",
        });
        let unheard = self.vault.hears_an_answer_out().then(|| AtStake {
            what: "A vendor's answer that only this page can receive is still to come, or to be written."
                .to_owned(),
            keep: "Wait until it is written: the run's page shows it.",
        });
        keys.into_iter().chain(unheard).collect()
    }

    /// What stands where a part of the panel did not arrive. Only that part takes keys in and begins runs, so without it
    /// there is nothing that a reload could lose: what would be lost is worked out in the part itself, and the first view
    /// stays light.
    pub(super) fn in_place(self, again: impl Fn() + Copy + 'static) -> AnyView {
        view! {
            <p role="alert">{move || self.cause()} " Nothing was sent to any vendor."</p>
            <p>{move || self.loses_nothing()}</p>
            <div class="actions">
                <Button kind=Kind::Primary on_press=move |_| _ = reload::reload()>"Reload the page"</Button>
                <Button on_press=move |_| again()>"Try again"</Button>
            </div>
        }
        .into_any()
    }

    /// Why a reload is safe, where it is. Tracked.
    fn loses_nothing(self) -> &'static str {
        match self.vault.stands() {
            _ if demo_mode::is_demo() => "Reloading loses nothing: the demo goes on where it stands.",
            Stands::MemoryOnly => "Reloading loses nothing: no key was added to this page.",
            Stands::Open | Stands::Watching => {
                "Reloading loses nothing: keys and runs are sealed in the vault. Unlock it afterwards."
            }
            _ => "Reloading loses nothing: what there is is sealed in the vault.",
        }
    }
}
