//! The two keys of a rehearsal.

use leptos::prelude::*;

use crate::app::components::{Button, KeyInput, Kind};
use crate::app::state::AppState;
use keyturn_domain::connection::Connection;
use keyturn_domain::key::{Field, read_pasted};
use keyturn_domain::secret::Secret;
use keyturn_domain::vendor::Vendor;

/// Asks for both keys and hands them on once both can be secret keys.
pub(super) fn keys_form(
    problem: Signal<Option<String>>,
    busy: Signal<bool>,
    connection: Signal<Option<Connection>>,
    take: Callback<(Secret, Secret)>,
) -> AnyView {
    let vendor = connection.get_untracked().map_or(Vendor::QuickStream, |one| one.vendor);
    let field = Field::Secret(vendor);
    let texts = [RwSignal::new(String::new()), RwSignal::new(String::new())];
    let errors = [RwSignal::new(None::<String>), RwSignal::new(None)];
    let app = AppState::here();
    let belongs = move |key: Secret| match connection.get_untracked() {
        Some(connection) => app.site.accepts(&key, &connection).map(|()| key),
        None => Ok(key),
    };
    let read = move |at: usize| {
        let read = read_pasted(&texts[at].get_untracked(), field).and_then(belongs);
        errors[at].set(read.as_ref().err().map(|fault| fault.words(field)));
        read.ok()
    };
    let go = move |_| {
        if let (Some(first), Some(second)) = (read(0), read(1)) {
            texts.iter().for_each(|text| text.set(String::new()));
            take.run((first, second));
        }
    };
    view! {
        <KeyInput
            label="First key"
            field
            value=texts[0]
            error=errors[0]
            hint="The older of the two: the one that the application is set to."
        />
        <KeyInput
            label="Second key"
            field
            value=texts[1]
            error=errors[1]
            hint="The newer one: the application has to find it by itself."
        />
        <p class="field__error" role="alert">{move || problem.get()}</p>
        <div class="actions">
            <Button kind=Kind::Primary busy on_press=go>"Check both keys"</Button>
        </div>
    }
    .into_any()
}
