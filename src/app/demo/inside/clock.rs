//! The clock that can be moved.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::demo_world::DemoWorld;
use crate::app::components::Button;
use crate::browser::local_time::format_local;
use crate::demo::Steer;
use keyturn_domain::moment::{Moment, iso, read};

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

pub(super) fn clock(demo: DemoWorld) -> AnyView {
    let app = demo.panel.app;
    let advance = move |seconds: i64| move_by(demo, seconds);
    let end = Memo::new(move |_| next_end(demo));
    let none = Signal::derive(move || end.get().is_none());
    let to_end = move |from_it: i64| {
        if let Some(end) = end.get_untracked() {
            move_by(demo, (end - app.site.moment()).num_seconds() + from_it);
        }
    };
    let said = move || match end.get() {
        Some(end) => format!("QuickStream's next key ends {}.", format_local(end)),
        None => "No key of QuickStream has an end before it.".to_owned(),
    };
    view! {
        <p class="small">
            <time datetime=move || iso(app.site.now.get())>{move || format_local(app.site.now.get())}</time>
            ". It stands still until something is asked, or until you move it."
        </p>
        <div class="actions">
            <Button on_press=move |_| advance(DAY)>"A day on"</Button>
            <Button on_press=move |_| advance(7 * DAY)>"A week on"</Button>
            <Button disabled=none on_press=move |_| to_end(-HOUR)>"Just before the next end"</Button>
            <Button disabled=none on_press=move |_| to_end(60)>"Past the next end"</Button>
        </div>
        <p class="small soft">{said}</p>
    }
    .into_any()
}

fn move_by(demo: DemoWorld, seconds: i64) {
    spawn_local(async move {
        demo.order(vec![Steer::Advance(seconds)]).await;
        demo.announcer.announce(format!("It is {} now.", format_local(demo.panel.app.site.moment())));
    });
}

/// The nearest end that is still to come of a key that QuickStream takes now. The panel may not know of it: the vendor
/// tells the end of the key to use and of no other.
fn next_end(demo: DemoWorld) -> Option<Moment> {
    let keys = demo.view().quickstream.keys;
    keys.iter().filter(|key| key.active).filter_map(|key| read(key.expires_at.as_ref()?)).min()
}
