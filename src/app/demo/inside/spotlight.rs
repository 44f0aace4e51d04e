//! Highlights what a story or the tour speaks of. What is on screen changes, so it is looked for again and again.

use std::time::Duration;

use leptos::prelude::*;

use super::demo_world::DemoWorld;
use super::stories::Target;
use super::story_view::WORDS;
use crate::browser::highlight;

const AGAIN: Duration = Duration::from_millis(300);

/// Highlights for as long as the demo's panel is on screen and open.
pub(super) fn follow(demo: DemoWorld, open: RwSignal<bool>) {
    let target = Memo::new(move |_| {
        let step = demo.story.and_then(|story| story.steps.get(demo.step.get()));
        let stop = demo.tour.stop().map(|stop| stop.target);
        stop.or_else(|| step.and_then(|step| step.where_)).filter(|_| open.get())
    });
    let look = move || match target.get_untracked() {
        Some(target) => point(target),
        None => highlight::clear(WORDS),
    };
    let clock = set_interval_with_handle(look, AGAIN);
    on_cleanup(move || {
        if let Ok(clock) = clock {
            clock.clear();
        }
        highlight::clear(WORDS);
    });
}

fn point(target: Target) {
    let (selector, words) = target.selector();
    if highlight::show(&selector, words, WORDS) {
        highlight::scroll_into_view();
    }
}
