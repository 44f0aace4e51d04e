//! The story on screen.

use leptos::prelude::*;

use super::demo_world::DemoWorld;
use super::stories::{Copied, Done, STORIES, Step, Story};
use super::story_list::{address, minutes};
use super::story_runner::go_on;
use crate::app::components::{Button, CopyButton, Kind};
use crate::browser::reload;

/// The words that describe what is pointed at.
pub(super) const WORDS: &str = "demo-words";

pub(super) fn view(demo: DemoWorld) -> AnyView {
    let Some(story) = demo.story else {
        return view! {
            <p>
                "Choose a story below, or play: every screen is the real one, and nothing that you do here leaves this page."
            </p>
        }
        .into_any();
    };
    let shown = move || {
        let at = demo.step.get();
        match story.steps.get(at) {
            Some(step) => step_view(demo, story, at, *step),
            None => told(story),
        }
    };
    let over = Memo::new(move |_| demo.step.get() >= story.steps.len());
    view! {
        <section class="demo__story" aria-labelledby="demo-story">
            <h2 id="demo-story">{story.title}</h2>
            {shown}
            {move || (!over.get()).then(|| on(demo, story))}
        </section>
    }
    .into_any()
}

fn step_view(demo: DemoWorld, story: &'static Story, at: usize, step: Step) -> AnyView {
    let of = story.steps.len();
    let copies: Vec<_> = step.copies.iter().map(|copied| copy_view(demo, *copied)).collect();
    let lose = step.loses.then(|| {
        view! {
            <Button
                kind=Kind::Danger
                on_press=move |_| {
                    reload::reload();
                }
            >
                "Lose the page"
            </Button>
        }
    });
    view! {
        {(at == 0).then(|| view! { <p>{story.about}</p> })}
        <p class="small soft">{format!("Step {} of {of}, {}", at + 1, minutes(story))}</p>
        <progress class="demo__progress" max=of.to_string() value=at.to_string() aria-label="How far the story is told"></progress>
        <div id=WORDS class="stack stack--tight">
            <p class="demo__act">{step.act}</p>
            <p>{step.why}</p>
        </div>
        {copies}
        {lose}
    }
    .into_any()
}

/// The one button of every step. It stays in its place when the step changes, so that the keyboard stays on it.
fn on(demo: DemoWorld, story: &'static Story) -> AnyView {
    let words = move || match story.steps.get(demo.step.get()).map(|step| step.done) {
        Some(Done::Read) => "Next",
        _ => "Skip this step",
    };
    view! { <Button on_press=move |_| go_on(demo)>{words}</Button> }.into_any()
}

fn copy_view(demo: DemoWorld, Copied { what, text }: Copied) -> AnyView {
    let text = demo.with_world(text);
    view! {
        <p class="demo__copy">
            <span class="small soft">{what}</span>
            <code translate="no">{text.clone()}</code>
            <CopyButton text=Signal::stored(text) what/>
        </p>
    }
    .into_any()
}

fn told(story: &Story) -> AnyView {
    let next = STORIES.iter().position(|one| one.id == story.id).and_then(|at| STORIES.get(at + 1));
    let next = next.map(|next| {
        view! {
            <a class="button button--primary" href=address(next) rel="external">
                "Next: " {next.title}
            </a>
        }
    });
    view! {
        <p role="status" id=WORDS>
            <b>"That was the story."</b>
            " Look around as long as you like; everything on the page goes on working."
        </p>
        <div class="actions">
            {next} <a class="button" href=address(story) rel="external">
                "Tell it again"
            </a>
        </div>
    }
    .into_any()
}
