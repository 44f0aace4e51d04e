//! Switching everything to the new key.

use chrono::TimeDelta;
use leptos::prelude::*;

use super::checklist::checklist;
use crate::app::components::{Button, Checkbox, Kind, SelectField, TextField};
use crate::app::runs::Consumer;
use crate::app::runs::Runner;
use crate::app::state::AppState;
use keyturn_domain::superapi::rotation::{Act, Rotation};

/// A year: longer waits are a slip of the finger.
const LONGEST_HOURS: u32 = 8_760;

const WAITS: [(&str, &str); 4] =
    [("0", "No wait"), ("1", "1 hour"), ("24", "24 hours"), ("other", "Choose…")];

pub(super) fn controls(run: Runner<Rotation>, consumers: RwSignal<Vec<Consumer>>) -> AnyView {
    let app = AppState::here();
    let confirmed = RwSignal::new(false);
    let wait = RwSignal::new("0".to_owned());
    let hours = RwSignal::new("48".to_owned());
    let error = RwSignal::new(None::<String>);
    let missing =
        Memo::new(move |_| consumers.with(|all| all.iter().filter(|one| !one.switched.get()).count()));
    let chosen = move || {
        let text = if wait.with_untracked(|wait| wait == "other") { hours } else { wait }.get_untracked();
        text.trim().parse::<u32>().ok().filter(|hours| *hours <= LONGEST_HOURS)
    };
    let go = move |_| match chosen() {
        None => error.set(Some(format!("Give whole hours, from 0 to {LONGEST_HOURS}."))),
        Some(0) => run.act(Act::RollOut { hold_until: None }),
        Some(hours) => {
            run.act(Act::RollOut { hold_until: Some(app.site.moment() + TimeDelta::hours(hours.into())) });
        }
    };
    let other = move || {
        wait.with(|wait| wait == "other").then(|| {
            view! { <TextField label="Hours to wait" value=hours error kind="number"/> }
        })
    };
    let deactivates = untrack(|| run.read(|run| run.case().purpose.deactivates()));
    let hold = deactivates.then(|| {
        let options = WAITS.map(|(value, words)| (value.to_owned(), words.to_owned())).to_vec();
        view! {
            <SelectField
                label="Before the old key may be deactivated, wait"
                value=wait
                options
                hint="Both keys work meanwhile. You can end the wait at any time."
            />
            {other}
        }
    });
    let still = move || {
        let missing = missing.get();
        (missing > 0).then(|| view! { <p class="small">{missing} " on your list not switched yet."</p> })
    };
    view! {
        {checklist(consumers)}
        {hold}
        <Checkbox label="Everything that used the old key now uses the new one" checked=confirmed/>
        {still}
        <div class="actions">
            <Button
                kind=Kind::Primary
                busy=run.busy()
                disabled=Signal::derive(move || !confirmed.get() || missing.get() > 0)
                on_press=go
            >
                "Confirm the roll-out"
            </Button>
        </div>
    }
    .into_any()
}
