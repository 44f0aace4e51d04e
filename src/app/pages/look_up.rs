//! Look up: which key a line of a log is about, and what it was when the line was written.

mod answer;
mod answers;
mod changes;
mod input;
mod leaks;
mod occurrences;
mod parts;
mod plot;
mod progress;
mod redacted;
pub(super) mod register;
mod zones;

use leptos::prelude::*;

use crate::app::components::{KnownNames, PageHeading};
use crate::app::look_up::LookUp;
use keyturn_domain::lookup::KeySummary;

/// `/look-up`.
#[component]
pub fn LookUpPage() -> impl IntoView {
    let look_up = LookUp::here();
    look_up.keep_ready();
    KnownNames::provide(move || {
        let of = |known: &KeySummary| {
            let product = known.product.as_ref().map(|product| product.name.clone());
            [Some(known.title().to_owned()), Some(known.masked.clone()), product, known.facility.clone()]
        };
        look_up.known().iter().flat_map(of).flatten().collect()
    });
    view! {
        <PageHeading title="Look up"/>
        <p class="soft">
            "Which key is this line about, was it valid then, and is it now? What you give here stays in this browser: nothing of it is sent or stored, and no vendor is asked."
        </p>
        {input::input(look_up)}
        {progress::progress(look_up)}
        {leaks::leaks(look_up)}
        {parts::parts(look_up)}
        {changes::changes(look_up)}
        {answers::answers(look_up)}
        {register::card(look_up)}
    }
    .into_any()
}
