//! What needs a person, as every screen takes it: from the keys, the open runs and the last questions together.

use std::sync::Arc;

use leptos::prelude::*;

use super::desk::Desk;
use super::runs::Runs;
use crate::domain::inventory::{AttentionAct, AttentionItem, KeyId, OpenRun, Outlook, Subject, attention};

/// What needs a person, kept up to date while the page that asks stands.
#[derive(Clone, Copy)]
pub struct Attention {
    /// What the answer depends on besides the keys.
    pub outlook: Memo<Outlook>,
    /// All of it, most severe first.
    pub items: Memo<Arc<Vec<AttentionItem>>>,
}

impl Attention {
    /// Follows the keys and the runs from now on.
    pub fn follow(desk: Desk) -> Self {
        let runs = Runs::here();
        let outlook = Memo::new(move |_| outlook(desk, runs));
        let items = Memo::new(move |_| {
            outlook.with(|outlook| desk.inventory.with(|inventory| Arc::new(attention(inventory, outlook))))
        });
        Self { outlook, items }
    }

    /// What a key asks for, if it needs a person. Tracked.
    pub fn act_of(self, id: KeyId) -> Option<AttentionAct> {
        self.items
            .with(|items| items.iter().find(|item| item.subject == Subject::Key(id)).map(|item| item.act))
    }
}

/// What the answer depends on besides the keys. Tracked.
pub fn outlook(desk: Desk, runs: Runs) -> Outlook {
    let open = runs.open().into_iter().map(|run| {
        let about = run.about();
        OpenRun { id: about.id.0, key: about.key, verdict: run.verdict() }
    });
    Outlook {
        now: desk.now.get(),
        thresholds: desk.thresholds.get(),
        runs: open.collect(),
        unanswered: desk.checks.with(super::checks::Checks::unanswered),
    }
}
