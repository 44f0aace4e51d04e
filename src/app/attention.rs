//! What needs a person, as every screen takes it: from the keys, the open runs and the last questions together.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::runs::Runs;
use super::state::AppState;
use keyturn_domain::inventory::{AttentionAct, AttentionItem, KeyId, OpenRun, Outlook, Subject, attention};

/// What needs a person, kept up to date while the page that asks stands.
#[derive(Clone, Copy)]
pub struct Attention {
    /// What the answer depends on besides the keys.
    pub outlook: Memo<Outlook>,
    /// All of it, most severe first.
    pub items: Memo<Arc<Vec<AttentionItem>>>,
    /// What each key asks for: every row of a long list looks there.
    acts: Memo<Arc<HashMap<KeyId, AttentionAct>>>,
}

impl Attention {
    /// Follows the keys and the runs for as long as the current owner lives.
    pub fn follow(app: AppState) -> Self {
        let runs = Runs::here();
        let outlook = Memo::new(move |_| outlook(app, runs));
        let items = Memo::new(move |_| {
            outlook.with(|outlook| app.keys.with(|inventory| Arc::new(attention(inventory, outlook))))
        });
        let acts = Memo::new(move |_| Arc::new(items.with(|items| acts_of(items))));
        Self { outlook, items, acts }
    }

    /// What a key asks for, if it needs a person. Tracked.
    pub fn act_of(self, id: KeyId) -> Option<AttentionAct> {
        self.acts.with(|acts| acts.get(&id).copied())
    }
}

fn acts_of(items: &[AttentionItem]) -> HashMap<KeyId, AttentionAct> {
    let of_key = |item: &AttentionItem| match item.subject {
        Subject::Key(id) => Some((id, item.act)),
        Subject::Orphan(_) | Subject::Run(_) => None,
    };
    items.iter().filter_map(of_key).collect()
}

/// What the answer depends on besides the keys. Tracked.
pub fn outlook(app: AppState, runs: Runs) -> Outlook {
    let open = runs.open().into_iter().map(|run| {
        let about = run.about();
        OpenRun { id: about.id.0, key: about.key, verdict: run.verdict() }
    });
    Outlook {
        now: app.site.now.get(),
        thresholds: app.site.thresholds(),
        runs: open.collect(),
        unanswered: app.checks.unanswered(),
    }
}
