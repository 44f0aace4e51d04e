//! The demo: its simulated vendors, the log they are made again from, and the current step of its story.

use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::stories::Story;
use super::tour::{TOUR_PREFIX, Tour};
use crate::app::components::Announcer;
use crate::app::demo::Panel;
use crate::app::state::{RawReply, Transport};
use crate::browser::indexed_db::EventLog;
use crate::demo::{Heard, Input, Steer, World};
use keyturn_sandbox::Snapshot;

/// Milliseconds that an answer takes at least, so that one sees a step run. Nobody waits for the first checks.
const PACE: u32 = 150;

/// The demo: its simulated vendors, and where its story stands. Copies are handles to the same.
#[derive(Clone, Copy)]
pub(super) struct DemoWorld {
    pub(super) panel: Panel,
    world: StoredValue<World, LocalStorage>,
    event_log: StoredValue<Option<Rc<EventLog>>, LocalStorage>,
    /// Counts the events, so that what shows the vendors follows them.
    moved: RwSignal<u32>,
    /// How long an answer takes at least.
    pace: StoredValue<u32>,
    pub(super) announcer: Announcer,
    pub(super) story: Option<&'static Story>,
    pub(super) tour: Tour,
    /// The current step of the story; past the last one, the story is over.
    pub(super) step: RwSignal<usize>,
}

impl DemoWorld {
    /// Provides the demo to all that is made under the current owner.
    pub(super) fn provide(panel: Panel, story: Option<&'static Story>, event_log: Option<EventLog>) -> Self {
        let demo = Self {
            panel,
            world: StoredValue::new_local(World::default()),
            event_log: StoredValue::new_local(event_log.map(Rc::new)),
            moved: RwSignal::new(0),
            pace: StoredValue::new(0),
            announcer: Announcer::here(),
            story,
            tour: Tour::new(),
            step: RwSignal::new(0),
        };
        provide_context(demo);
        demo
    }

    pub(super) fn here() -> Self {
        expect_context()
    }

    /// From now on answers take their time.
    pub(super) fn slow_down(self) {
        self.pace.set_value(PACE);
    }

    /// Takes events that are in the log already.
    pub(super) fn replay(self, inputs: Vec<Input>) {
        for input in inputs {
            self.note(&input);
            self.world.try_update_value(|world| world.take(input));
        }
        self.show();
    }

    /// Takes up where the tour was left, and writes it to the new log.
    pub(super) async fn resume_tour(self, stop: Input) {
        self.note(&stop);
        self.take(stop).await;
    }

    fn note(self, input: &Input) {
        if let Input::Told { story, step } = input {
            match story.strip_prefix(TOUR_PREFIX) {
                Some(topic) => self.tour.resume_topic(topic, *step),
                None => self.step.set(*step),
            }
        }
    }

    /// Takes an input: first it is in the event log, then in the world, so that what a page was answered is never lost with
    /// the page.
    pub(super) async fn take(self, input: Input) -> Option<Heard> {
        let event_log = self.event_log.with_value(Clone::clone);
        if let Some(event_log) = event_log
            && event_log.append(&input.write()).await.is_err()
        {
            // The demo goes on in memory; what it was opened anew with would not be what is on screen.
            self.event_log.set_value(None);
        }
        let heard = self.world.try_update_value(|world| world.take(input)).flatten();
        self.show();
        heard
    }

    /// Gives orders to the vendors.
    pub(super) async fn order(self, orders: Vec<Steer>) {
        for order in orders {
            self.take(Input::Steered(order)).await;
        }
    }

    /// Notes how far the story was told.
    pub(super) fn tell(self, step: usize) {
        self.step.set(step);
        let story = self.story.map(|story| story.id.to_owned()).unwrap_or_default();
        spawn_local(async move {
            self.take(Input::Told { story, step }).await;
        });
    }

    /// The truth about the vendors. Tracked.
    pub(super) fn view(self) -> Snapshot {
        self.moved.track();
        self.world.with_value(World::view)
    }

    /// Looks into the world.
    pub(super) fn with_world<T>(self, look: impl FnOnce(&World) -> T) -> T {
        self.world.with_value(look)
    }

    /// The line that the panel's requests take.
    pub(super) fn line(self) -> Transport {
        Rc::new(move |request| {
            Box::pin(async move {
                let heard = match Input::asked(&request) {
                    Ok(input) => self.take(input).await,
                    Err(reply) => Some(Heard { delay_ms: 0, reply }),
                };
                let Some(Heard { delay_ms, reply }) = heard else {
                    return RawReply {
                        reply: Err(keyturn_wire::response::NotReached { sent: false }),
                        millis: 0,
                    };
                };
                let millis =
                    self.pace.get_value().saturating_add(u32::try_from(delay_ms).unwrap_or(u32::MAX));
                if millis > 0 {
                    TimeoutFuture::new(millis).await;
                }
                RawReply { reply: Ok(reply), millis }
            })
        })
    }

    /// The panel follows the world.
    fn show(self) {
        self.panel.app.site.set_demo_time(self.with_world(World::now));
        self.moved.update(|moved| *moved += 1);
    }
}
