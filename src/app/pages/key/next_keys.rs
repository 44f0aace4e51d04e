//! The keys that the vendor handed out to this one and that nobody uses yet.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::attention::Attention;
use crate::app::components::{Announcer, Button, Card, ConfirmDialog, LifetimeBar, SecretField, TimeText};
use crate::app::pages::run_link::{run_is_due, run_link};
use crate::app::state::AppState;
use crate::app::vault::Vault;
use crate::route::Route;
use keyturn_domain::inventory::{KeyId, NextKey};
use keyturn_domain::lookup::KeySummary;
use keyturn_domain::moment::{Expiry, Moment};
use keyturn_domain::secret::{Fingerprint, Secret};

/// One of them, as it is shown. The key itself is read when it is needed.
#[derive(Clone, PartialEq)]
struct Shown {
    fingerprint: Fingerprint,
    title: String,
    masked: String,
    expiry: Expiry,
    at: Moment,
    rejected: Option<Moment>,
    fits: bool,
}

/// Nothing where none is kept.
pub(super) fn next(app: AppState, id: KeyId, facts: Memo<Option<KeySummary>>) -> AnyView {
    let shown = Memo::new(move |_| {
        app.keys.with(|inventory| {
            let key = inventory.get(id)?;
            let shown = |next: &NextKey| Shown {
                fingerprint: next.key.fingerprint(),
                title: next.title(),
                masked: next.key.masked(),
                expiry: next.expiry,
                at: next.at,
                rejected: next.rejected,
                fits: key.may_be_followed_by(next),
            };
            // The newest first: it is the one to go on with.
            Some(key.next.iter().rev().map(shown).collect::<Vec<_>>())
        })
    });
    let card = move || {
        let shown = shown.get().unwrap_or_default();
        (!shown.is_empty()).then(
            || view! { <Card title="Next key">{lead(app, id, facts, &shown)}{rows(app, id, shown)}</Card> },
        )
    };
    card.into_any()
}

fn lead(app: AppState, id: KeyId, facts: Memo<Option<KeySummary>>, shown: &[Shown]) -> AnyView {
    let vault = Vault::here();
    let where_kept = move || {
        if vault.is_open() || vault.is_watching() {
            "It is sealed in the vault."
        } else {
            "It is held in this tab's memory only: it is lost when the tab is closed or reloaded. Store it, or make a vault under Connections."
        }
    };
    let fits = shown.iter().any(|next| next.fits);
    let run = Memo::new(move |_| {
        facts.with(|facts| facts.as_ref().filter(|facts| fits && facts.changes_hands()).map(|_| ()))?;
        Some((Route::Renew(id), "Renew"))
    });
    let due = run_is_due(Attention::follow(app), id);
    view! {
        <p>
            "The vendor handed out a newer key when it was asked with this one. Whether this one works on is for the vendor to say. "
            {where_kept}
        </p>
        <div class="actions">{run_link(app, run, due, || " to it".into_any())}</div>
    }
    .into_any()
}

fn rows(app: AppState, id: KeyId, shown: Vec<Shown>) -> AnyView {
    let rows: Vec<_> = shown.into_iter().map(|next| view! { <li>{row(app, id, next)}</li> }).collect();
    view! { <ul class="stack" aria-label="Keys that were handed out">{rows}</ul> }.into_any()
}

fn held(app: AppState, id: KeyId, fingerprint: Fingerprint) -> Option<Arc<Secret>> {
    app.keys.with_untracked(|inventory| {
        let mut next = inventory.get(id)?.next.iter().map(|next| &next.key);
        next.find(|key| key.fingerprint() == fingerprint).cloned()
    })
}

fn row(app: AppState, id: KeyId, next: Shown) -> AnyView {
    let Shown { fingerprint, title, masked, expiry, at, rejected, fits } = next;
    let thresholds = app.site.thresholds_untracked();
    let rejected = rejected.map(|at| {
        view! { <p>"The vendor rejected it " <TimeText at now=app.site.now compact=true/> ". It stays until you let it go."</p> }
    });
    let unfit = (!fits).then(|| {
        view! { <p>"It cannot follow this key: it is publishable, or for another facility. Ask Westpac before it is used."</p> }
    });
    let secret = held(app, id, fingerprint).map(|secret| {
        let label = ["Key text of ", &title].concat();
        view! { <SecretField secret label name="the next key"/> }
    });
    let open = RwSignal::new(false);
    let announcer = Announcer::here();
    let dismiss = move |()| {
        if let Some(key) = held(app, id, fingerprint) {
            app.keys.dismiss_next(id, &key);
            announcer.announce("The kept key was let go.");
        }
    };
    let acts = move || {
        (!app.vendors.is_read_only()).then(|| {
            view! {
                <div class="actions">
                    <Button on_press=move |_| open.set(true)>"Let this key go"</Button>
                </div>
            }
        })
    };
    view! {
        <dl class="facts">
            <dt>"Key name, for logs"</dt>
            <dd><code translate="no">{title}</code></dd>
            <dt>"Shown as"</dt>
            <dd translate="no">{masked}</dd>
            <dt>"Expiry"</dt>
            <dd><LifetimeBar made=Some(at) expiry now=app.site.now thresholds/></dd>
            <dt>"Handed out"</dt>
            <dd><TimeText at now=app.site.now compact=true/></dd>
        </dl>
        {rejected}
        {unfit}
        {secret}
        {acts}
        <ConfirmDialog
            open
            title="Let this key go?"
            confirm_label="Let it go"
            danger=true
            on_confirm=Callback::new(dismiss)
        >
            <p>
                "Its text leaves this panel. If the panel is the only place that has it, nobody will have it, and the vendor may have ended the key before it. The vendor is told nothing: the key stays as alive as it is."
            </p>
        </ConfirmDialog>
    }
    .into_any()
}
