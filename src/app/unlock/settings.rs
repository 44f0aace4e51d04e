//! The vault among the settings.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{change, export, new_passphrase};
use crate::app::components::{
    Announcer, Button, Card, ConfirmDialog, ErrorPanel, Kind, SaveButton, SelectField, TextField,
};
use crate::app::vault::{Stands, Vault, VaultAccessError};
use crate::browser::persistence;
use crate::route::Route;

/// Minutes without a touch after which the vault may be locked.
const MINUTES: std::ops::RangeInclusive<u8> = 1..=60;

/// The vault: made here, set here, locked and destroyed here.
#[component]
pub fn VaultCard() -> impl IntoView {
    let vault = Vault::here();
    let open = Memo::new(move |_| vault.is_open() || vault.is_watching());
    let title = "Vault";
    let body = move || if open.get() { set(vault) } else { closed(vault) };
    view! { <Card title>{body}</Card> }.into_any()
}

fn closed(vault: Vault) -> AnyView {
    let beside = RwSignal::new(false);
    spawn_local(async move {
        // Told only what is new: the form would be made anew, and what is typed there already would be gone.
        if crate::app::vault::detect::has_vault().await {
            let _ = beside.try_set(true);
        }
    });
    // Somebody may be typing by the time the answer comes.
    let beside = Memo::new(move |_| beside.get());
    let body = move || {
        if beside.get() {
            view! {
                <p>"There is a vault in this browser, and this page goes on without it. Reload the page to unlock it."</p>
            }
            .into_any()
        } else {
            view! { {new_passphrase::form(vault)} {super::import::form(vault)} }.into_any()
        }
    };
    view! { <h3>"Keep keys in a vault"</h3> {body} {security()} }.into_any()
}

fn security() -> AnyView {
    view! { <p class="small"><a href=Route::Security.href()>"What is promised, and what is not"</a></p> }
        .into_any()
}

/// What a hidden page is to be taken for: as it is kept, and in words.
const HIDDEN: [(&str, Option<u8>, &str); 4] = [
    ("idle", None, "as one that nobody touches"),
    ("0", Some(0), "as left: lock at once"),
    ("1", Some(1), "as left after 1 minute"),
    ("5", Some(5), "as left after 5 minutes"),
];

fn set(vault: Vault) -> AnyView {
    let announcer = Announcer::here();
    let (minutes, hidden) =
        vault.rest.with_untracked(|rest| (rest.idle_minutes.to_string(), rest.hidden_minutes));
    let minutes = RwSignal::new(minutes);
    let chosen = HIDDEN.iter().find(|(_, minutes, _)| *minutes == hidden).map_or("idle", |(id, ..)| *id);
    let hidden = RwSignal::new(chosen.to_owned());
    let options: Vec<(String, String)> =
        HIDDEN.iter().map(|(id, _, words)| ((*id).to_owned(), (*words).to_owned())).collect();
    let options = Signal::stored(options);
    let error = Signal::derive(move || {
        let wrong = "A whole number of minutes from 1 to 60.";
        read(&minutes.get()).is_none().then(|| wrong.to_owned())
    });
    let chosen = move || {
        let hidden = hidden.get();
        HIDDEN.iter().find(|(id, ..)| *id == hidden).and_then(|(_, minutes, _)| *minutes)
    };
    let changed = Signal::derive(move || {
        let kept = vault.rest.with(|rest| (rest.idle_minutes, rest.hidden_minutes));
        read(&minutes.get()).map(|minutes| (minutes, chosen())) != Some(kept)
    });
    let save = move |()| match read(&minutes.get_untracked()) {
        Some(minutes) => {
            let hidden = untrack(chosen);
            vault.rest.update(|rest| {
                rest.idle_minutes = minutes;
                rest.hidden_minutes = hidden;
            });
            announcer.announce("Settings saved.");
            true
        }
        None => {
            announcer.announce("Not saved: see the field.");
            false
        }
    };
    let promised = RwSignal::new(None::<bool>);
    spawn_local(async move {
        let answer = persistence::is_granted().await;
        let _ = promised.try_set(Some(answer));
    });
    let storage = move || {
        promised.get().map(|promised| {
            if promised {
                "The browser has promised not to clear this site's storage by itself."
            } else {
                "The browser has not promised to keep this site's storage: when it needs room, it may clear it. Keep every key in your own secret store too."
            }
        })
    };
    view! {
        <p>"Your keys and runs are kept in this browser, sealed. " {storage}</p>
        <div class="toolbar">
            <TextField label="Lock after so many minutes without a touch" value=minutes error kind="number"/>
            <SelectField label="Take a hidden page" value=hidden options/>
            <SaveButton label="Save when it locks" changed save/>
        </div>
        <p class="soft small">"You are warned a minute before; any key or click stays. Locking reaches every tab."</p>
        <div class="actions">
            <Button on_press=move |_| vault.lock()>"Lock the vault now"</Button>
        </div>
        {change::form(vault)}
        {export::form(vault)}
        {destroy(vault)}
        {security()}
    }
    .into_any()
}

fn read(text: &str) -> Option<u8> {
    text.trim().parse().ok().filter(|minutes| MINUTES.contains(minutes))
}

/// The button that destroys the vault, and what it asks first.
pub(super) fn destroy(vault: Vault) -> AnyView {
    let asking = RwSignal::new(false);
    let fault = RwSignal::new(None::<VaultAccessError>);
    let go = move |()| {
        spawn_local(async move {
            if let Err(why) = vault.destroy().await {
                vault.stands.set(Stands::Unreadable(why.words()));
                let _ = fault.try_set(Some(why));
            }
        });
    };
    view! {
        <div class="actions">
            <Button kind=Kind::Danger on_press=move |_| asking.set(true)>"Destroy the vault"</Button>
        </div>
        {move || fault.get().map(|fault| view! { <ErrorPanel explanation=fault.words() alarm=true/> })}
        <ConfirmDialog
            open=asking
            title="Destroy the vault?"
            confirm_label="Destroy it for good"
            danger=true
            typed=Signal::stored(Some("destroy".to_owned()))
            on_confirm=Callback::new(go)
        >
            <p>
                "Every key and every unfinished run in it is lost for good, and nobody can bring them back. A key that was made in an unfinished run may stay alive at its vendor."
            </p>
        </ConfirmDialog>
    }
    .into_any()
}
