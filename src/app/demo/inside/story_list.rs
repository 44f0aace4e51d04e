//! The stories to choose from.

use leptos::prelude::*;

use super::demo_world::DemoWorld;
use super::stories::{STORIES, Story};

pub(super) fn list(demo: DemoWorld) -> AnyView {
    let items: Vec<_> = STORIES.into_iter().map(|story| item(demo, story)).collect();
    view! {
        <p class="small soft">"Each begins in a world of its own. A story that is left begins anew."</p>
        <ol class="demo__stories">{items}</ol>
    }
    .into_any()
}

fn item(demo: DemoWorld, story: &'static Story) -> AnyView {
    let current = demo.story.is_some_and(|own| own.id == story.id).then_some("true");
    view! {
        <li>
            <a href=address(story) rel="external" aria-current=current>
                {story.title}
            </a>
            <span class="small soft">{minutes(story)}</span>
        </li>
    }
    .into_any()
}

/// Where a story begins. Only the query: the page may stand anywhere on its server.
pub(super) fn address(story: &Story) -> String {
    ["?demo=", story.id].concat()
}

pub(super) fn minutes(story: &Story) -> String {
    match story.minutes {
        1 => "about a minute".to_owned(),
        minutes => format!("about {minutes} minutes"),
    }
}
