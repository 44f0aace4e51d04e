//! Journals that cannot be read: named, kept, and erased only by somebody who says why.

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;

use super::salvage;
use crate::app::components::{Announcer, Button, ConfirmDialog, ErrorPanel, Kind, TextField};
use crate::app::vault::{Vault, VaultAccessError};
use crate::browser::indexed_db::StoreError;
use keyturn_domain::activity::{Entry, EntryKind};
use keyturn_domain::explain::Explanation;
use keyturn_domain::run::step::StepId;
use keyturn_vault::snapshot::StoredLine;

impl Vault {
    /// Erases a journal that cannot be read. Why is kept first: only who may still write gets as far as erasing.
    async fn erase_unreadable(self, set: Uuid, reason: String) -> Result<(), VaultAccessError> {
        let opened = self.opened().ok_or(StoreError::Gone)?;
        let text = format!("Erased a journal that could not be read ({set}). {reason}");
        let at = self.app.site.moment();
        let entry = Entry { at, kind: EntryKind::Decision, step: StepId::RUN, text, exchange: None };
        self.rest.update(|rest| rest.evidence.push(StoredLine::encode("Vault", &entry)));
        self.app.activity.note(None, "Vault", entry);
        self.save_keys().await?;
        let fence = match opened.store.take_over(set, 0).await {
            Ok(fence) => fence,
            // Its header is gone, and with it the number.
            Err(StoreError::Gone) => 0,
            Err(fault) => return Err(fault.into()),
        };
        opened.store.erase_set(set, fence).await?;
        self.unreadable.update(|list| list.retain(|(one, _)| *one != set));
        self.changed();
        Ok(())
    }
}

/// All of them; nothing while there is none.
pub(super) fn damaged(vault: Vault) -> AnyView {
    let view = move || {
        let list = vault.unreadable.get();
        (!list.is_empty()).then(|| {
            let items: Vec<_> = list.into_iter().map(|(set, why)| item(vault, set, why)).collect();
            view! {
                <section class="card" aria-label="Unreadable records">
                    <h2>"Some of the vault cannot be read"</h2>
                    <p>"It is kept as it is. A run that it belongs to may have made a key that is alive at its vendor."</p>
                    <ul class="stack">{items}</ul>
                    {salvage::button(vault)}
                </section>
            }
        })
    };
    view.into_any()
}

fn item(vault: Vault, set: Uuid, why: Explanation) -> AnyView {
    let announcer = Announcer::here();
    let reason = RwSignal::new(String::new());
    let asking = RwSignal::new(false);
    let unsaid = RwSignal::new(false);
    let fault = RwSignal::new(None::<VaultAccessError>);
    let missing = Signal::derive(move || {
        let empty = reason.with(|reason| reason.trim().is_empty());
        (unsaid.get() && empty).then(|| "Say why it is needed no more.".to_owned())
    });
    let ask = move |_| {
        unsaid.set(true);
        if missing.get_untracked().is_none() {
            asking.set(true);
        }
    };
    let erase = move |()| {
        let reason: String = reason.get_untracked().trim().chars().take(500).collect();
        spawn_local(async move {
            match vault.erase_unreadable(set, reason).await {
                Ok(()) => announcer.confirm("The journal was erased. Why is kept under Activity."),
                Err(why) => {
                    let _ = fault.try_set(Some(why));
                }
            }
        });
    };
    let mine = Memo::new(move |_| vault.is_open());
    let form = move || {
        mine.get().then(|| {
            view! {
                <details class="details">
                    <summary>"Erase this journal"</summary>
                    <div class="stack">
                        <TextField
                            label="Why it is needed no more"
                            value=reason
                            error=missing
                            hint="Which keys were probed, and what was true of them. It is kept."
                        />
                        {move || fault.get().map(|fault| view! { <ErrorPanel explanation=fault.words() alarm=true/> })}
                        <div class="actions">
                            <Button kind=Kind::Danger on_press=ask>"Erase it"</Button>
                        </div>
                    </div>
                </details>
            }
        })
    };
    view! {
        <li class="stack">
            <p class="small">"Record set " <code translate="no">{set.to_string()}</code></p>
            <ErrorPanel explanation=why/>
            {form}
            <ConfirmDialog
                open=asking
                title="Erase the journal?"
                confirm_label="Erase it for good"
                danger=true
                on_confirm=Callback::new(erase)
            >
                <p>"Save its sealed bytes first if anybody may still want to look into it. Nothing is told to any vendor."</p>
            </ConfirmDialog>
        </li>
    }
    .into_any()
}
