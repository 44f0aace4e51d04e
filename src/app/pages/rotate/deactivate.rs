//! Deactivating the old key.

use leptos::prelude::*;

use super::facts;
use crate::app::components::{Button, ConfirmDialog, Kind, TimeText};
use crate::app::runs::Runner;
use crate::app::state::AppState;
use crate::browser::focus;
use crate::browser::random::random_uuid;
use keyturn_domain::product::DeactivateForm;
use keyturn_domain::superapi::rotation::{Act, Ask, Rotation, further_keys};

pub(super) fn controls(run: Runner<Rotation>, to_type: Option<String>) -> AnyView {
    let now = AppState::here().site.now;
    let open = RwSignal::new(false);
    let hold = Memo::new(move |_| {
        run.read(|run| match run.ask() {
            Ask::Deactivate { hold_until, .. } => hold_until,
            _ => None,
        })
    });
    let held = Memo::new(move |_| hold.get().filter(|until| *until > now.get()));
    let around = NodeRef::<leptos::html::Div>::new();
    // Its button goes, so the keyboard is taken to what it unlocked.
    let end = move |_| {
        run.act(Act::EndHold);
        if let Some(around) = around.get_untracked() {
            focus::move_to(&around);
        }
    };
    let lock = move || {
        held.get().map(|at| {
            view! {
                <div class="row">
                    <span>"Locked; it opens " <TimeText at now compact=true/></span>
                    <Button on_press=end>"End the wait now"</Button>
                </div>
            }
        })
    };
    let typed = to_type.clone().unwrap_or_default();
    let confirm = move |()| run.act(Act::Deactivate { typed: typed.clone(), once: random_uuid() });
    let title = move || format!("Deactivate the old key of {}?", facts::product(run));
    view! {
        {lock}
        <div class="actions" tabindex="-1" node_ref=around>
            <Button
                kind=Kind::Danger
                busy=run.busy()
                disabled=Signal::derive(move || held.get().is_some())
                on_press=move |_| open.set(true)
            >
                "Deactivate the old key"
            </Button>
        </div>
        <ConfirmDialog
            open
            title=Signal::derive(title)
            confirm_label="Deactivate the old key"
            danger=true
            typed=to_type
            on_confirm=confirm
        >
            {facts::target(run)}
            {consequences(run)}
        </ConfirmDialog>
    }
    .into_any()
}

fn consequences(run: Runner<Rotation>) -> AnyView {
    let app = AppState::here();
    let read = |run: &Rotation| Some((run.case().form, run.case().others, run.orphans()));
    let Some((form, others, lost)) = untrack(|| run.read(read)) else { return ().into_any() };
    let which = match form {
        DeactivateForm::ByKeyId => "The request names the old key by its id.",
        DeactivateForm::ByProduct => {
            "The request names no key: SuperAPI does not say which of the product's keys it removes. It should be the old one."
        }
    };
    // Followed: it is made before the dialog opens, and a reply may be lost in between elsewhere.
    let further = move || further_keys(form, others, lost + facts::lost_before(run, app));
    view! {
        <ul class="bullets">
            <li>"Whatever still uses the old key stops working at once. It cannot be undone."</li>
            <li>{which}</li>
            <li>{further}</li>
            <li>"Both keys are checked a last time before anything is sent, and probed afterwards."</li>
        </ul>
    }
    .into_any()
}
