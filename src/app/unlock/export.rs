//! The vault as a sealed file for another browser. Unfinished runs go with it, and stand still here.

use leptos::prelude::*;
use leptos::task::spawn_local;
use zeroize::Zeroizing;

use super::new_passphrase::NewPassphrase;
use crate::app::components::{Announcer, Button, Checkbox, ConfirmDialog, ErrorPanel};
use crate::app::runs::Ownership;
use crate::app::runs::{Run, Runs};
use crate::app::vault::open_vault::random_or_error;
use crate::app::vault::{Vault, VaultAccessError};
use crate::browser::derive::derive;
use crate::browser::files;
use crate::browser::indexed_db::StoreError;
use crate::browser::random::random_uuid;
use keyturn_domain::moment::iso;
use keyturn_vault::export::Export;
use keyturn_vault::header::Header;
use keyturn_vault::passphrase::Kdf;

impl Vault {
    /// Seals everything into one file, under the vault's passphrase or under `fresh`. Runs that are not over are
    /// handed over before the file is made, so that no two browsers go on with the same run unknowingly.
    async fn export(self, runs: Runs, fresh: Option<Zeroizing<String>>) -> Result<(), VaultAccessError> {
        let opened = self.opened().ok_or(StoreError::Gone)?;
        let open = untrack(|| runs.open());
        if open.iter().copied().any(Run::is_held_up) {
            return Err(VaultAccessError::Busy);
        }
        let header = match fresh {
            None => Header::read(&opened.store.header().await?.ok_or(StoreError::Gone)?)?,
            Some(passphrase) => {
                let kdf = Kdf::new(*random_or_error()?);
                let key = derive(&kdf, &passphrase).await?;
                Header::rewrap(&opened.master, kdf, &key, *random_or_error::<24>()?)
            }
        };
        self.save_keys().await?;
        let (id, at) = (random_uuid(), self.app.site.moment());
        for run in open {
            run.hand_over(id).await?;
        }
        self.changed();
        let sets = opened.store.all().await?.sets;
        let export = Export::pack(&opened.master, header, (id, iso(at)), sets, *random_or_error::<24>()?);
        let day: String = iso(at).chars().take(10).collect();
        let saved = files::save(&format!("keyturn-sealed-{day}.json"), &export.write());
        if saved { Ok(()) } else { Err(VaultAccessError::NotSaved) }
    }
}

/// What saves the export, and what it asks first.
pub(super) fn form(vault: Vault) -> AnyView {
    let announcer = Announcer::here();
    let runs = Runs::here();
    let own = RwSignal::new(false);
    let passphrase = NewPassphrase::new();
    let chosen = StoredValue::new(None::<Zeroizing<String>>);
    let asking = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let saved = RwSignal::new(false);
    let fault = RwSignal::new(None::<VaultAccessError>);
    let unfinished = Memo::new(move |_| {
        let here = |run: &Run| run.ownership() == Ownership::Mine && run.about().kept;
        runs.open().iter().filter(|run| here(run)).map(|run| run.about().title.clone()).collect::<Vec<_>>()
    });
    let go = move |()| {
        let fresh = chosen.try_update_value(Option::take).flatten();
        busy.set(true);
        fault.set(None);
        spawn_local(async move {
            let done = vault.export(runs, fresh).await;
            if done.is_ok() {
                announcer.confirm("The sealed export is saved.");
                passphrase.clear();
            }
            let _ = saved.try_set(done.is_ok());
            let _ = fault.try_set(done.err());
            let _ = busy.try_set(false);
        });
    };
    let ask = move |_| {
        let fresh = if own.get_untracked() {
            let Some(words) = passphrase.take() else { return };
            Some(words)
        } else {
            None
        };
        chosen.set_value(fresh);
        if unfinished.with_untracked(Vec::is_empty) { go(()) } else { asking.set(true) }
    };
    let fields =
        move || own.get().then(|| passphrase.fields("Passphrase of the file", "The file's passphrase again"));
    let titles =
        move || unfinished.get().into_iter().map(|title| view! { <li>{title}</li> }).collect::<Vec<_>>();
    view! {
        <details class="details">
            <summary>"Save a sealed export"</summary>
            <div class="stack">
                <p class="small">
                    "One file with everything in the vault, sealed: keys, history and unfinished runs. In clear it says only that it is an export, when it was made, how its passphrase is worked out, and how long its parts are. Another browser with no vault can take it in and go on."
                </p>
                <Checkbox label="Seal it under a passphrase of its own" checked=own/>
                {fields}
                {move || fault.get().map(|fault| view! { <ErrorPanel explanation=fault.words() alarm=true/> })}
                {move || saved.get().then(|| view! { <p>"The sealed export is saved. Keep it like a key, and import it in one browser only."</p> })}
                <div class="actions">
                    <Button busy on_press=ask>
                        {move || if busy.get() { "Sealing" } else { "Save the export" }}
                    </Button>
                </div>
            </div>
        </details>
        <ConfirmDialog
            open=asking
            title="Hand the unfinished runs over?"
            confirm_label="Hand over and save"
            on_confirm=Callback::new(go)
        >
            <p>"These runs go with the file and stand still here from now on:"</p>
            <ul>{titles}</ul>
            <p>
                "Whoever imports the file goes on with them. Two browsers that worked on one run would make or deactivate keys twice. Until the file is imported somewhere, you can take them back here."
            </p>
        </ConfirmDialog>
    }
    .into_any()
}
