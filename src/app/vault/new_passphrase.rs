//! Making a vault.

use leptos::prelude::*;
use leptos::task::spawn_local;
use zeroize::Zeroizing;

use super::{Fault, Vault};
use crate::app::components::{Announcer, Button, ErrorPanel, Kind, PassphraseField};
use crate::app::runs::Runs;
use crate::vault::passphrase::{SHORTEST, long_enough};

/// The form that makes a vault around what the panel has now.
pub(super) fn form(vault: Vault) -> AnyView {
    let announcer = Announcer::here();
    let runs = Runs::here();
    let (first, second) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let busy = RwSignal::new(false);
    let fault = RwSignal::new(None::<Fault>);
    let tried = RwSignal::new(false);
    let short = Signal::derive(move || {
        let short = first.with(|text| long_enough(text).is_err());
        (tried.get() && short).then(|| format!("Use at least {SHORTEST} characters."))
    });
    let differs = Signal::derive(move || {
        let differs = first.with(|first| second.with(|second| first != second));
        (tried.get() && differs).then(|| "This is not the same passphrase.".to_owned())
    });
    let make = move |_| {
        tried.set(true);
        if short.get_untracked().is_some() || differs.get_untracked().is_some() {
            return;
        }
        let passphrase = Zeroizing::new(first.get_untracked());
        busy.set(true);
        fault.set(None);
        spawn_local(async move {
            let made = vault.create(passphrase).await;
            if made.is_ok() {
                announcer.announce("The vault is made. Your keys are in it.");
            }
            let _ = fault.try_set(made.err());
            for text in [first, second] {
                let _ = text.try_set(String::new());
            }
            let _ = tried.try_set(false);
            let _ = busy.try_set(false);
        });
    };
    let strength = move || first.with(|text| hint(text));
    let free = Memo::new(move |_| runs.open().is_empty());
    let body = move || {
        if !free.get() {
            return view! {
                <p>"A run is open that lives in this tab's memory only. Finish it or leave it first; then the vault can be made."</p>
            }
            .into_any();
        }
        view! {
            <PassphraseField
                label="New passphrase"
                value=first
                new=true
                error=short
                hint="At least 15 characters. Four or five random words are good; a sentence from a book is not."
            />
            <p class="soft small" aria-live="polite">{strength}</p>
            <PassphraseField label="The same passphrase again" value=second new=true error=differs/>
            <div class="actions">
                <Button kind=Kind::Primary busy on_press=make>
                    {move || if busy.get() { "Making the vault" } else { "Make the vault" }}
                </Button>
            </div>
        }
        .into_any()
    };
    view! {
        <p>
            "A vault keeps your keys and open runs in this browser, sealed under a passphrase. The panel then survives reloading, a crash and a power cut, and goes on where it stood."
        </p>
        <ul class="small">
            <li>"Nobody can open it without the passphrase, and nobody can reset it: not you, not whoever runs this panel."</li>
            <li>"It is in this browser on this device only. If the browser's data is cleared, it is gone: keep every key in your own secret store too."</li>
            <li>"It does not help against somebody who controls this device, or a program in this browser, while it is open."</li>
        </ul>
        {body}
        {move || fault.get().map(|fault| view! { <ErrorPanel explanation=fault.words() alarm=true/> })}
    }
    .into_any()
}

/// What can be said of a passphrase without a dictionary: its length, and whether it repeats itself.
fn hint(passphrase: &str) -> String {
    let length = passphrase.chars().count();
    let mut seen: Vec<char> = passphrase.chars().collect();
    seen.sort_unstable();
    seen.dedup();
    match (length, seen.len()) {
        (0, _) => String::new(),
        (1..SHORTEST, _) => format!("{} more characters are needed.", SHORTEST - length),
        (_, ..=7) => "Long enough, but it repeats itself and is easy to guess.".into(),
        (SHORTEST..=19, _) => "Long enough. Every further word makes it much harder to guess.".into(),
        _ => "Good length. It is as good as it is hard to guess.".into(),
    }
}
