//! A tour for newcomers: topics to choose from, each left and taken up again where it was left. It stands in the demo's
//! own panel, so it never covers what it speaks of, and it moves nothing by itself.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::demo_world::DemoWorld;
use super::story_view::WORDS;
use super::tour_topics::{Stop, TOPICS};
use crate::app::components::{Button, Kind};
use crate::app::router::Router;
use crate::demo::Input;

/// What the ids of the tour's topics begin with in the event log.
pub(super) const TOUR_PREFIX: &str = "tour/";

/// How far each topic is, and which one is being taken.
#[derive(Clone, Copy)]
pub(super) struct Tour {
    at: RwSignal<[usize; TOPICS.len()]>,
    topic: RwSignal<Option<usize>>,
}

impl Tour {
    pub(super) fn new() -> Self {
        Self { at: RwSignal::default(), topic: RwSignal::new(None) }
    }

    /// Takes up a topic where the event log says it was left.
    pub(super) fn resume_topic(self, topic: &str, stop: usize) {
        if let Some(topic) = TOPICS.iter().position(|one| one.id == topic) {
            self.at.update(|at| at[topic] = stop);
        }
    }

    /// The stop that is being looked at. Tracked.
    pub(super) fn stop(self) -> Option<&'static Stop> {
        let topic = self.topic.get()?;
        TOPICS[topic].stops.get(self.at.with(|at| at[topic]))
    }

    pub(super) fn is_on(self) -> bool {
        self.topic.get().is_some()
    }
}

fn go(demo: DemoWorld, router: Router, topic: usize, stop: usize) {
    let Some(found) = TOPICS[topic].stops.get(stop) else { return };
    demo.tour.at.update(|at| at[topic] = stop);
    demo.tour.topic.set(Some(topic));
    router.go(found.page);
    demo.announcer.announce(format!(
        "{} of {}. {} {}",
        stop + 1,
        TOPICS[topic].stops.len(),
        found.what,
        found.words
    ));
    keep(demo, topic, stop);
}

fn keep(demo: DemoWorld, topic: usize, step: usize) {
    let story = [TOUR_PREFIX, TOPICS[topic].id].concat();
    spawn_local(async move {
        demo.take(Input::Told { story, step }).await;
    });
}

/// The topics.
pub(super) fn list(demo: DemoWorld) -> AnyView {
    let router = Router::here();
    let items: Vec<_> = TOPICS
        .iter()
        .enumerate()
        .map(|(topic, one)| {
            let far = move || match demo.tour.at.with(|at| at[topic]) {
                0 => format!("{} stops", one.stops.len()),
                stop => format!("left at stop {} of {}", stop + 1, one.stops.len()),
            };
            let start = move |_| go(demo, router, topic, demo.tour.at.with_untracked(|at| at[topic]));
            view! {
                <li>
                    <Button on_press=start>{one.title}</Button>
                    <span class="small soft">{far}</span>
                </li>
            }
        })
        .collect();
    view! { <ul class="demo__stories">{items}</ul> }.into_any()
}

/// The tour as it is being taken. Its buttons stay where they are, so that the keyboard stays on them.
pub(super) fn view(demo: DemoWorld) -> AnyView {
    let router = Router::here();
    let topic = Memo::new(move |_| demo.tour.topic.get());
    let shown = move || topic.get().map(|topic| taken(demo, router, topic));
    shown.into_any()
}

fn taken(demo: DemoWorld, router: Router, topic: usize) -> AnyView {
    let stops = TOPICS[topic].stops;
    let at = Memo::new(move |_| demo.tour.at.with(|at| at[topic]));
    let stop = move || &stops[at.get().min(stops.len() - 1)];
    let last = move || at.get() + 1 >= stops.len();
    let back = move |_| go(demo, router, topic, at.get_untracked().saturating_sub(1));
    let next = move |_| {
        if untrack(last) {
            // Told to its end, a topic begins anew.
            demo.tour.at.update(|at| at[topic] = 0);
            keep(demo, topic, 0);
            leave(demo);
        } else {
            go(demo, router, topic, at.get_untracked() + 1);
        }
    };
    view! {
        <section class="demo__story" aria-labelledby="demo-tour">
            <h2 id="demo-tour">{TOPICS[topic].title}</h2>
            <p class="small soft">{move || format!("Stop {} of {}", at.get() + 1, stops.len())}</p>
            <div id=WORDS class="stack stack--tight">
                <p class="demo__act">{move || stop().what}</p>
                <p>{move || stop().words}</p>
            </div>
            <div class="actions">
                <Button disabled=Signal::derive(move || at.get() == 0) on_press=back>"Back"</Button>
                <Button kind=Kind::Primary on_press=next>{move || if last() { "End of this topic" } else { "Next stop" }}</Button>
                <Button kind=Kind::Quiet on_press=move |_| leave(demo)>"Leave the tour"</Button>
            </div>
        </section>
    }
    .into_any()
}

fn leave(demo: DemoWorld) {
    demo.tour.topic.set(None);
    demo.announcer.announce("The tour was left. It goes on where it was left.");
}
