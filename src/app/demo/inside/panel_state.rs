//! What a story watches: the panel's real state. All of it is tracked.

use leptos::prelude::*;

use super::demo_world::DemoWorld;
use crate::app::look_up::LookUp;
use crate::app::router::Router;
use crate::app::runs::Run;
use crate::app::vault::Stands;
use crate::route::Route;
use keyturn_domain::inventory::{KeyId, KeyRecord};
use keyturn_domain::run::step::{MachineStep, Status};

/// The state of the panel, as a story sees it.
#[derive(Clone, Copy)]
pub(super) struct PanelState {
    demo: DemoWorld,
    router: Router,
}

impl PanelState {
    pub(super) fn of(demo: DemoWorld) -> Self {
        Self { demo, router: Router::here() }
    }

    /// The page that is on screen.
    pub(super) fn page(self) -> Route {
        self.router.route()
    }

    /// Whether the page of this key is on screen, or the one before a run of it.
    pub(super) fn is_about(self, key: KeyId) -> bool {
        matches!(self.page(), Route::Key(id) | Route::Renew(id) | Route::Rotate(id) if id == key)
    }

    /// Whether a run is on screen.
    pub(super) fn is_in_a_run(self) -> bool {
        matches!(self.page(), Route::Run(_))
    }

    /// Whether a run has this step at this status.
    pub(super) fn step_is(self, step: impl MachineStep, status: Status) -> bool {
        let id = step.id();
        let is = |run: Run| {
            run.steps().with(|steps| steps.iter().any(|step| step.step == id && step.status == status))
        };
        self.demo.panel.runs.all().into_iter().any(is)
    }

    /// Whether a run is over.
    pub(super) fn a_run_is_over(self) -> bool {
        self.demo.panel.runs.all().into_iter().any(Run::over)
    }

    /// Looks at a key of the list.
    pub(super) fn key<T>(self, id: KeyId, look: impl FnOnce(&KeyRecord) -> T) -> Option<T> {
        self.demo.panel.app.keys.with(|inventory| inventory.get(id).map(look))
    }

    /// Whether the panel's list has a key that some words are true of.
    pub(super) fn any_key(self, is: impl Fn(&KeyRecord) -> bool) -> bool {
        self.demo.panel.app.keys.with(|inventory| inventory.keys().iter().any(is))
    }

    /// Whether the dialog for a new key is open.
    pub(super) fn is_adding(self) -> bool {
        self.demo.panel.app.add_key_open.get()
    }

    /// How many keys were asked about and brought no answer.
    pub(super) fn faults(self) -> usize {
        self.demo.panel.app.checks.unanswered().len()
    }

    /// Whether the look-up has told something.
    pub(super) fn has_looked_up(self) -> bool {
        use_context::<LookUp>().is_some_and(|look_up| !look_up.answers().is_empty())
    }

    /// Whether there is a vault and it is open.
    pub(super) fn vault_is_open(self) -> bool {
        self.demo.panel.vault.is_open()
    }

    /// Whether there is a vault and it is locked.
    pub(super) fn vault_is_locked(self) -> bool {
        self.demo.panel.vault.stands() == Stands::Locked
    }

    /// Whether the vendor still takes the key that this is said of, whatever the panel knows.
    pub(super) fn lives(self, what: &str) -> bool {
        let view = self.demo.view();
        let mut keys = view.quickstream.keys.iter().chain(&view.superapi.keys);
        keys.any(|key| key.active && key.what.contains(what))
    }
}
