//! What is left of a vault that cannot be opened, as it lies there.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::components::{Button, ErrorPanel};
use crate::app::vault::{Vault, VaultAccessError};
use crate::browser::files;
use crate::browser::indexed_db::Store;
use keyturn_domain::moment::iso;

impl Vault {
    /// Saves everything that is stored, sealed as it is and whatever it is.
    async fn save_sealed_bytes(self) -> Result<(), VaultAccessError> {
        let stored = Store::open().await?.remains().await?;
        let at = iso(self.app.site.moment());
        let text =
            format!("{{\"format\":\"keyturn-remains\",\"version\":1,\"at\":\"{at}\",\"stored\":{stored}}}");
        let day: String = at.chars().take(10).collect();
        if files::save(&format!("keyturn-remains-{day}.json"), &text) {
            Ok(())
        } else {
            Err(VaultAccessError::NotSaved)
        }
    }
}

/// The button that saves it.
pub(super) fn button(vault: Vault) -> AnyView {
    let fault = RwSignal::new(None::<VaultAccessError>);
    let save = move |_| {
        spawn_local(async move {
            let _ = fault.try_set(vault.save_sealed_bytes().await.err());
        });
    };
    view! {
        <div class="actions">
            <Button on_press=save>"Save its sealed bytes"</Button>
        </div>
        {move || fault.get().map(|fault| view! { <ErrorPanel explanation=fault.words() alarm=true/> })}
    }
    .into_any()
}
