//! The zone of lines that say none, and of every time on the page.

use leptos::prelude::*;

use crate::app::components::SelectField;
use crate::app::look_up::LookUp;
use crate::browser::time_zone;
use keyturn_domain::lookup::grouped;

/// Beside this computer's own. Where the vendors' customers are.
const ZONES: [&str; 14] = [
    "UTC",
    "Australia/Sydney",
    "Australia/Melbourne",
    "Australia/Brisbane",
    "Australia/Adelaide",
    "Australia/Darwin",
    "Australia/Perth",
    "Australia/Hobart",
    "Pacific/Auckland",
    "Asia/Singapore",
    "Asia/Kolkata",
    "Europe/London",
    "America/New_York",
    "America/Los_Angeles",
];

pub(super) fn choice(look_up: LookUp) -> AnyView {
    let own = time_zone::local_name();
    let chosen = RwSignal::new(look_up.zone.get_untracked());
    let mut options = vec![(own.clone(), format!("{own} (this computer)"))];
    options.extend(ZONES.iter().filter(|it| **it != own).map(|it| ((*it).to_owned(), (*it).to_owned())));
    Effect::new(move || {
        let name = chosen.get();
        if name != look_up.zone.get_untracked() && !look_up.use_zone(name) {
            chosen.set(look_up.zone.get_untracked());
        }
    });
    // Lines that say their zone are left alone; it is the others that the choice is about.
    let without = Memo::new(move |_| look_up.answers().iter().map(|it| it.unzoned).sum::<u64>());
    let words = move || match without.get() {
        0 => "Times are shown in this zone. Every line that has a time says its own.".to_owned(),
        1 => "1 line says no zone: its time is taken to be of this one.".to_owned(),
        count => format!("{} lines say no zone: their times are taken to be of this one.", grouped(count)),
    };
    view! {
        <div class="look-up__zone">
            <SelectField label="Time zone" value=chosen options/>
            <p class="small soft" role="status">{words}</p>
        </div>
    }
    .into_any()
}
