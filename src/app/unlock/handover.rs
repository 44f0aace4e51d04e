//! A run that is not this tab's to go on with, and the ways on.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::components::{Button, ConfirmDialog, ErrorPanel, Kind};
use crate::app::runs::{Ownership, Runner};
use crate::app::state::AppState;
use crate::app::vault::VaultAccessError;
use crate::route::Route;
use keyturn_vault::act_codec::Journalled;

/// Where the run went; nothing while it is here.
pub fn handover<M: Journalled + Send + Sync>(runner: Runner<M>) -> AnyView {
    let away = Memo::new(move |_| runner.ownership().get());
    let view = move || {
        match away.get() {
        Ownership::HandedOver(export) => Some(over(runner, export)),
        Ownership::Ended => Some(
            view! {
                <section class="card" aria-label="This run ended elsewhere">
                    <h2>"This run ended elsewhere"</h2>
                    <p>"What is below is the last that was seen of it here. How it ended stands with its keys and under Activity."</p>
                    <p><a href=Route::Keys.href()>"To the keys"</a></p>
                </section>
            }
            .into_any(),
        ),
        Ownership::Mine | Ownership::OtherTab => None,
    }
    };
    view.into_any()
}

fn over<M: Journalled + Send + Sync>(runner: Runner<M>, export: uuid::Uuid) -> AnyView {
    let (taking, ending) = (RwSignal::new(false), RwSignal::new(false));
    let fault = RwSignal::new(None::<VaultAccessError>);
    let take = move |()| {
        spawn_local(async move {
            let _ = fault.try_set(runner.take_back(export).await.err());
        });
    };
    let app = AppState::here();
    let acts = move || {
        (!app.vendors.is_read_only()).then(|| {
            view! {
                <div class="actions">
                    <Button on_press=move |_| taking.set(true)>"Take it back"</Button>
                    <Button kind=Kind::Danger on_press=move |_| ending.set(true)>"It has ended there: erase it here"</Button>
                </div>
            }
        })
    };
    view! {
        <section class="card" aria-label="This run was handed over">
            <h2>"This run was handed over"</h2>
            <p>
                "It went with the sealed export " <code translate="no">{export.to_string()}</code>
                " and is gone on with where that file was imported. It stands still here: nothing is sent and nothing changes."
            </p>
            {move || fault.get().map(|fault| view! { <ErrorPanel explanation=fault.words() alarm=true/> })}
            {acts}
        </section>
        <ConfirmDialog
            open=taking
            title="Take the run back?"
            confirm_label="Take it back"
            danger=true
            typed=Signal::stored(Some("not imported".to_owned()))
            on_confirm=Callback::new(take)
        >
            <p>
                "Only if the file was imported nowhere. If it was, two browsers would work on the same run: keys could be made or deactivated twice, and neither would know. Destroy the file now: it can still be imported."
            </p>
        </ConfirmDialog>
        <ConfirmDialog
            open=ending
            title="Erase the run here?"
            confirm_label="Erase it"
            danger=true
            typed=Signal::stored(Some("it has ended".to_owned()))
            on_confirm=Callback::new(move |()| runner.ended_elsewhere())
        >
            <p>
                "Its journal is erased in this browser, with any key that was made in it. The list of keys here does not learn how it ended: add the new key and check both afterwards."
            </p>
        </ConfirmDialog>
    }
    .into_any()
}
