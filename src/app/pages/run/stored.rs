//! Showing a new key once more, and proving that it was stored.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::components::{Button, KeyInput, Kind, SecretField};
use keyturn_domain::key::{Field, read_pasted};
use keyturn_domain::secret::Secret;

/// What storing a new key takes.
pub struct Storing {
    /// The new key.
    pub secret: Arc<Secret>,
    /// What stands above it.
    pub label: String,
    /// Which kind of key it is.
    pub field: Field,
    /// Why the last text read back was not it.
    pub mismatch: Signal<Option<String>>,
    /// Whether a call is on its way.
    pub busy: Signal<bool>,
    /// Takes what was read back.
    pub prove: Callback<Secret>,
}

impl Storing {
    /// The controls.
    pub fn view(self) -> AnyView {
        let Self { secret, label, field, mismatch, busy, prove } = self;
        let pasted = RwSignal::new(String::new());
        let unread = RwSignal::new(None::<String>);
        let error = Signal::derive(move || unread.get().or_else(|| mismatch.get()));
        let submit = move |_| match read_pasted(&pasted.get_untracked(), field) {
            Err(fault) => unread.set(Some(fault.words(field))),
            Ok(text) => {
                unread.set(None);
                pasted.set(String::new());
                prove.run(text);
            }
        };
        view! {
            <SecretField secret label name="the new key"/>
            <KeyInput
                label="Paste what now stands where you stored it"
                field
                value=pasted
                error
                hint="Open the place again and copy it from there, not from here: only that shows that it was stored whole."
            />
            <div class="actions">
                <Button kind=Kind::Primary busy on_press=submit>"Prove that it is stored"</Button>
            </div>
        }
        .into_any()
    }
}
