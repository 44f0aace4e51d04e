//! Opening the demo: from its event log where there is something to go on with, else from the beginning.

use std::future::Future;
use std::pin::Pin;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::demo_world::DemoWorld;
use super::stories::{self, Story};
use super::tour::TOUR_PREFIX;
use super::{starters, story_runner};
use crate::app::demo::Panel;
use crate::browser::address;
use crate::browser::indexed_db::{EventLog, Store};
use crate::demo::{Input, site};

/// The demo being opened.
pub(in crate::app::demo) type Opening = Pin<Box<dyn Future<Output = ()>>>;

pub(in crate::app::demo) fn begin(owner: Owner, panel: Panel) -> Opening {
    Box::pin(async move {
        let story = stories::named(&address::story());
        // The demo can do without a log; then a reload leaves nothing of it.
        let event_log = EventLog::open().await.ok();
        let left = match &event_log {
            Some(event_log) => read_left_behind(event_log, story).await,
            None => LeftBehind::Tour(Vec::new()),
        };
        let demo = owner.with(|| DemoWorld::provide(panel, story, event_log));
        let fresh = matches!(left, LeftBehind::Tour(_));
        match left {
            LeftBehind::All(inputs) => demo.replay(inputs),
            LeftBehind::Tour(stops) => {
                demo.replay(Vec::new());
                for stop in stops {
                    demo.resume_tour(stop).await;
                }
                demo.order(story.map(|story| (story.opens)()).unwrap_or_default()).await;
            }
        }
        panel.app.vendors.send_through(demo.line());
        panel.app.site.set_demo_config(site());
        if fresh {
            let keys = starters::add(demo, story.map_or(starters::ALL, |story| story.keys));
            demo.tell(0);
            spawn_local(async move {
                panel.app.checks.check_keys(keys).await;
                let first = story.and_then(|story| story.steps.first());
                demo.order(first.map(|step| (step.opens)()).unwrap_or_default()).await;
                demo.slow_down();
                owner.with(|| story_runner::follow(demo));
            });
        } else {
            demo.slow_down();
            owner.with(|| story_runner::follow(demo));
        }
        panel.lazy.load();
    })
}

/// What is left in the event log of a page that has gone.
enum LeftBehind {
    /// The demo goes on with everything: it is the same story, and the demo's own vault was left behind.
    All(Vec<Input>),
    /// It begins anew. Only the tour remembers where it was left.
    Tour(Vec<Input>),
}

/// What is left. What is not gone on with is cleared away.
async fn read_left_behind(event_log: &EventLog, story: Option<&'static Story>) -> LeftBehind {
    let lines = event_log.lines().await.unwrap_or_default();
    let inputs: Vec<Input> = lines.iter().filter_map(|line| Input::read(line)).collect();
    let id = story.map_or("", |story| story.id);
    let same = inputs.iter().any(|input| matches!(input, Input::Told { story, .. } if story == id));
    let store = Store::open().await.ok();
    let vault = match &store {
        Some(store) => !matches!(store.header().await, Ok(None)),
        None => false,
    };
    if same && vault {
        return LeftBehind::All(inputs);
    }
    // What cannot be deleted is reported by the vault when it is next opened.
    let _ = event_log.clear().await;
    if let Some(store) = store.filter(|_| vault) {
        let _ = store.destroy().await;
    }
    let of_tour =
        |input: &Input| matches!(input, Input::Told { story, .. } if story.starts_with(TOUR_PREFIX));
    LeftBehind::Tour(inputs.into_iter().filter(of_tour).collect())
}
