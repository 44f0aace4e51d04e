//! The demo's own panel beside the page. It stands in the page's own space, so it covers nothing of it.

use leptos::prelude::*;

use super::demo_world::DemoWorld;
use super::{clock, faults, spotlight, story_list, story_view, tour};
use crate::app::components::{Button, Kind};
use crate::browser::demo_mode;
use crate::route::Route;

pub(in crate::app::demo) fn panel() -> AnyView {
    let demo = DemoWorld::here();
    let open = RwSignal::new(true);
    spotlight::follow(demo, open);
    let body = move || open.get().then(|| body(demo));
    view! {
        <aside class="demo" aria-label="Demo" data-open=move || open.get().then_some("")>
            <div class="demo__head">
                <b>"Demo"</b>
                <Button kind=Kind::Quiet on_press=move |_| open.update(|open| *open = !*open)>
                    {move || if open.get() { "Hide" } else { "Show" }}
                    <span class="visually-hidden">" the demo panel"</span>
                </Button>
            </div>
            {body}
        </aside>
    }
    .into_any()
}

fn body(demo: DemoWorld) -> AnyView {
    let leave = (!demo_mode::is_demo_only()).then(|| {
        view! {
            <p class="small">
                <a href=Route::Keys.href() rel="external">
                    "Leave the demo"
                </a>
            </p>
        }
    });
    view! {
        {tour::view(demo)}
        {move || (!demo.tour.is_on()).then(|| story_view::view(demo))}
        <details class="details" open=demo.story.is_none()>
            <summary>"Stories"</summary>
            {story_list::list(demo)}
        </details>
        <details class="details">
            <summary>"Tour"</summary>
            {tour::list(demo)}
        </details>
        <details class="details">
            <summary>"Clock"</summary>
            {clock::clock(demo)}
        </details>
        <details class="details">
            <summary>"Break something"</summary>
            {faults::faults(demo)}
        </details>
        {leave}
    }
    .into_any()
}
