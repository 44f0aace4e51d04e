//! All runs of this session, open and finished.

mod about;
mod drive;
mod handover;
mod kind;
mod resume;
mod run;
mod runner;
mod write_ahead;

use std::sync::Arc;

use leptos::prelude::*;
use uuid::Uuid;

pub use about::{About, Ownership, Unseen};
pub use kind::RunKind;
pub use run::{Consumer, Run, RunOf};
pub use runner::Runner;
pub use write_ahead::Fallback;

use super::state::AppState;
use super::vault::{Recorder, Vault};
use crate::browser::demo_mode;
use crate::route::RunId;
use keyturn_domain::connection::Connection;
use keyturn_domain::inventory::KeyId;
use keyturn_domain::moment::Moment;
use keyturn_domain::product::ProductId;
use keyturn_domain::superapi::rotation::Rotation;
use keyturn_domain::westpac::rehearsal::Rehearsal;
use keyturn_domain::westpac::renewal::Renewal;
use keyturn_vault::entry::Began;

/// The runs. Made above the router, so that leaving a page ends nothing.
#[derive(Clone, Copy)]
pub struct Runs {
    list: RwSignal<Vec<Run>>,
    owner: StoredValue<Owner>,
    app: AppState,
    vault: Vault,
}

/// What is known of a run before it begins.
pub struct Start {
    /// Its name.
    pub title: String,
    /// Its connection.
    pub connection: Connection,
    /// The key it starts from.
    pub key: Option<KeyId>,
    /// The product whose keys it changes.
    pub product: Option<ProductId>,
}

impl Runs {
    /// Provides the runs to everything below. While one is open that is nowhere else, the browser asks before the
    /// tab is closed.
    pub fn provide(app: AppState, vault: Vault) -> Self {
        let runs = Self {
            list: RwSignal::default(),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
            app,
            vault,
        };
        provide_context(runs);
        window_event_listener(leptos::ev::beforeunload, move |event| {
            if untrack(|| runs.open().into_iter().any(|run| !run.about().kept) || runs.holds_alone()) {
                event.prevent_default();
            }
        });
        runs
    }

    /// Whether this page alone has keys that a vendor handed out.
    fn holds_alone(self) -> bool {
        // The demo's vendors go with the page.
        let alone = !self.vault.is_open() && !self.vault.is_watching() && !demo_mode::is_demo();
        alone && self.app.keys.with(|keys| keys.kept() > 0)
    }

    /// The panel's runs.
    pub fn here() -> Self {
        expect_context()
    }

    /// A run, if it is of this session.
    pub fn get(self, id: RunId) -> Option<Run> {
        self.list.with(|runs| runs.iter().copied().find(|run| run.about().id == id))
    }

    /// All runs, oldest first.
    pub fn all(self) -> Vec<Run> {
        self.list.get()
    }

    /// The runs that are not over, oldest first.
    pub fn open(self) -> Vec<Run> {
        self.list.with(|runs| runs.iter().copied().filter(|run| !run.over()).collect())
    }

    /// The open run that starts from this key.
    pub fn of_key(self, key: KeyId) -> Option<RunId> {
        self.open().into_iter().map(Run::about).find(|about| about.key == Some(key)).map(|about| about.id)
    }

    /// Whether a run other than `own` is open for this product.
    pub fn other_run_open(self, product: ProductId, own: RunId) -> bool {
        untrack(|| {
            self.open().into_iter().map(Run::about).any(|it| it.product == Some(product) && it.id != own)
        })
    }

    /// Whether the page that works with the runs may go without taking a reply along that nobody else keeps.
    pub(super) fn are_heard_out(self) -> bool {
        // Each is asked: one that could not write its reply tries again.
        self.list.with_untracked(|runs| runs.iter().filter(|run| !run.is_heard_out()).count() == 0)
    }

    /// Begins a rotation.
    pub fn rotate(self, start: Start, machine: Rotation) -> Runner<Rotation> {
        let began = Began::rotation(machine.case(), &start.connection);
        self.begin(start, machine, began)
    }

    /// Begins a renewal.
    pub fn renew(self, start: Start, machine: Renewal) -> Runner<Renewal> {
        let began = Began::renewal(machine.case(), &start.connection);
        self.begin(start, machine, began)
    }

    /// Begins a rehearsal; the list of keys learns nothing from its end.
    pub fn rehearse(self, start: Start, machine: Rehearsal) -> Runner<Rehearsal> {
        let began = Began::rehearsal(&start.connection);
        self.begin(start, machine, began)
    }

    fn begin<M: RunKind>(self, start: Start, machine: M, began: Began) -> Runner<M> {
        self.add(start, machine, (self.app.site.moment(), None), self.vault.recorder(began))
    }

    /// Forgets all of them: what there is comes from the vault that is being opened.
    pub(super) fn clear(self) {
        self.list.set(Vec::new());
    }

    fn add<M: RunKind>(
        self,
        start: Start,
        machine: M,
        (began, set): (Moment, Option<Uuid>),
        recorder: Option<Recorder>,
    ) -> Runner<M> {
        let Start { title, connection, key, product } = start;
        let id = RunId(self.list.with_untracked(|runs| runs.len() as u32 + 1));
        let kept = recorder.is_some() || set.is_some();
        let about = Arc::new(About { id, title, connection, key, product, began, kept, set });
        let (runner, run) = self.owner.with_value(|owner| {
            owner.with(|| {
                let runner = Runner::new(machine, about, (self.app, self.vault), recorder, M::settle);
                (runner, Run::new(runner, M::run(runner)))
            })
        });
        self.list.update(|runs| runs.push(run));
        runner
    }
}
