//! Runs a story: each step is over when the panel's real state says so.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::demo_world::DemoWorld;
use super::panel_state::PanelState;
use super::stories::Done;

/// Watches the current step, and goes on when it is done.
pub(super) fn follow(demo: DemoWorld) {
    let panel = PanelState::of(demo);
    Effect::new(move || {
        let Some(step) = demo.story.and_then(|story| story.steps.get(demo.step.get())) else { return };
        if let Done::When(done) = step.done
            && done(panel)
        {
            go_on(demo);
        }
    });
}

/// Goes to the next step, and sets up what it needs.
pub(super) fn go_on(demo: DemoWorld) {
    go_to(demo, demo.step.get_untracked() + 1);
}

fn go_to(demo: DemoWorld, at: usize) {
    demo.tell(at);
    let Some(story) = demo.story else { return };
    let announcer = demo.announcer;
    match story.steps.get(at) {
        Some(step) => {
            announcer.announce(format!("Step {} of {}: {}", at + 1, story.steps.len(), step.act));
            spawn_local(demo.order((step.opens)()));
        }
        None => announcer.announce("The story is told."),
    }
}
