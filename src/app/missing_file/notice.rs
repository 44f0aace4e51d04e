//! What every page says once a file of the panel did not arrive.

use leptos::prelude::*;

use super::{AtStake, MissingFile};
use crate::app::components::{Button, ConfirmDialog, Kind, words};
use crate::browser::reload;

/// Says so, and offers to load the page anew: at once where that loses nothing, and otherwise after saying what it would
/// lose and how to keep it.
pub(in crate::app) fn missing_file_notice() -> AnyView {
    let file: MissingFile = expect_context();
    let card = move || file.noted.get().then(|| card(file));
    card.into_any()
}

fn card(file: MissingFile) -> AnyView {
    let at_stake = Memo::new(move |_| file.at_stake());
    let asked = RwSignal::new(false);
    let body = move || match at_stake.get() {
        nothing if nothing.is_empty() => view! {
            <p>{move || file.loses_nothing()}</p>
            <div class="actions">
                <Button kind=Kind::Primary on_press=move |_| _ = reload::reload()>"Reload the page"</Button>
                {dismiss(file)}
            </div>
        }
        .into_any(),
        something => view! {
            <p>"A reload brings the file, and would lose this:"</p>
            {list(&something)}
            <div class="actions">
                {dismiss(file)} <Button on_press=move |_| asked.set(true)>"Reload and lose this"</Button>
            </div>
        }
        .into_any(),
    };
    view! {
        <section class="card" aria-label="Missing file">
            <h2>"A file of the panel is missing"</h2>
            <p role="alert">{move || file.cause()} " Nothing was sent to any vendor."</p>
            {body}
        </section>
        <ConfirmDialog
            open=asked
            title="Reload and lose this?"
            confirm_label="Reload and lose this"
            danger=true
            on_confirm=move |()| _ = reload::reload()
        >
            {move || list(&at_stake.get())}
        </ConfirmDialog>
    }
    .into_any()
}

fn list(at_stake: &[AtStake]) -> AnyView {
    let items: Vec<_> =
        at_stake.iter().map(|AtStake { what, keep }| view! { <li>{words(what)} " " {*keep}</li> }).collect();
    view! { <ul class="bullets">{items}</ul> }.into_any()
}

fn dismiss(file: MissingFile) -> AnyView {
    view! { <Button kind=Kind::Quiet on_press=move |_| file.noted.set(false)>"Dismiss"</Button> }.into_any()
}
