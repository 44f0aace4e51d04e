//! Another passphrase for the same vault.

use leptos::prelude::*;
use leptos::task::spawn_local;
use zeroize::Zeroizing;

use super::new_passphrase::NewPassphrase;
use crate::app::components::{Announcer, Button, ErrorPanel, Kind, PassphraseField};
use crate::app::vault::open_vault::random_or_error;
use crate::app::vault::{Vault, VaultAccessError};
use crate::browser::derive::derive;
use crate::browser::indexed_db::StoreError;
use crate::browser::tab_channel::TabMessage;
use keyturn_vault::header::Header;
use keyturn_vault::passphrase::Kdf;

impl Vault {
    /// Puts the vault behind another passphrase. The header changes in one step: at any instant just one of the two
    /// passphrases opens it.
    async fn change_passphrase(
        self,
        current: Zeroizing<String>,
        new: Zeroizing<String>,
    ) -> Result<(), VaultAccessError> {
        let opened = self.opened().ok_or(StoreError::Gone)?;
        let before = opened.store.header().await?.ok_or(StoreError::Gone)?;
        let header = Header::read(&before)?;
        header.open(&derive(&header.kdf, &current).await?)?;
        let kdf = Kdf::new(*random_or_error()?);
        let key = derive(&kdf, &new).await?;
        let header = Header::rewrap(&opened.master, kdf, &key, *random_or_error::<24>()?);
        opened.store.change_header(&before, &header.write(), opened.home).await?;
        self.tell(TabMessage::PassphraseChanged);
        Ok(())
    }
}

/// The form that changes the passphrase.
pub(super) fn form(vault: Vault) -> AnyView {
    let announcer = Announcer::here();
    let current = RwSignal::new(String::new());
    let new = NewPassphrase::new();
    let busy = RwSignal::new(false);
    let fault = RwSignal::new(None::<VaultAccessError>);
    let done = RwSignal::new(false);
    let change = move |_| {
        let Some(words) = new.take() else { return };
        let before = Zeroizing::new(current.get_untracked());
        busy.set(true);
        fault.set(None);
        spawn_local(async move {
            let changed = vault.change_passphrase(before, words).await;
            let _ = current.try_set(String::new());
            if changed.is_ok() {
                announcer.confirm("The passphrase was changed.");
                new.clear();
                let _ = done.try_set(true);
            }
            let _ = fault.try_set(changed.err());
            let _ = busy.try_set(false);
        });
    };
    view! {
        <details class="details">
            <summary>"Change the passphrase"</summary>
            <div class="stack">
                <p class="small">
                    "From then on only the new passphrase opens the vault in this browser. It does not reach what was copied before: an older export, or a copy of this browser's files, still opens with the passphrase that it was made with. If somebody may have both, renew and rotate the keys themselves."
                </p>
                <PassphraseField label="Current passphrase" value=current/>
                {new.fields("Another passphrase", "The other passphrase again")}
                {move || fault.get().map(|fault| view! { <ErrorPanel explanation=fault.words() alarm=true/> })}
                {move || done.get().then(|| view! { <p>"The passphrase was changed. The former one opens this vault no more."</p> })}
                <div class="actions">
                    <Button kind=Kind::Primary busy on_press=change>
                        {move || if busy.get() { "Changing the passphrase" } else { "Change it now" }}
                    </Button>
                </div>
            </div>
        </details>
    }
    .into_any()
}
