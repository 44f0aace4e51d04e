//! All runs of this session, open and finished.

use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use uuid::Uuid;

use super::runner::{About, Away, Runner, Unseen};
use super::state::AppState;
use super::vault::{Fault, Journal, Recorder, Vault};
use crate::browser::realm;
use crate::route::RunId;
use keyturn_domain::connection::Connection;
use keyturn_domain::inventory::KeyId;
use keyturn_domain::moment::Moment;
use keyturn_domain::product::ProductId;
use keyturn_domain::rehearsal::Rehearsal;
use keyturn_domain::renewal::{Renewal, RenewalResult};
use keyturn_domain::rotation::{Ending, Rotation};
use keyturn_domain::run::probe::Verdict;
use keyturn_domain::run::step::{Status, StepView};
use keyturn_vault::acts::Journalled;
use keyturn_vault::entry::Began;
use keyturn_vault::replay::{HandedOut, Resumed};

/// A run. What every page asks of it is answered without knowing its machine, so that the first screen does not
/// have to bring the machines along.
#[derive(Clone, Copy)]
pub struct Run {
    /// The run of its machine.
    pub of: RunOf,
    control: StoredValue<Arc<dyn Control>>,
    about: StoredValue<Arc<About>>,
    over: Signal<bool>,
    away: Signal<Away>,
    steps: Signal<Vec<StepView>>,
    verdict: Signal<Option<Verdict>>,
    unseen: Signal<Unseen>,
    ending: Signal<String>,
}

/// The run of one of the three machines.
#[derive(Clone, Copy)]
pub enum RunOf {
    /// SuperAPI rotation, with the operator's own list of what uses the key.
    Rotation(Runner<Rotation>, RwSignal<Vec<Consumer>>),
    /// QuickStream renewal.
    Renewal(Runner<Renewal>),
    /// QuickStream renewal drill.
    Rehearsal(Runner<Rehearsal>),
}

/// Something that uses a key and has to be switched to the new one.
#[derive(Clone)]
pub struct Consumer {
    /// What the operator calls it.
    pub name: String,
    /// Whether it uses the new key.
    pub switched: ArcRwSignal<bool>,
}

impl Run {
    fn new<M: RunKind>(runner: Runner<M>, of: RunOf) -> Self {
        Self {
            of,
            control: StoredValue::new(Arc::new(runner)),
            about: StoredValue::new(runner.about()),
            over: Signal::derive(move || runner.over()),
            away: runner.away(),
            steps: runner.steps(),
            verdict: Signal::derive(move || runner.read(RunKind::verdict)),
            unseen: runner.unseen(),
            ending: Signal::derive(move || runner.read(|machine| machine.ending().unwrap_or_default())),
        }
    }

    /// Whether it ended while nobody was there, and nobody has looked since.
    pub fn is_news(self) -> bool {
        self.unseen.get() == Unseen::New
    }

    /// How it ended, in a few words.
    pub fn ending(self) -> String {
        self.ending.get()
    }

    /// What it is about.
    pub fn about(self) -> Arc<About> {
        self.about.get_value()
    }

    /// Whether it is over.
    pub fn over(self) -> bool {
        self.over.get()
    }

    /// Whether it is this tab's to go on with.
    pub fn away(self) -> Away {
        self.away.get()
    }

    /// Hands it over with an export, where it is this tab's and has a journal. Afterwards it stands still here.
    pub(super) async fn hand_over(self, export: Uuid) -> Result<(), Fault> {
        self.control.get_value().hand_over(export).await
    }

    /// Whether a call of it is on its way, or something of it could not be written.
    pub(super) fn is_held_up(self) -> bool {
        self.control.get_value().is_held_up()
    }

    /// Whether the page that works with it may go without taking a reply along that nobody else keeps.
    fn is_heard_out(self) -> bool {
        self.control.get_value().is_heard_out()
    }

    /// The verdict it stands at, for a person to decide upon. Tracked.
    pub fn verdict(self) -> Option<Verdict> {
        self.verdict.get()
    }

    /// All its steps. Tracked.
    pub fn steps(self) -> Signal<Vec<StepView>> {
        self.steps
    }

