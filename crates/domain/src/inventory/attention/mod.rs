//! Everything that needs a person, most severe first. The cards, the order of the list and the sentence on top of it
//! all come from here, so that none can be calm while another is not.

mod concern;
mod judge;
mod state;
#[cfg(test)]
mod tests;
mod words;

use std::collections::HashMap;

pub use concern::{Concern, ConcernGroup};
use judge::{Judged, judge};
pub use state::KeyState;
pub use words::summary;

use super::{Inventory, KeyId, KeyRecord, Life};
use crate::key::KeyKind;
use crate::moment::{Expiry, Freshness, Moment, Thresholds};
use crate::run::probe::Verdict;
use crate::vendor::Succession;

/// What the answer depends on besides the keys themselves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outlook {
    /// The present.
    pub now: Moment,
    /// When an end counts as near.
    pub thresholds: Thresholds,
    /// The runs that are not over.
    pub runs: Vec<OpenRun>,
    /// Keys whose last question got no verdict.
    pub unanswered: Vec<KeyId>,
}

/// A run that is not over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenRun {
    /// Identifies it.
    pub id: u32,
    /// The key that it started from.
    pub key: Option<KeyId>,
    /// What its probes said, where it stands at a verdict.
    pub verdict: Option<Verdict>,
}

/// What an item is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A key of the list.
    Key(KeyId),
    /// A key that nobody received, by its place among the orphans.
    Orphan(usize),
    /// A run whose key is not in the list any more.
    Run(u32),
}

/// The one act that an item asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AttentionAct {
    /// Go on with the run that is open for it.
    GoOn(u32),
    /// Have a newer key take its place.
    Succeed {
        /// How.
        by: Succession,
        /// Whether it is dead already.
        dead: bool,
    },
    /// Ask the vendor about it.
    Check,
    /// Deal with the leak on its own page.
    Leak,
    /// Say what became of the key that nobody received.
    Resolve,
    /// See the key's page: what helps is not in the panel's hands.
    Open,
}

/// Something that needs a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttentionItem {
    /// What it is about.
    pub subject: Subject,
    /// The worst of it.
    pub concern: Concern,
    /// What people know it by.
    pub title: String,
    /// What is wrong and what to do, in a sentence or two that follow the title.
    pub text: String,
    /// The one act that it asks for.
    pub act: AttentionAct,
}

/// Everything that needs a person, most severe first; each key, orphan and run at most once, with its worst concern.
/// Nothing needs a person if, and only if, there is none.
pub fn attention(inventory: &Inventory, outlook: &Outlook) -> Vec<AttentionItem> {
    let Judged { states, concerns } = judge(inventory.keys().iter().map(KeyState::of).collect(), outlook);
    let runs: HashMap<KeyId, &OpenRun> =
        outlook.runs.iter().filter_map(|run| Some((run.key?, run))).collect();
    let mut found: Vec<(usize, Concern)> =
        concerns.into_iter().enumerate().filter_map(|(place, concern)| Some((place, concern?))).collect();
    found.sort_by_key(|(place, concern)| (*concern, rank(&states[*place])));
    let keys = found.into_iter().filter_map(|(place, concern)| {
        let (state, key) = (&states[place], inventory.get(states[place].id)?);
        let run = runs.get(&key.id).copied();
        Some(AttentionItem {
            subject: Subject::Key(key.id),
            concern,
            title: words::title(key, concern),
            text: words::text(key, state, concern, run, outlook),
            act: run.map_or_else(|| act(key, state, concern, outlook.now), |run| AttentionAct::GoOn(run.id)),
        })
    });
    let orphans = inventory.orphans().iter().enumerate().map(|(place, orphan)| AttentionItem {
        subject: Subject::Orphan(place),
        concern: Concern::Unverified,
        title: words::product(inventory, orphan),
        text: words::ORPHAN.into(),
        act: AttentionAct::Resolve,
    });
    let lost = outlook.runs.iter().filter_map(|run| {
        let concern = of_verdict(run.verdict?)?;
        let gone = run.key.is_none_or(|key| inventory.get(key).is_none());
        gone.then(|| AttentionItem {
            subject: Subject::Run(run.id),
            concern,
            title: words::RUN.into(),
            text: words::verdict(run.verdict).into(),
            act: AttentionAct::GoOn(run.id),
        })
    });
    let mut items: Vec<AttentionItem> = keys.chain(orphans).chain(lost).collect();
    // Stable: within a concern the keys stay in their own order.
    items.sort_by_key(|item| item.concern);
    items
}

/// The concern of each key that has one, for keys that are known from elsewhere. Nothing can be asked about them, so
/// none is merely not checked.
pub fn concerns(states: Vec<KeyState<'_>>, outlook: &Outlook) -> Vec<Option<Concern>> {
    judge(states, outlook).concerns
}

/// Within a concern: what ends first, then what came last.
pub(super) fn rank(state: &KeyState<'_>) -> (bool, u8, Option<Moment>, std::cmp::Reverse<Moment>, KeyId) {
    let (unknown, end) = match state.expiry {
        Expiry::At(end) => (0, Some(end)),
        Expiry::Unknown => (1, None),
        Expiry::Never => (2, None),
    };
    let partner = state.kind == KeyKind::SuperApiPartner;
    (partner, unknown, end, std::cmp::Reverse(state.added), state.id)
}

/// What a verdict is worth where the key that it is about is gone.
const fn of_verdict(verdict: Verdict) -> Option<Concern> {
    match verdict {
        Verdict::BothDead => Some(Concern::Outage),
        Verdict::WrongKeyRemoved => Some(Concern::WrongKeyRemoved),
        Verdict::OldStillAlive | Verdict::NotKnown => Some(Concern::Unverified),
        Verdict::Complete => None,
    }
}

fn act(key: &KeyRecord, state: &KeyState<'_>, concern: Concern, now: Moment) -> AttentionAct {
    let fresh = key.life == Life::Alive && key.freshness(now) == Freshness::Fresh;
    let run = AttentionAct::Succeed { by: key.vendor.spec().succession, dead: key.life == Life::Dead };
    match concern {
        Concern::Leaked => AttentionAct::Leak,
        // The old key is copied from its page, and put back by hand.
        Concern::WrongKeyRemoved => AttentionAct::Open,
        Concern::Unverified if state.held && !fresh => AttentionAct::Check,
        Concern::NotChecked => AttentionAct::Check,
        // An expired key is asked about first: its vendor may have let it live.
        Concern::ExpiresSoon if state.held && has_ended(key.expiry, now) => AttentionAct::Check,
        _ if state.changes_hands => run,
        _ => AttentionAct::Open,
    }
}

fn has_ended(expiry: Expiry, now: Moment) -> bool {
    matches!(expiry, Expiry::At(end) if end <= now)
}
