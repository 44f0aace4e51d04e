//! Taking a sealed export in, where there is no vault yet.

use leptos::prelude::*;
use leptos::task::spawn_local;
use zeroize::Zeroizing;

use crate::app::components::{Announcer, Button, ErrorPanel, FileField, PassphraseField};
use crate::app::runs::Runs;
use crate::app::vault::open_vault::random_or_error;
use crate::app::vault::{Vault, VaultAccessError};
use crate::browser::derive::derive;
use crate::browser::files::ChosenFile;
use crate::browser::indexed_db::Store;
use crate::browser::persistence;
use keyturn_domain::moment::precise;
use keyturn_vault::entry::Entry;
use keyturn_vault::error::VaultError;
use keyturn_vault::export::Export;
use keyturn_vault::load::{Contents, FoundRun, StoredSet};

impl Vault {
    /// Founds this browser's vault with what is in the file. Runs that were handed over with it are this browser's to
    /// go on with: that is written with everything else, at once or not at all.
    async fn import(self, text: String, passphrase: Zeroizing<String>) -> Result<(), VaultAccessError> {
        let export = Export::read(&text)?;
        let key = derive(&export.header.kdf, &passphrase).await?;
        drop(passphrase);
        let (id, header) = (export.id, export.header.clone());
        let master = header.open(&key).map_err(|fault| match fault {
            VaultError::WrongPassphrase => VaultAccessError::WrongFilePassphrase,
            other => other.into(),
        })?;
        let (mut sets, contents) = export.unpack(&master)?;
        let Contents { home, runs, .. } = contents;
        let mut fences = vec![home];
        for run in runs {
            fences.push((run.set, run.tip.fence));
            if run.handed() == Some(id)
                && let Some(set) = sets.iter_mut().find(|set| set.id == run.set)
            {
                self.take_up_from(id, run, set)?;
            }
        }
        let fence =
            |set: &StoredSet| fences.iter().find(|(id, _)| *id == set.id).map_or(0, |(_, fence)| *fence);
        let sets: Vec<(StoredSet, u64)> = sets.into_iter().map(|set| (set.clone(), fence(&set))).collect();
        let store = Store::open().await?;
        let lock = self.claim().await?.ok_or(VaultAccessError::Elsewhere)?;
        store.found(&header.write(), &sets).await?;
        self.owned(store, master, lock).await?;
        persistence::request().await;
        Ok(())
    }

    fn take_up_from(
        self,
        export: uuid::Uuid,
        run: FoundRun,
        set: &mut StoredSet,
    ) -> Result<(), VaultAccessError> {
        let FoundRun { key, mut tip, .. } = run;
        let (fence, at) = (tip.fence, precise(self.app.site.moment()));
        let entry = Entry::TakenUp { export }.write();
        set.records.push(tip.append(&key, fence, at, *random_or_error::<24>()?, &entry)?);
        set.mark = Some(tip.mark(&key, *random_or_error::<24>()?));
        Ok(())
    }
}

/// The form that takes a file in.
pub(super) fn form(vault: Vault) -> AnyView {
    let announcer = Announcer::here();
    let runs = Runs::here();
    let file = RwSignal::new_local(None::<ChosenFile>);
    let passphrase = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let missing = RwSignal::new(false);
    let fault = RwSignal::new(None::<VaultAccessError>);
    let error = Signal::derive(move || missing.get().then(|| "Choose the file that was saved.".to_owned()));
    let import = move |_| {
        let Some(chosen) = file.with_untracked(Clone::clone) else { return missing.set(true) };
        let words = Zeroizing::new(passphrase.get_untracked());
        missing.set(false);
        busy.set(true);
        fault.set(None);
        spawn_local(async move {
            let done = match chosen.text().await {
                Some(text) => vault.import(text, words).await,
                None => Err(VaultAccessError::Vault(VaultError::NotAnExport)),
            };
            let _ = passphrase.try_set(String::new());
            if done.is_ok() {
                announcer.announce(
                    "The export is taken in. This browser's vault opens with the file's passphrase.",
                );
            }
            let _ = fault.try_set(done.err());
            let _ = busy.try_set(false);
        });
    };
    let free = Memo::new(move |_| runs.open().is_empty());
    let body = move || {
        if !free.get() {
            return view! { <p>"A run is open in this tab's memory. Finish it or leave it first."</p> }
                .into_any();
        }
        view! {
            <FileField label="Sealed export" chosen=file error hint="Its name begins with keyturn-sealed."/>
            <PassphraseField label="Passphrase of the export" value=passphrase/>
            {move || fault.get().map(|fault| view! { <ErrorPanel explanation=fault.words() alarm=true/> })}
            <div class="actions">
                <Button busy on_press=import>
                    {move || if busy.get() { "Taking it in" } else { "Import" }}
                </Button>
            </div>
        }
        .into_any()
    };
    view! {
        <details class="details">
            <summary>"Import a sealed export"</summary>
            <div class="stack">
                <p class="small">
                    "The file becomes this browser's vault, and takes the place of what is in this page's memory now. Unfinished runs in it are then this browser's: import a file in one browser only, and destroy it afterwards."
                </p>
                {body}
            </div>
        </details>
    }
    .into_any()
}
