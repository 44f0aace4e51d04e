//! What an address that needs a key shows to whoever has none.

use leptos::prelude::*;

use crate::app::components::{PageHeading, Pill};
use crate::route::Route;

/// Says that the page needs a key, and shows the ways on.
#[component]
pub fn NeedsKeys(
    /// The page that was asked for.
    route: Route,
) -> impl IntoView {
    view! {
        <PageHeading title="This page needs keys">
            <Pill text="register only"/>
        </PageHeading>
        <p>
            {what(route)}
            " This panel was opened with a register, which says what is known of the keys and holds none. Nothing was sent to any vendor."
        </p>
        <p>
            "To find out which key a line of a log is about, no key is needed: "
            <a href=Route::LookUp.href()>"look it up"</a>
            ", or see "
            <a href=Route::Keys.href()>"what the register says"</a>
            ". Whoever looks after the keys goes on with “Unlock or make a vault” at the top."
        </p>
    }
    .into_any()
}

const fn what(route: Route) -> &'static str {
    match route {
        Route::Renew(_) => "A key is renewed with that very key.",
        Route::Rotate(_) => "A key is rotated with the partner key.",
        Route::Rehearse => "A rehearsal makes calls with a key.",
        Route::Run(_) => "A run makes calls with keys, and shows them.",
        Route::Connections => "Connections and the vault are set up by whoever looks after the keys.",
        Route::Activity => {
            "What the panel asked the vendors stands there, and without a key it asks them nothing."
        }
        Route::Key(_) | Route::Leak(_) | Route::Keys | Route::LookUp | Route::Security | Route::NotFound => {
            "A key's own page shows the key and asks its vendor about it."
        }
    }
}
