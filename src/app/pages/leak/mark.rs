//! Marking a key as leaked.

use chrono::TimeDelta;
use leptos::prelude::*;

use crate::app::components::{Announcer, Button, Card, Kind, SelectField, TextField};
use crate::app::state::AppState;
use keyturn_domain::inventory::KeyId;
use keyturn_domain::key::hide_keys;

/// Most characters of a reason.
const LONGEST: usize = 500;

const WHEN: [(&str, &str); 6] = [
    ("0", "Just now"),
    ("1", "An hour ago"),
    ("4", "4 hours ago"),
    ("12", "12 hours ago"),
    ("24", "A day ago"),
    ("72", "3 days ago"),
];

pub(super) fn mark(app: AppState, id: KeyId) -> AnyView {
    let announcer = Announcer::here();
    let reason = RwSignal::new(String::new());
    let when = RwSignal::new("0".to_owned());
    let error = RwSignal::new(None::<String>);
    let options = WHEN.map(|(value, words)| (value.to_owned(), words.to_owned())).to_vec();
    let mark = move |_| {
        // What is kept of a leak must not be the next one.
        let said: String = hide_keys(reason.get_untracked().trim()).chars().take(LONGEST).collect();
        if said.is_empty() {
            return error.set(Some("Say where the key was seen. The record and the report need it.".into()));
        }
        let ago = when.with_untracked(|hours| hours.parse().unwrap_or_default());
        app.keys.mark_leaked(id, app.site.moment() - TimeDelta::hours(ago), said);
        announcer.confirm("Marked as leaked.");
    };
    view! {
        <p>
            "A key that was seen where it must not be is replaced first and deactivated at once; nothing waits for the applications that still use it. The mark and its reason stay in the key's record."
        </p>
        <Card title="Mark as leaked">
            <TextField
                label="Where it was seen, and how it came there"
                value=reason
                error
                hint="Such as: in the access log of the shop, sent to support. Never put the key here."
            />
            <SelectField label="When somebody became aware of it" value=when options hint="Vendors count from then."/>
            <div class="actions">
                <Button kind=Kind::Danger on_press=mark>"Mark as leaked"</Button>
            </div>
            <p class="soft small">"Nothing is sent to the vendor by this."</p>
        </Card>
    }
    .into_any()
}
