//! Telling a story: each step is over when the panel's real state says so.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::scene::Scene;
use super::stage::Stage;
use super::stories::Done;

/// Watches the present step, and goes on when it is done.
pub(super) fn follow(stage: Stage) {
    let scene = Scene::of(stage);
    Effect::new(move || {
        let Some(step) = stage.story.and_then(|story| story.steps.get(stage.step.get())) else { return };
        if let Done::When(done) = step.done
            && done(scene)
        {
            go_on(stage);
        }
    });
}

/// Goes to the next step, and sets up what it needs.
pub(super) fn go_on(stage: Stage) {
    go_to(stage, stage.step.get_untracked() + 1);
}

fn go_to(stage: Stage, at: usize) {
    stage.tell(at);
    let Some(story) = stage.story else { return };
    let announcer = stage.announcer;
    match story.steps.get(at) {
        Some(step) => {
            announcer.announce(format!("Step {} of {}: {}", at + 1, story.steps.len(), step.act));
            spawn_local(stage.order((step.opens)()));
        }
        None => announcer.announce("The story is told."),
    }
}
