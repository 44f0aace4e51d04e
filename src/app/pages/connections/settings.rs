//! Settings, and how the clocks compare.

use leptos::prelude::*;

use crate::app::clock_words;
use crate::app::components::{Announcer, Button, Card, TextField};
use crate::app::desk::Desk;
use crate::domain::moment::Thresholds;

/// Days that a threshold may be set to.
const DAYS: std::ops::RangeInclusive<u16> = 1..=365;

pub(super) fn settings(desk: Desk) -> AnyView {
    let announcer = Announcer::here();
    let Thresholds { soon, urgent } = desk.thresholds.get_untracked();
    let (soon, urgent) = (RwSignal::new(soon.to_string()), RwSignal::new(urgent.to_string()));
    let soon_error = Signal::derive(move || days(&soon.get()).err());
    let urgent_error = Signal::derive(move || match (days(&urgent.get()), days(&soon.get())) {
        (Err(why), _) => Some(why),
        (Ok(urgent), Ok(soon)) if urgent > soon => Some("No more days than for \"soon\".".into()),
        _ => None,
    });
    let save = move |_| {
        let (Ok(soon), Ok(urgent)) = (days(&soon.get_untracked()), days(&urgent.get_untracked())) else {
            return announcer.announce("Not saved: see the fields.");
        };
        if urgent > soon {
            return announcer.announce("Not saved: see the fields.");
        }
        desk.thresholds.set(Thresholds { soon, urgent });
        announcer.announce("Settings saved.");
    };
    view! {
        <Card title="Settings">
            <p class="soft small">
                "Neither vendor publishes how long before its end a key is replaced, so you choose when the panel should warn. Kept until the page is left."
            </p>
            <div class="toolbar">
                <TextField label="\"Expires soon\": days before the end" value=soon error=soon_error kind="number"/>
                <TextField label="\"Very soon\": days before the end" value=urgent error=urgent_error kind="number"/>
                <Button on_press=save>"Save"</Button>
            </div>
            {move || clock_words::line(desk)}
        </Card>
    }
    .into_any()
}

fn days(text: &str) -> Result<u16, String> {
    let days = text.trim().parse().ok().filter(|days| DAYS.contains(days));
    days.ok_or_else(|| format!("A whole number of days from {} to {}.", DAYS.start(), DAYS.end()))
}
