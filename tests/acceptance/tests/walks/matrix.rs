//! The crash matrix: whole runs, killed at the points of their writing and calling, taken up and finished.
//!
//! The first run goes through unharmed and writes down every point that its acts pass. Then runs are killed, one point
//! after the other, until each point of the walk's share has seen a kill. After each, the panel is opened anew on the same
//! profile, and what it shows is held against what the vendors were truly asked and truly hold.

mod points;

use std::collections::BTreeMap;

use keyturn_acceptance::hold::Stood;
use keyturn_acceptance::{Step, Walk};
use points::Points;
pub(crate) use points::Share;

/// What is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kill {
    Browser,
    Tab,
}

/// What an operator does, as the points are grouped.
pub(crate) type Act = &'static str;

/// The act that begins a run.
pub(crate) const BEGIN: Act = "begin";

/// An act that was killed.
#[derive(Debug)]
pub(crate) struct Killed {
    pub(crate) act: Act,
    pub(crate) point: String,
    passed: Vec<String>,
}

impl Killed {
    pub(crate) fn passed(&self, point: &str) -> bool {
        self.passed.iter().any(|passed| passed == point)
    }

    fn count(&self, moment: &str) -> u64 {
        self.passed.iter().filter(|point| point.ends_with(moment)).count() as u64
    }

    /// While a call's answer is not on disk, the screen stays where it was when the call left.
    fn waits(&self) -> bool {
        self.count("sent") > 0 && ["append", "call"].iter().any(|what| self.point.starts_with(what))
    }
}

/// Where the panel stands after it came back.
#[derive(Debug)]
pub(crate) enum Back {
    /// The run's page is on screen, at rest.
    Run(Vec<Step>),
    /// There is no run.
    NoRun,
}

impl Back {
    /// The status of a step of the run. Beside a verdict that needs somebody the steps that are done are folded, and only
    /// those.
    pub(crate) fn status(&self, name: &str) -> &str {
        match self {
            Self::Run(steps) => {
                steps.iter().find(|step| step.name == name).map_or("done", |step| &step.status)
            }
            Self::NoRun => "no run",
        }
    }
}

/// One kind of run, and who works at it.
pub(crate) trait Operator {
    /// The run's title.
    const RUN: &str;

    /// Begins a run.
    async fn begin(&mut self, walk: &Walk);
    /// The act that the run on screen wants next; `None` once it is over.
    async fn wanted(&mut self, walk: &Walk) -> Option<Act>;
    /// Does it.
    async fn act(&mut self, walk: &Walk, act: Act);
    /// It was done, and nothing was killed.
    async fn went(&mut self, walk: &Walk, act: Act);
    /// The panel came back from a kill: what it shows must be true.
    async fn came_back(&mut self, walk: &Walk, killed: &Killed, back: &Back);
    /// A run is over, and its journal is gone: what it left must be true.
    async fn is_over(&mut self, walk: &Walk);
}

/// More runs than any matrix needs.
const RUNS: usize = 60;

/// Walks the matrix. The panel must have its keys and its vault.
pub(crate) async fn matrix<O: Operator>(walk: &mut Walk, kill: Kill, share: Share, operator: &mut O) {
    let mut points: Option<Points> = None;
    let mut learnt = BTreeMap::new();
    for _ in 0..RUNS {
        run(walk, kill, operator, points.as_mut(), &mut learnt).await;
        operator.is_over(walk).await;
        let points = points.get_or_insert_with(|| Points::of(&learnt, share));
        if points.are_done() {
            return;
        }
    }
    panic!("{RUNS} runs are not enough for {points:?}")
}

/// One run to its end. Without points it goes unharmed, and what each act passed is learnt.
async fn run<O: Operator>(
    walk: &mut Walk,
    kill: Kill,
    operator: &mut O,
    mut points: Option<&mut Points>,
    learnt: &mut BTreeMap<Act, Vec<String>>,
) {
    let mut act = BEGIN;
    loop {
        let point = points.as_mut().and_then(|points| points.next(act));
        walk.page.hold_at(point.as_deref()).await;
        let received = walk.vendors.last_number().await;
        if act == BEGIN {
            operator.begin(walk).await
        } else {
            operator.act(walk, act).await
        }
        let (stood, passed) = walk.page.stood().await;
        match (stood, point) {
            (Stood::Held, point) => {
                let killed = Killed { act, point: point.expect("it holds where it was told"), passed };
                walk.vendors.until_last_number(received + killed.count("sent")).await;
                let steps = walk.page.steps().await;
                let moved = !steps.iter().any(|step| step.status == "running");
                assert!(!(killed.waits() && moved), "the screen is ahead of the disk: {killed:?} {steps:#?}");
                let back = killed_and_back::<O>(walk, kill).await;
                operator.came_back(walk, &killed, &back).await;
                match back {
                    Back::NoRun if act == BEGIN => continue,
                    Back::NoRun => return,
                    Back::Run(_) => {}
                }
            }
            (Stood::AtRest, Some(point)) if !points::may_be_missed(&point) => {
                panic!("“{act}” never came to “{point}”: {passed:?}")
            }
            (Stood::AtRest, _) => {
                learnt.insert(act, passed);
                operator.went(walk, act).await;
            }
        }
        match operator.wanted(walk).await {
            Some(wanted) => act = wanted,
            None => {
                let passed = walk.page.erased().await;
                if points.is_none() {
                    learnt.insert(act, passed);
                }
                return;
            }
        }
    }
}

/// Kills the page where it is held, and opens the panel again.
pub(crate) async fn killed_and_back<O: Operator>(walk: &mut Walk, kill: Kill) -> Back {
    match kill {
        Kill::Browser => walk.crash().await,
        Kill::Tab => walk.crash_tab().await,
    }
    walk.unlock().await;
    walk.page
        .until("the panel to know whether there is a run", async || {
            match (walk.page.count("link", O::RUN).await, walk.page.stored_sets().await) {
                (0, sets @ 2..) => Err(format!("no run on screen, {sets} sets stored")),
                _ => Ok(()),
            }
        })
        .await;
    // The first run of a page that was loaded anew.
    walk.go_within("/runs/1").await;
    walk.page
        .until("the run's page", async || match walk.page.screen().await.headings.first() {
            Some(heading) if heading != "Keys" => Ok(()),
            heading => Err(format!("{heading:?}")),
        })
        .await;
    walk.page.rests().await;
    let steps = walk.page.steps().await;
    if steps.is_empty() { Back::NoRun } else { Back::Run(steps) }
}
