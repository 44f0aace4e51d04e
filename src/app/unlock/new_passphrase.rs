//! Choosing a new passphrase, and making a vault with it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use zeroize::Zeroizing;

use crate::app::components::{Announcer, Button, ErrorPanel, Kind, PassphraseField};
use crate::app::runs::Runs;
use crate::app::vault::{Vault, VaultAccessError};
use keyturn_vault::passphrase::{SHORTEST, long_enough};
use keyturn_vault::strength::{Strength, acceptable};

/// A new passphrase as it is typed, twice.
#[derive(Clone, Copy)]
pub(super) struct NewPassphrase {
    first: RwSignal<String>,
    second: RwSignal<String>,
    tried: RwSignal<bool>,
}

impl NewPassphrase {
    /// Nothing is typed yet.
    pub(super) fn new() -> Self {
        Self {
            first: RwSignal::new(String::new()),
            second: RwSignal::new(String::new()),
            tried: RwSignal::new(false),
        }
    }

    /// The passphrase, if it may be used and stands there twice; what is wrong with it is said from now on.
    pub(super) fn take(self) -> Option<Zeroizing<String>> {
        self.tried.set(true);
        let good = self.first_fault().is_none() && !self.differs();
        good.then(|| Zeroizing::new(self.first.get_untracked()))
    }

    /// Forgets what was typed.
    pub(super) fn clear(self) {
        for text in [self.first, self.second] {
            let _ = text.try_set(String::new());
        }
        let _ = self.tried.try_set(false);
    }

    fn first_fault(self) -> Option<String> {
        self.first.with(|text| match acceptable(text) {
            Ok(()) => None,
            Err(_) if long_enough(text).is_err() => Some(format!("Use at least {SHORTEST} characters.")),
            Err(fault) => Some(fault.words().happened),
        })
    }

    fn differs(self) -> bool {
        self.first.with(|first| self.second.with(|second| first != second))
    }

    /// The two fields, with what can be said of the passphrase between them.
    pub(super) fn fields(self, label: &'static str, again: &'static str) -> AnyView {
        let Self { first, second, tried } = self;
        let wrong = Signal::derive(move || self.first_fault().filter(|_| tried.get()));
        let differs = Signal::derive(move || {
            (tried.get() && self.differs()).then(|| "This is not the same passphrase.".to_owned())
        });
        let strength = move || first.with(|text| strength(text));
        view! {
            <PassphraseField
                label
                value=first
                new=true
                error=wrong
                hint="At least 15 characters. Five or six random words are good; a sentence from a book is not."
            />
            <p class="soft small" aria-live="polite">{strength}</p>
            <PassphraseField label=again value=second new=true error=differs/>
        }
        .into_any()
    }
}

/// What can be said of a passphrase without a dictionary.
fn strength(passphrase: &str) -> String {
    match passphrase.chars().count() {
        0 => String::new(),
        length @ ..SHORTEST => format!("{} more characters are needed.", SHORTEST - length),
        _ => Strength::of(passphrase).words().into(),
    }
}

/// The form that makes a vault around what the panel has now.
pub(super) fn form(vault: Vault) -> AnyView {
    let announcer = Announcer::here();
    let runs = Runs::here();
    let passphrase = NewPassphrase::new();
    let busy = RwSignal::new(false);
    let fault = RwSignal::new(None::<VaultAccessError>);
    let make = move |_| {
        let Some(words) = passphrase.take() else { return };
        busy.set(true);
        fault.set(None);
        spawn_local(async move {
            let made = vault.create(words).await;
            if made.is_ok() {
                announcer.confirm("The vault is made. Your keys are in it.");
            }
            let _ = fault.try_set(made.err());
            passphrase.clear();
            let _ = busy.try_set(false);
        });
    };
    let free = Memo::new(move |_| runs.open().is_empty());
    let body = move || {
        if !free.get() {
            return view! {
                <p>"A run is open that lives in this tab's memory only. Finish it or leave it first; then the vault can be made."</p>
            }
            .into_any();
        }
        view! {
            {passphrase.fields("New passphrase", "The same passphrase again")}
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
