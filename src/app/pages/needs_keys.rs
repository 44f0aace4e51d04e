//! What an address that needs a key shows to whoever has none.

use leptos::prelude::*;

use crate::app::components::{PageHeading, Pill};
use crate::app::place::Page;

/// Says that the page needs a key, and shows the ways on.
#[component]
pub fn NeedsKeys(
    /// The page that was asked for.
    page: Page,
) -> impl IntoView {
    view! {
        <PageHeading title="This page needs keys">
            <Pill text="register only"/>
        </PageHeading>
        <p>
            {what(page)}
            " This panel was opened with a register, which says what is known of the keys and holds none. Nothing was sent to any vendor."
        </p>
        <p>
            "To find out which key a line of a log is about, no key is needed: "
            <a href="/look-up">"look it up"</a>
            ", or see "
            <a href="/">"what the register says"</a>
            ". Whoever looks after the keys goes on with “Unlock or make a vault” at the top."
        </p>
    }
    .into_any()
}

const fn what(page: Page) -> &'static str {
    match page {
        Page::Renew(_) => "A key is renewed with that very key.",
        Page::Rotate(_) => "A key is rotated with the partner key.",
        Page::Rehearse => "A rehearsal makes calls with a key.",
        Page::Run(_) => "A run makes calls with keys, and shows them.",
        Page::Connections => "Connections and the vault are set up by whoever looks after the keys.",
        Page::Activity => {
            "What the panel asked the vendors stands there, and without a key it asks them nothing."
        }
        Page::Key(_) | Page::Leak(_) | Page::Keys | Page::LookUp | Page::Security | Page::Nowhere => {
            "A key's own page shows the key and asks its vendor about it."
        }
    }
}
