//! The stories to choose from.

use leptos::prelude::*;

use super::stage::Stage;
use super::stories::{STORIES, Story};

pub(super) fn list(stage: Stage) -> AnyView {
    let items: Vec<_> = STORIES.into_iter().map(|story| item(stage, story)).collect();
    view! {
        <p class="small soft">"Each begins in a world of its own. A story that is left begins anew."</p>
        <ol class="demo__stories">{items}</ol>
    }
    .into_any()
}

fn item(stage: Stage, story: &'static Story) -> AnyView {
    let current = stage.story.is_some_and(|own| own.id == story.id).then_some("true");
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
