//! What stands before everything else while there is a vault that is not open.

use leptos::prelude::*;
use leptos::task::spawn_local;
use zeroize::Zeroizing;

use super::settings::destroy;
use crate::app::components::{Button, Card, ErrorPanel, Kind, PageHeading, PassphraseField, demo_link};
use crate::app::vault::{Stands, Vault, VaultAccessError};
use crate::browser::{focus, reload};
use crate::route::Route;
use keyturn_domain::explain::Explanation;

/// The page that is shown instead of any other where [`Stands::lets_in`] says no.
pub fn gate() -> AnyView {
    let vault = Vault::here();
    let stands = Memo::new(move |_| vault.stands());
    let shown = move || page(stands.get());
    shown.into_any()
}

fn page(stands: Stands) -> AnyView {
    match stands {
        Stands::Leaving => waiting("Locking"),
        Stands::HearingOut => hearing_out(),
        Stands::Locked => locked(Vault::here()),
        Stands::Unreadable(why) => unreadable(Vault::here(), why),
        Stands::Looking | Stands::MemoryOnly | Stands::Open | Stands::Watching => waiting("Opening"),
    }
}

fn waiting(word: &'static str) -> AnyView {
    view! {
        <h1 class="visually-hidden">{word}</h1>
        <p class="soft" role="status">{word} "…"</p>
    }
    .into_any()
}

fn hearing_out() -> AnyView {
    view! {
        <PageHeading title="Locking"/>
        <p role="status">
            "A vendor's answer that only this page can receive is still to come, or to be written. The vault locks as soon as it is written, after five minutes at the latest."
        </p>
        <p class="soft">
            "No key is shown any more. Closing this tab locks at once; the answer is then lost, and what it would have said is not known."
        </p>
    }
    .into_any()
}

fn locked(vault: Vault) -> AnyView {
    let passphrase = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let fault = RwSignal::new(None::<VaultAccessError>);
    let open = move || {
        if busy.get_untracked() {
            return;
        }
        let words = Zeroizing::new(passphrase.get_untracked());
        busy.set(true);
        fault.set(None);
        spawn_local(async move {
            let opened = vault.unlock(words).await.err();
            let _ = passphrase.try_set(String::new());
            let _ = fault.try_set(opened);
            let _ = busy.try_set(false);
        });
    };
    let trouble =
        move || fault.get().map(|fault| view! { <ErrorPanel explanation=fault.words() alarm=true/> });
    view! {
        <PageHeading title="Unlock the vault"/>
        <p>"Your keys and unfinished runs are in this browser's vault."</p>
        <Card title="Passphrase">
            <div
                class="stack"
                on:keydown=move |event| {
                    if event.key() == "Enter" && focus::is_typing(&event) {
                        open();
                    }
                }
            >
                <PassphraseField label="Passphrase" value=passphrase/>
                {trouble}
                <div class="actions">
                    <Button kind=Kind::Primary busy on_press=move |_| open()>
                        {move || if busy.get() { "Unlocking" } else { "Unlock" }}
                    </Button>
                </div>
                <p class="soft small" role="status">
                    {move || busy.get().then_some("Working out the key takes a moment on purpose. Nothing is sent anywhere.")}
                </p>
            </div>
        </Card>
        {promises()}
        {others(vault)}
    }
    .into_any()
}

fn unreadable(vault: Vault, why: Explanation) -> AnyView {
    view! {
        <PageHeading title="The vault cannot be opened"/>
        <p>"It was not opened, nothing was changed and nothing was deleted."</p>
        <ErrorPanel explanation=why alarm=true/>
        <div class="actions">
            <Button kind=Kind::Primary on_press=move |_| { reload::reload(); }>"Try again"</Button>
        </div>
        <Card title="Go on from here">
            <ol class="prose prose--numbered small">
                <li>"Save the sealed bytes below. Whoever helps you needs them, and they show nothing without the passphrase."</li>
                <li>"If you have a sealed export, destroy this vault afterwards and import the export under Connections, or import it in another browser now."</li>
                <li>"Without an export, go on without the vault: add the keys from your own secret store, and check each. A run that was under way may have made a key that is alive at its vendor."</li>
            </ol>
            {super::salvage::button(vault)}
        </Card>
        {others(vault)}
    }
    .into_any()
}

fn others(vault: Vault) -> AnyView {
    view! {
        <Card title="Other ways on">
            <p class="small">
                "Without the vault the panel begins empty and keeps everything in this page's memory only. The vault stays as it is."
            </p>
            <div class="actions">
                <Button on_press=move |_| vault.do_without()>"Go on without the vault"</Button>
                {demo_link()}
            </div>
            {destroy(vault)}
        </Card>
    }
    .into_any()
}

fn promises() -> AnyView {
    view! {
        <details class="details">
            <summary>"What the vault keeps safe, and what it does not"</summary>
            <ul class="small">
                <li>"Only sealed records are stored. Every step of a run is written before a vendor is called, so a crash at any moment loses nothing that was answered."</li>
                <li>"A stolen disk shows as much as the passphrase can be guessed: a weak one is no protection."</li>
                <li>"The passphrase cannot be reset. Clearing this site's data, or leaving a private window, removes the vault for good."</li>
                <li>"While it is open, whoever controls this device or this browser can read what the panel can read."</li>
                <li>"An earlier copy of the whole browser profile, put back in place, is not noticed."</li>
            </ul>
            <p class="small">
                <a href=Route::Security.href()>"All that is promised, with the test that holds each promise, and all that is not"</a>
            </p>
        </details>
    }
    .into_any()
}
