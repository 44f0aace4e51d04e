//! Saying what became of a key that nobody received.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::components::{Announcer, Button, ErrorPanel, KeyInput, Kind, SelectField, TextField};
use crate::app::state::AppState;
use keyturn_domain::activity::{Entry, EntryKind};
use keyturn_domain::call::Call;
use keyturn_domain::explain::{Explanation, explain};
use keyturn_domain::inventory::{Fate, KeyId, NewKey, Orphan};
use keyturn_domain::key::{Field, KeyKind, read_pasted};
use keyturn_domain::run::machine::Reply;
use keyturn_domain::run::step::MachineStep;
use keyturn_domain::secret::Secret;
use keyturn_domain::superapi::rotation;

const REMOVED: &str = "removed";
const FOUND: &str = "found";
const NEVER: &str = "never";

/// The form, behind its own disclosure.
pub(super) fn form(orphan: Orphan, app: AppState) -> AnyView {
    let announcer = Announcer::here();
    let (choice, reason, pasted) =
        (RwSignal::new(REMOVED.to_owned()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let options = [
        (REMOVED, "It was removed at the vendor"),
        (FOUND, "It was found and is stored: paste it"),
        (NEVER, "It never existed, and that is proven"),
    ];
    let options = Signal::stored(options.map(|(id, words)| (id.to_owned(), words.to_owned())).to_vec());
    let busy = RwSignal::new(false);
    let wrong = RwSignal::new(None::<String>);
    let unsaid = RwSignal::new(false);
    let fault = RwSignal::new(None::<Explanation>);
    let missing = Signal::derive(move || {
        let empty = reason.with(|reason| reason.trim().is_empty());
        (unsaid.get() && empty).then(|| "Say how that is known.".to_owned())
    });
    let orphan = Arc::new(orphan);
    let settle = {
        let orphan = Arc::clone(&orphan);
        move |fate: Fate| settle(app, &orphan, fate, &reason.get_untracked(), announcer)
    };
    let submit = move |_| {
        unsaid.set(true);
        fault.set(None);
        if missing.get_untracked().is_some() {
            return;
        }
        match choice.get_untracked().as_str() {
            FOUND => {}
            NEVER => return settle(Fate::NeverMade),
            _ => return settle(Fate::Removed),
        }
        match read_pasted(&pasted.get_untracked(), Field::SuperApiProduct) {
            Err(why) => wrong.set(Some(why.words(Field::SuperApiProduct))),
            Ok(secret) => {
                wrong.set(None);
                busy.set(true);
                let (orphan, settle) = (Arc::clone(&orphan), settle.clone());
                spawn_local(async move {
                    let found = find(app, &orphan, secret).await;
                    let _ = busy.try_set(false);
                    match found {
                        Ok(id) => settle(Fate::Found(id)),
                        Err(why) => {
                            let _ = fault.try_set(Some(why));
                        }
                    }
                });
            }
        }
    };
    let is_found = Memo::new(move |_| choice.with(|choice| choice == FOUND));
    let key = move || {
        is_found.get().then(|| {
            view! { <KeyInput label="The key that was found" field=Field::SuperApiProduct value=pasted error=wrong/> }
        })
    };
    view! {
        <details class="details">
            <summary>"Say what became of it"</summary>
            <div class="stack">
                <SelectField label="What became of it" value=choice options/>
                {key}
                <TextField
                    label="How that is known"
                    value=reason
                    error=missing
                    hint="A ticket, a name, what was looked at. It is kept with the product's keys. Never put a key here."
                />
                {move || fault.get().map(|explanation| view! { <ErrorPanel explanation alarm=true/> })}
                <div class="actions">
                    <Button kind=Kind::Primary busy on_press=submit>"Account for it"</Button>
                </div>
            </div>
        </details>
    }
    .into_any()
}

fn settle(app: AppState, orphan: &Orphan, fate: Fate, reason: &str, announcer: Announcer) {
    let now = app.site.moment();
    let reason: String = reason.trim().chars().take(500).collect();
    if app.keys.resolve_orphan(orphan, fate, &reason) {
        let text = format!("A key that nobody had received: {}. {reason}", fate.words());
        let entry = Entry {
            at: now,
            kind: EntryKind::Decision,
            step: rotation::Step::Provision.id(),
            text,
            exchange: None,
        };
        app.activity.note(None, &orphan.product.to_string(), entry);
        announcer.confirm("It is accounted for.");
    }
}

/// Asks the vendor whether the key opens the orphan's product, and adds it to the list if it does.
async fn find(app: AppState, orphan: &Orphan, secret: Secret) -> Result<KeyId, Explanation> {
    let connection = app.site.connection(&orphan.connection).ok_or_else(|| plain(NO_CONNECTION))?;
    let secret = Arc::new(secret);
    let (reply, _) = app.vendors.ask(&connection, &Call::Product(Arc::clone(&secret))).await;
    let product = match reply {
        Reply::Product(Ok(product)) => product,
        Reply::Product(Err(fault)) => return Err(explain(&fault, KeyKind::SuperApiProduct)),
        _ => return Err(plain(OTHER_PRODUCT)),
    };
    if product.id != orphan.product {
        return Err(plain(OTHER_PRODUCT));
    }
    let new = NewKey {
        connection: connection.id,
        vendor: connection.vendor,
        secret,
        label: "Found after its reply was lost".into(),
    };
    app.keys.add_found_key(new, product).map_err(|_| plain(KNOWN))
}

type Words = (&'static str, &'static str, &'static str);

const NO_CONNECTION: Words = (
    "The connection of this product is not there any more.",
    "The proxy's configuration",
    "Put the connection back in the proxy's configuration, or say what became of the key in another way.",
);
const OTHER_PRODUCT: Words = (
    "This key is alive, and opens another product. Nothing was kept.",
    "The pasted text",
    "Paste the key of the product that is named here.",
);
const KNOWN: Words = (
    "This key is in the list already, so it is not the one that nobody received.",
    "The pasted text",
    "Paste the key that was found, or say what became of it in another way.",
);

fn plain((happened, owner, next): Words) -> Explanation {
    Explanation { happened: happened.into(), owner, causes: Vec::new(), next: next.into() }
}
