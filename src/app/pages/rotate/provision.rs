//! Making the new key.

use leptos::prelude::*;

use super::facts;
use crate::app::components::{Button, ConfirmDialog, Kind};
use crate::app::runs::Runner;
use crate::browser::random::random_uuid;
use keyturn_domain::superapi::rotation::{Act, Rotation};

/// The act with its confirmation; `again` after an attempt whose outcome nobody knows.
pub(super) fn controls(run: Runner<Rotation>, again: bool) -> AnyView {
    let open = RwSignal::new(false);
    let label = if again { "Try once more" } else { "Make the new key" };
    let title = move || format!("Make a second living key for {}?", facts::product(run));
    let orphan = again.then(|| {
        view! {
            <p>
                <strong>"The first attempt may have made a key that nobody received. "</strong>
                "It would stay alive, and SuperAPI has no call that lists or names it. Trying once more may make another.
                Keyturn counts it as orphaned; ask SuperAPI to look for it."
            </p>
        }
    });
    // The first thing to do after a lost reply is to ask SuperAPI; another attempt is the other way on.
    let kind = if again { Kind::Secondary } else { Kind::Primary };
    let follows = again.then(|| {
        view! {
            <span class="soft small">
                "Makes another key, whatever became of the first: then two new ones may be alive."
            </span>
        }
    });
    view! {
        <div class="actions">
            <Button kind busy=run.busy() on_press=move |_| open.set(true)>{label}</Button>
            {follows}
        </div>
        <ConfirmDialog
            open
            title=Signal::derive(title)
            confirm_label=label
            on_confirm=move |()| run.act(Act::Provision { once: random_uuid() })
        >
            {facts::target(run)}
            <p>
                "SuperAPI makes one more key. The old key goes on working, so from now on two keys open this product until
                one of them is deactivated. SuperAPI shows the new key once."
            </p>
            {orphan}
        </ConfirmDialog>
    }
    .into_any()
}
