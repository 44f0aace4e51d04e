//! A dialog that takes a key.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::components::{Announcer, Button, KeyInput, Kind, Modal, SelectField, TextField};
use crate::app::router::Router;
use crate::app::state::AppState;
use crate::browser::focus;
use crate::route::Route;
use keyturn_domain::connection::Connection;
use keyturn_domain::inventory::{KeyId, NewKey};
use keyturn_domain::key::{Field, KeyKind, PasteFault, read_pasted};
use keyturn_domain::secret::Secret;
use keyturn_domain::vendor::Vendor;

const PUBLISHABLE: &str = "A publishable key can be kept and checked here. It is not renewed by API.";

const UNRECOGNISED: &str = "Careful: Keyturn does not recognise this kind of key. It can be added all the same, and is sent to this connection's vendor to be checked.";

/// Takes a key, keeps it and asks its vendor about it once. What was typed is gone as soon as it is read.
#[component]
pub fn AddKey() -> impl IntoView {
    let app = AppState::here();
    let announcer = Announcer::here();
    let router = Router::here();
    let chosen = RwSignal::new(String::new());
    let text = RwSignal::new(String::new());
    let label = RwSignal::new(String::new());
    let fault = RwSignal::new(None::<PasteFault>);
    let known = RwSignal::new(None::<KeyId>);

    let connections = Memo::new(move |_| app.site.connections());
    let connection = Memo::new(move |_| {
        let all = connections.get();
        let chosen = chosen.get();
        all.iter().find(|one| one.id == chosen).or_else(|| all.first()).cloned()
    });
    let field = Memo::new(move |_| {
        connection.with(|one| Field::Any(one.as_ref().map_or(Vendor::QuickStream, |one| one.vendor)))
    });
    let forget = move |()| {
        for typed in [text, label] {
            typed.set(String::new());
        }
        fault.set(None);
        known.set(None);
    };
    let add = move || {
        let Some(connection) = connection.get_untracked() else { return };
        known.set(None);
        let read = read_pasted(&text.get_untracked(), field.get_untracked());
        let secret = match read.and_then(|key| app.site.accepts(&key, &connection).map(|()| key)) {
            Ok(secret) => secret,
            Err(why) => return fault.set(Some(why)),
        };
        text.set(String::new());
        fault.set(None);
        let (id, vendor) = (connection.id, connection.vendor);
        let new = NewKey {
            connection: id,
            vendor,
            secret: Arc::new(secret),
            label: label.get_untracked().trim().chars().take(120).collect(),
        };
        match app.keys.add_key(new) {
            Ok(id) => {
                app.add_key_open.set(false);
                announcer.confirm("Key added. Its vendor is being asked about it.");
                spawn_local(app.checks.check_key(id));
            }
            Err(id) => known.set(Some(id)),
        }
    };
    Effect::new(move || {
        if !app.add_key_open.get() {
            forget(());
        }
    });
    let input = move || {
        let field = field.get();
        let error = Signal::derive(move || fault.get().map(|fault| fault.words(field)));
        view! { <KeyInput label="Key" field value=text error hint=hint(field)/> }
    };
    let notes = Memo::new(move |_| {
        let secret = text.with(|text| read_pasted(text, field.get())).ok();
        let elsewhere = connection.with(|here| elsewhere(app, secret.as_ref()?, here.as_ref()?));
        let kind = secret.and_then(|_| text.with(|text| of_kind(KeyKind::of(text))));
        [kind.map(str::to_owned), elsewhere]
    });
    let notes = move || notes.get().map(|note| note.map(|note| view! { <p>{note}</p> }));
    let there = move || {
        known.get().map(|id| {
            let open = move |_| {
                app.add_key_open.set(false);
                router.go(Route::Key(id));
            };
            view! {
                <p>"This key is in the panel already; nothing was added."</p>
                <Button on_press=open>"Open that key"</Button>
            }
        })
    };
    let options = Signal::derive(move || {
        connections.get().into_iter().map(|one| (one.id.clone(), words(&one))).collect::<Vec<_>>()
    });
    view! {
        <Modal open=app.add_key_open title="Add a key" first=Callback::new(|()| ())>
            <div
                class="modal__body"
                on:keydown=move |event| {
                    if event.key() == "Enter" && focus::is_typing(&event) {
                        add();
                    }
                }
            >
                <SelectField label="Connection" value=chosen options/>
                {input}
                <div class="small stack stack--tight" aria-live="polite">
                    {notes}
                </div>
                <TextField label="Label (optional)" value=label hint="What you call it, such as where it is used."/>
                <div class="stack stack--tight" role="status">{there}</div>
                <div class="actions actions--end">
                    <Button on_press=move |_| app.add_key_open.set(false)>"Cancel"</Button>
                    <Button kind=Kind::Primary on_press=move |_| add()>"Add and check"</Button>
                </div>
            </div>
        </Modal>
    }
    .into_any()
}

/// What is to be known of a key of this kind before it is added.
const fn of_kind(kind: KeyKind) -> Option<&'static str> {
    match kind {
        KeyKind::WestpacPublishable => Some(PUBLISHABLE),
        KeyKind::Unrecognised => Some(UNRECOGNISED),
        KeyKind::WestpacSecret | KeyKind::SuperApiPartner | KeyKind::SuperApiProduct => None,
    }
}

/// A warning if the same key already stands on a connection other than `here`.
fn elsewhere(app: AppState, secret: &Secret, here: &Connection) -> Option<String> {
    let fingerprint = secret.fingerprint();
    let there = app.keys.with(|inventory| {
        let mut keys = inventory.keys().iter();
        let same = keys.find(|key| key.fingerprint == fingerprint && key.connection != here.id)?;
        Some(same.connection.clone())
    })?;
    let there = app.site.connection(&there).map_or(there, |there| words(&there));
    Some(format!(
        "Careful: the same key already stands on {there}. A test key works on test only, and a live key on live only."
    ))
}

fn words(connection: &Connection) -> String {
    format!("{} ({} {})", connection.label, connection.vendor.name(), connection.environment.name())
}

fn hint(field: Field) -> String {
    [field.vendor().spec().key_hint, " It is sent to this connection only."].concat()
}