    /// The step it stands at and that step's status.
    pub fn stands(self) -> Option<(&'static str, Status)> {
        self.steps
            .with(|steps| steps.iter().find(|step| step.current).map(|step| (step.step.label(), step.status)))
    }
}

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
        let alone = !self.vault.is_open() && !self.vault.is_watching() && !realm::is_demo();
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

    /// Takes up a run where its journal leaves it.
    pub(super) fn resume<M: RunKind>(
        self,
        start: Start,
        resumed: Resumed<M>,
        at: Moment,
        journal: Rc<Journal>,
    ) {
        let Resumed { machine, unanswered, handed, handed_out, said, .. } = resumed;
        // A crash may have come between the journal and the list of keys.
        let handed_out = handed_out.iter().map(|HandedOut { asked, latest, at }| (&**asked, latest, *at));
        self.app.keys.take_handed_out(&start.connection, handed_out);
        let over = machine.is_over();
        let set = journal.set();
        let runner = self.add(start, machine, (at, Some(set)), Some(Recorder::of(journal)));
        if let Some(export) = handed {
            runner.is_away(Away::HandedOver(export));
        }
        runner.is_taken_up();
        let about = runner.about();
        for entry in said {
            self.app.activity.note(Some(about.id), &about.title, entry);
        }
        if over {
            runner.end();
        }
        if let Some((ticket, call)) = unanswered {
            runner.unanswered(ticket, call);
        }
    }

    /// Shows a run as it stands in the tab that works with it.
    pub(super) fn show<M: RunKind>(self, set: Uuid, start: Start, at: Moment, resumed: Resumed<M>) {
        let known = self.list.with_untracked(|runs| {
            runs.iter().find(|run| run.about().set == Some(set)).and_then(|run| M::runner(run.of))
        });
        let away = resumed.handed.map_or(Away::Watched, Away::HandedOver);
        let runner = match known {
            Some(runner) => {
                runner.show(resumed.machine);
                runner
            }
            None => self.add(start, resumed.machine, (at, Some(set)), None),
        };
        runner.listens_alone(resumed.unkept);
        runner.is_away(away);
        let about = runner.about();
        for entry in resumed.said {
            self.app.activity.note(Some(about.id), &about.title, entry);
        }
    }

    /// The runs whose journals are gone have ended in the tab that works with them.
    pub(super) fn end_all_but(self, there: &[Uuid]) {
        for run in self.list.get_untracked() {
            if run.about().set.is_some_and(|set| !there.contains(&set)) {
                run.control.get_value().is_away(Away::Ended);
            }
        }
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

/// What is done with a run whatever its machine. It is held as an object, so that the first screen does not have to bring
/// the machines along.
trait Control: Send + Sync {
    fn hand_over(&self, export: Uuid) -> Written;
    fn is_held_up(&self) -> bool;
    fn is_heard_out(&self) -> bool;
    fn is_away(&self, away: Away);
}

type Written = Pin<Box<dyn Future<Output = Result<(), Fault>>>>;

impl<M: RunKind> Control for Runner<M> {
    fn hand_over(&self, export: Uuid) -> Written {
        Box::pin(Self::hand_over(*self, export))
    }

    fn is_held_up(&self) -> bool {
        Self::is_held_up(*self)
    }

    fn is_heard_out(&self) -> bool {
        Self::is_heard_out(*self)
    }

    fn is_away(&self, away: Away) {
        Self::is_away(*self, away);
    }
}

/// A machine that the panel knows how to show and to end.
pub(super) trait RunKind: Journalled + Send + Sync + 'static {
    /// A run of this machine.
    fn run(runner: Runner<Self>) -> RunOf;
    /// The runner of a run of this machine.
    fn runner(run: RunOf) -> Option<Runner<Self>>;
    /// What the list of keys learns from its end.
    fn settle(&self, about: &About, app: AppState);
    /// What its probes said, where they give a verdict.
    fn verdict(&self) -> Option<Verdict> {
        None
    }
    /// How it ended, in a few words.
    fn ending(&self) -> Option<String>;
}

impl RunKind for Rotation {
    fn run(runner: Runner<Self>) -> RunOf {
        RunOf::Rotation(runner, RwSignal::default())
    }

    fn runner(run: RunOf) -> Option<Runner<Self>> {
        if let RunOf::Rotation(runner, _) = run { Some(runner) } else { None }
    }

    fn settle(&self, about: &About, app: AppState) {
        settle_rotation(self, about, app);
    }

    fn verdict(&self) -> Option<Verdict> {
        self.probes().map(|(old, new)| Verdict::of(old, new))
    }

    fn ending(&self) -> Option<String> {
        Some(match self.outcome()?.ending {
            Ending::Judged(verdict) => verdict.title().to_owned(),
            Ending::Abandoned(_) => "The run was left".to_owned(),
        })
    }
}

impl RunKind for Renewal {
    fn run(runner: Runner<Self>) -> RunOf {
        RunOf::Renewal(runner)
    }

    fn runner(run: RunOf) -> Option<Runner<Self>> {
        if let RunOf::Renewal(runner) = run { Some(runner) } else { None }
    }

    fn settle(&self, about: &About, app: AppState) {
        settle_renewal(self, about, app);
    }

    fn ending(&self) -> Option<String> {
        self.result().map(RenewalResult::words)
    }
}

impl RunKind for Rehearsal {
    fn run(runner: Runner<Self>) -> RunOf {
        RunOf::Rehearsal(runner)
    }

    fn runner(run: RunOf) -> Option<Runner<Self>> {
        if let RunOf::Rehearsal(runner) = run { Some(runner) } else { None }
    }

    fn settle(&self, _: &About, _: AppState) {}

    fn ending(&self) -> Option<String> {
        self.result().map(|result| result.verdict.title().to_owned())
    }
}

fn settle_rotation(machine: &Rotation, about: &About, app: AppState) {
    if let (Some(outcome), Some(key)) = (machine.outcome(), about.key) {
        app.keys.finish_rotation(key, &outcome);
    }
}

fn settle_renewal(machine: &Renewal, about: &About, app: AppState) {
    let (Some(key), Some(newer)) = (about.key, machine.newer()) else { return };
    if let Some(RenewalResult::Switched { name, expiry, .. }) = machine.result() {
        app.keys.finish_renewal(key, Arc::clone(&newer.key), name.clone(), *expiry);
    }
}
