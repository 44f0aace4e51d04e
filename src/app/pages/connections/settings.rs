//! Settings, and how the clocks compare.

use leptos::prelude::*;

use crate::app::clock_skew;
use crate::app::components::{Announcer, Card, SaveButton, TextField};
use crate::app::state::AppState;
use keyturn_domain::moment::Thresholds;

pub(super) fn settings(app: AppState) -> AnyView {
    let announcer = Announcer::here();
    let Thresholds { soon, urgent } = app.site.thresholds_untracked();
    let (soon, urgent) = (RwSignal::new(soon.to_string()), RwSignal::new(urgent.to_string()));
    let soon_error = Signal::derive(move || days(&soon.get()).err());
    let urgent_error = Signal::derive(move || match (days(&urgent.get()), days(&soon.get())) {
        (Err(why), _) => Some(why),
        (Ok(urgent), Ok(soon)) if urgent > soon => Some("No more days than for \"soon\".".into()),
        _ => None,
    });
    let chosen = move || {
        let (soon, urgent) = (days(&soon.get()).ok()?, days(&urgent.get()).ok()?);
        (urgent <= soon).then_some(Thresholds { soon, urgent })
    };
    let changed = Signal::derive(move || chosen() != Some(app.site.thresholds()));
    let refused = RwSignal::new(false);
    let save = move |()| {
        let Some(thresholds) = untrack(chosen) else {
            announcer.announce("Not saved: see the fields.");
            return false;
        };
        let kept = app.site.set_thresholds(thresholds);
        refused.set(!kept);
        announcer.announce(if kept { "Settings saved." } else { NOT_KEPT });
        kept
    };
    view! {
        <Card title="Settings">
            <p class="soft small">
                "No vendor publishes how long before its end a key is replaced, so you choose when the panel should warn. Kept in this browser, with a vault or without one."
            </p>
            <div class="toolbar">
                <TextField label="\"Expires soon\": days before the end" value=soon error=soon_error kind="number"/>
                <TextField label="\"Very soon\": days before the end" value=urgent error=urgent_error kind="number"/>
                <SaveButton label="Save" changed save/>
            </div>
            {move || refused.get().then(|| view! { <p>{NOT_KEPT}</p> })}
            {move || clock_skew::line(app)}
        </Card>
    }
    .into_any()
}

const NOT_KEPT: &str =
    "This browser keeps nothing for this page: what you chose holds until the page is left.";

fn days(text: &str) -> Result<u16, String> {
    let days = text.trim().parse().ok().filter(|days| Thresholds::DAYS.contains(days));
    days.ok_or_else(|| {
        format!("A whole number of days from {} to {}.", Thresholds::DAYS.start(), Thresholds::DAYS.end())
    })
}
