//! What the panel keeps of a key: its label, its text, the whole of it.

use leptos::prelude::*;

use crate::app::components::{Announcer, Button, Card, ConfirmDialog, Kind, SaveButton, TextField};
use crate::app::router::Router;
use crate::app::runs::Runs;
use crate::app::state::AppState;
use crate::route::Route;
use keyturn_domain::inventory::{KeyId, Notes};
use keyturn_domain::lookup::KeySummary;
use keyturn_domain::short_token;
use keyturn_domain::vendor::ConnectionOption;

/// Most characters of one note.
const NOTE: usize = 500;
/// Most characters of a label.
const LABEL: usize = 120;

/// As it is kept.
fn shortened(text: &str, most: usize) -> String {
    text.trim().chars().take(most).collect()
}

pub(super) fn keeping(app: AppState, id: KeyId, facts: Memo<Option<KeySummary>>) -> AnyView {
    let announcer = Announcer::here();
    let router = Router::here();
    let known = facts.get_untracked();
    let label = RwSignal::new(known.as_ref().map(|facts| facts.label.clone()).unwrap_or_default());
    let notes = app
        .keys
        .with_untracked(|inventory| inventory.get(id).map(|key| key.notes.clone()).unwrap_or_default());
    let [owner, used_in, text, token] =
        [notes.owner, notes.used_in, notes.text, notes.short_token].map(RwSignal::new);
    let vendor = known.as_ref().map(|facts| facts.vendor);
    let logs = vendor.filter(|vendor| vendor.spec().takes(ConnectionOption::RequestLog));
    let wrong = RwSignal::new(None::<String>);
    let token_field = logs.map(|vendor| {
        let hint = format!("As {}'s request log names this key; for Look up.", vendor.name());
        view! { <TextField label="Short token" value=token error=wrong hint/> }
    });
    let save_notes = move |()| {
        let [owner, used_in, text] =
            [owner, used_in, text].map(|note| shortened(&note.get_untracked(), NOTE));
        let read = app.keys.with_untracked(|inventory| {
            let key = inventory.get(id).and_then(|key| key.secret.as_deref());
            token.with_untracked(|token| short_token::read(token, key))
        });
        let short_token = match read {
            Ok(token) => token,
            Err(fault) => {
                wrong.set(Some(fault.words().to_owned()));
                announcer.announce("Not saved: see the field.");
                return false;
            }
        };
        wrong.set(None);
        app.keys.describe(id, Notes { owner, used_in, text, short_token });
        announcer.announce("Notes saved.");
        true
    };
    // What is kept is trimmed and cut to its length, so it is compared as it would be kept.
    let notes_changed = Signal::derive(move || {
        let typed = [owner, used_in, text].map(|note| shortened(&note.get(), NOTE));
        let token = token.get();
        app.keys.with(|inventory| {
            inventory.get(id).is_some_and(|key| {
                let Notes { owner, used_in, text, short_token } = &key.notes;
                typed.each_ref() != [owner, used_in, text] || token.trim() != short_token
            })
        })
    });
    let label_changed = Signal::derive(move || {
        let typed = shortened(&label.get(), LABEL);
        facts.with(|facts| facts.as_ref().is_some_and(|facts| facts.label != typed))
    });
    let forgetting = RwSignal::new(false);
    let removing = RwSignal::new(false);
    let held = Memo::new(move |_| facts.with(|facts| facts.as_ref().is_some_and(|facts| facts.is_held())));
    let runs = Runs::here();
    // When it ends, a run writes down in the list what became of its key.
    let run = Memo::new(move |_| runs.of_key(id));
    let needed = Signal::derive(move || run.get().is_some());
    let why = move || {
        run.get().map(|run| {
            view! {
                <p class="small soft">
                    "A run that starts from this key is not finished, so the key stays here until then. "
                    <a href=Route::Run(run).href()>"Go on with it"</a>
                </p>
            }
        })
    };
    let kept =
        Memo::new(move |_| app.keys.with(|inventory| inventory.get(id).map_or(0, |key| key.next.len())));
    let stays = move || {
        (kept.get() > 0).then(
            || view! { <p>"The newer key that the vendor handed out to it stays here, as the next key."</p> },
        )
    };
    let goes = move || {
        let goes = match kept.get() {
            0 => return None,
            1 => "The newer key that the vendor handed out to it goes too. Renew to it first, or copy it: it may be the only one that works.".to_owned(),
            count => format!("The {count} newer keys that the vendor handed out to it go too. Renew first, or copy them: one of them may be the only one that works."),
        };
        Some(view! { <p><strong>{goes}</strong></p> })
    };
    let save = move |()| {
        let label = shortened(&label.get_untracked(), LABEL);
        app.keys.relabel(id, label);
        announcer.announce("Label saved.");
        true
    };
    let forget = move |()| {
        app.keys.forget(id);
        app.checks.clear(id);
        announcer.confirm("The key itself was forgotten.");
    };
    let remove = move |()| {
        app.keys.remove(id);
        app.checks.clear(id);
        announcer.confirm("The key was removed from the panel.");
        router.go(Route::Keys);
    };
    view! {
        <Card title="What the panel keeps">
            <div class="toolbar">
                <TextField label="Label" value=label/>
                <SaveButton label="Save the label" changed=label_changed save/>
            </div>
            <div class="toolbar">
                <TextField label="Owner and contact" value=owner hint="Who answers for it, and how to reach them."/>
                <TextField label="Where it is used" value=used_in hint="Applications and servers to switch."/>
                {token_field}
                <TextField label="Notes" value=text hint="Never put a key here."/>
                <SaveButton label="Save the notes" changed=notes_changed save=save_notes/>
            </div>
            <div class="actions">
                {move || {
                    held.get().then(|| {
                        view! {
                            <Button disabled=needed on_press=move |_| forgetting.set(true)>
                                "Forget the key itself"
                            </Button>
                        }
                    })
                }}
                <Button kind=Kind::Danger disabled=needed on_press=move |_| removing.set(true)>
                    "Remove from the panel"
                </Button>
            </div>
            {why}
        </Card>
        <ConfirmDialog
            open=forgetting
            title="Forget the key itself?"
            confirm_label="Forget it"
            danger=true
            on_confirm=Callback::new(forget)
        >
            <p>
                "Its text leaves this page and can only come back by pasting it again. What is known of it stays. The vendor is told nothing: the key stays as alive as it is."
            </p>
            {stays}
        </ConfirmDialog>
        <ConfirmDialog
            open=removing
            title="Remove this key from the panel?"
            confirm_label="Remove it"
            danger=true
            on_confirm=Callback::new(remove)
        >
            <p>
                "Its text and everything that is known of it leave this page. If this panel is the only place that has the key, nobody will have it. The vendor is told nothing: the key stays as alive as it is."
            </p>
            {goes}
        </ConfirmDialog>
    }
    .into_any()
}
