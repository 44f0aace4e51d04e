//! Pointing at what a story or the tour speaks of. What is on screen changes, so it is looked for again and again.

use std::time::Duration;

use leptos::prelude::*;

use super::stage::Stage;
use super::stories::Target;
use super::story_view::WORDS;
use crate::browser::mark;

const AGAIN: Duration = Duration::from_millis(300);

/// Points for as long as the demo's panel stands and is open.
pub(super) fn follow(stage: Stage, open: RwSignal<bool>) {
    let target = Memo::new(move |_| {
        let step = stage.story.and_then(|story| story.steps.get(stage.step.get()));
        let stop = stage.tour.stop().map(|stop| stop.target);
        stop.or_else(|| step.and_then(|step| step.where_)).filter(|_| open.get())
    });
    let look = move || match target.get_untracked() {
        Some(target) => point(target),
        None => mark::let_go(WORDS),
    };
    let clock = set_interval_with_handle(look, AGAIN);
    on_cleanup(move || {
        if let Ok(clock) = clock {
            clock.clear();
        }
        mark::let_go(WORDS);
    });
}

fn point(target: Target) {
    let (selector, words) = target.selector();
    if mark::point_at(&selector, words, WORDS) {
        mark::bring_here_into_view();
    }
}
