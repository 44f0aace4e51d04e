//! Opening the demo: from its tape where there is something to go on with, else from the beginning.

use std::future::Future;
use std::pin::Pin;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::stage::Stage;
use super::stories::{self, Story};
use super::{starters, telling};
use crate::app::checks::check_all;
use crate::app::demo::Panel;
use crate::app::desk::SiteState;
use crate::browser::store::{Store, Tape};
use crate::browser::{address, kept};
use crate::demo::{Input, site};

/// The demo being opened.
pub(in crate::app::demo) type Opening = Pin<Box<dyn Future<Output = ()>>>;

pub(in crate::app::demo) fn begin(owner: Owner, panel: Panel) -> Opening {
    Box::pin(async move {
        let story = stories::named(&address::story());
        let (tape, left) = match Tape::open().await {
            Ok(tape) => {
                let left = goes_on(&tape, story).await;
                (Some(tape), left)
            }
            // The demo can do without; what is left then is what is on screen.
            Err(_) => (None, None),
        };
        let stage = owner.with(|| Stage::provide(panel, story, tape));
        let fresh = left.is_none();
        match left {
            Some(inputs) => stage.replay(inputs),
            None => {
                stage.replay(Vec::new());
                stage.order(story.map(|story| (story.opens)()).unwrap_or_default()).await;
            }
        }
        panel.desk.use_line(stage.line());
        panel.desk.site.set(SiteState::Ready(site()));
        if fresh {
            let keys = starters::add(stage, story.map_or(starters::ALL, |story| story.keys));
            stage.tell(0);
            spawn_local(async move {
                check_all(panel.desk, keys).await;
                stage.slow_down();
                owner.with(|| telling::follow(stage));
            });
        } else {
            stage.slow_down();
            owner.with(|| telling::follow(stage));
        }
        panel.later.load();
    })
}

/// What the demo goes on with: the same story, if the demo's own vault was left behind. Anything else is cleared away.
async fn goes_on(tape: &Tape, story: Option<&'static Story>) -> Option<Vec<Input>> {
    let lines = tape.lines().await.unwrap_or_default();
    let inputs: Vec<Input> = lines.iter().filter_map(|line| Input::read(line)).collect();
    let id = story.map_or("", |story| story.id);
    let same = inputs.iter().any(|input| matches!(input, Input::Told { story, .. } if story == id));
    let vault = kept::anything().await;
    if same && vault {
        return Some(inputs);
    }
    // What cannot be cleared away is told by the vault when it is next looked for.
    let _ = tape.clear().await;
    if vault && let Ok(store) = Store::open().await {
        let _ = store.destroy().await;
    }
    None
}
