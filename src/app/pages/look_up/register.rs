//! The register: what is known of the keys where the keys themselves are not.

use leptos::prelude::*;

use crate::app::components::{Button, Card, ErrorPanel, FileField, TimeText, words};
use crate::app::look_up::{LookUp, Registered};
use keyturn_domain::lookup::grouped;
use keyturn_wire::register::RegisterFile;

/// So many digits of the hash are read out to each other.
const TOLD: usize = 16;

pub(in crate::app::pages) fn card(look_up: LookUp) -> AnyView {
    let app = look_up.app();
    let own = Memo::new(move |_| app.keys.with(|inventory| inventory.keys().len()));
    let chosen = RwSignal::new_local(None);
    Effect::new(move || {
        if let Some(file) = chosen.get() {
            look_up.load_register(file);
        }
    });
    let known_from = move || {
        match (own.get(), look_up.register.get()) {
        (0, Registered::None | Registered::Failed(_)) => {
            "No key is known here yet. Load the register that an admin exported from this page; it holds names and history of the keys, and no key.".to_owned()
        }
        (0, _) => "What is known of the keys comes from the register. It holds no key.".to_owned(),
        (own, _) => format!("Known here: the {} of this panel's own list, and what a register adds.", keys(own)),
    }
    };
    let register = move || match look_up.register.get() {
        Registered::None => ().into_any(),
        Registered::Loading => view! { <p class="soft" role="status">"Reading the register…"</p> }.into_any(),
        Registered::Failed(fault) => view! { <ErrorPanel explanation=fault.words() alarm=true/> }.into_any(),
        Registered::Here(file) => here(look_up, &file),
    };
    let exported = RwSignal::new(None::<Option<String>>);
    let export = move || {
        (own.get() > 0).then(|| {
            view! {
                <div class="actions">
                    <Button on_press=move |_| exported.set(Some(look_up.export_register()))>
                        "Export the register"
                    </Button>
                </div>
                <p class="small soft">
                    "For support staff: names, lifetimes, history, owners and where each key is used. No key and no note stands in it. Give it to them as a file, or name it in the gateway's configuration."
                </p>
            }
        })
    };
    let said = move || match exported.get() {
        None => String::new(),
        Some(None) => "The browser did not let the page save a file.".to_owned(),
        Some(Some(hash)) => format!("Exported. Its hash begins with {}.", spelt(&hash)),
    };
    view! {
        <Card title="Register">
            <p>{known_from}</p>
            {register}
            <FileField label="Load a register from a file" chosen/>
            {export}
            <p class="small" role="status">{move || words(said())}</p>
        </Card>
    }
    .into_any()
}

fn here(look_up: LookUp, file: &RegisterFile) -> AnyView {
    let written = file.register.written;
    view! {
        <dl class="facts">
            <dt>"Register"</dt>
            <dd>{keys(file.register.keys.len())} ", as it was written"</dd>
            <dt>"Written"</dt>
            <dd><TimeText at=written now=look_up.app().site.now/></dd>
            <dt>"Hash, first digits"</dt>
            <dd><code translate="no">{spelt(&file.hash)}</code></dd>
        </dl>
    }
    .into_any()
}

fn keys(count: usize) -> String {
    if count == 1 { "1 key".to_owned() } else { format!("{} keys", grouped(count as u64)) }
}

/// In groups of four, as people read it to each other.
fn spelt(hash: &str) -> String {
    let digits: Vec<char> = hash.chars().take(TOLD).collect();
    digits.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
