//! The worst concern of each key, from its own state, its likes' and the runs that stand at a verdict.

use std::collections::{HashMap, HashSet};

use super::state::{KeyState, Service};
use super::{Concern, OpenRun, Outlook};
use crate::inventory::{KeyId, Life, Standing};
use crate::run::probe::Verdict;

/// The keys with what the open runs have just learned of them, and the concern of each.
pub(super) struct Judged<'a> {
    /// The keys.
    pub states: Vec<KeyState<'a>>,
    /// What each is worst of, in the same order.
    pub concerns: Vec<Option<Concern>>,
}

/// Judges all keys together.
pub(super) fn judge<'a>(mut states: Vec<KeyState<'a>>, outlook: &Outlook) -> Judged<'a> {
    let places: HashMap<KeyId, usize> = states.iter().zip(0..).map(|(state, at)| (state.id, at)).collect();
    let verdicts = verdicts(&outlook.runs);
    let unanswered: HashSet<KeyId> = outlook.unanswered.iter().copied().collect();
    // A run's probes are newer than what the list has learned: that hears of a run at its end only.
    for (id, verdict) in &verdicts {
        let Some(at) = places.get(id) else { continue };
        match verdict {
            Verdict::BothDead => states[*at].life = Life::Dead,
            Verdict::WrongKeyRemoved | Verdict::OldStillAlive => states[*at].life = Life::Alive,
            Verdict::Complete | Verdict::NotKnown => {}
        }
    }
    let at = |id: Option<KeyId>| id.and_then(|id| places.get(&id)).map(|at| &states[*at]);
    let dead: Vec<bool> = states
        .iter()
        .map(|state| {
            verdicts.get(&state.id) == Some(&Verdict::BothDead)
                || is_dead_in_use(state, at(state.predecessor), at(state.successor), outlook)
        })
        .collect();
    let down = outages(&states, &dead, outlook);
    let concerns = states
        .iter()
        .enumerate()
        .map(|(place, state)| {
            let now = outlook.now;
            let verdict = verdicts.get(&state.id);
            [
                (down[place], Concern::Outage),
                (state.is_loose() || state.report_due, Concern::Leaked),
                (
                    verdict == Some(&Verdict::WrongKeyRemoved)
                        || lost_its_successor(state, at(state.successor)),
                    Concern::WrongKeyRemoved,
                ),
                (dead[place], Concern::DeadInUse),
                (state.newer_named && state.is_in_use() && !state.is_dead(), Concern::SwitchNow),
                (
                    state.is_unverified()
                        || matches!(verdict, Some(Verdict::OldStillAlive | Verdict::NotKnown)),
                    Concern::Unverified,
                ),
                (state.ends_soon(now, outlook.thresholds), Concern::ExpiresSoon),
                (
                    state.is_unchecked(now)
                        || (unanswered.contains(&state.id) && state.held && !state.is_dead()),
                    Concern::NotChecked,
                ),
            ]
            .into_iter()
            .find_map(|(holds, concern)| holds.then_some(concern))
        })
        .collect();
    Judged { states, concerns }
}

/// The verdicts that runs stand at, by the key that they started from.
fn verdicts(runs: &[OpenRun]) -> HashMap<KeyId, Verdict> {
    runs.iter().filter_map(|run| Some((run.key?, run.verdict?))).collect()
}

/// A dead key that something uses, or may. One that was never put to use, or whose successor works, is missed by
/// nobody.
fn is_dead_in_use(
    state: &KeyState<'_>,
    predecessor: Option<&KeyState<'_>>,
    successor: Option<&KeyState<'_>>,
    outlook: &Outlook,
) -> bool {
    state.is_dead()
        && match state.standing {
            Standing::Current => true,
            Standing::Unverified => {
                let replaced = successor.is_some_and(|next| next.may_work(outlook.now));
                let never_used = predecessor.is_some_and(|before| before.standing == Standing::Current);
                !replaced && !never_used
            }
            Standing::Superseded | Standing::Deactivated | Standing::Spare => false,
        }
}

/// A rotation ended with the new key removed in place of this one. It stays so until this key is rotated anew, or the
/// removed key is taken off the list because nothing uses it any more.
fn lost_its_successor(state: &KeyState<'_>, successor: Option<&KeyState<'_>>) -> bool {
    state.standing == Standing::Current
        && !state.is_dead()
        && successor.is_some_and(|next| {
            next.standing == Standing::Deactivated && next.is_dead() && next.predecessor == Some(state.id)
        })
}

/// Of each product or facility without a working key, the dead key in use from which a replacement is best made.
fn outages(states: &[KeyState<'_>], dead: &[bool], outlook: &Outlook) -> Vec<bool> {
    let served: HashSet<Service<'_>> =
        states.iter().filter(|state| state.may_work(outlook.now)).filter_map(KeyState::service).collect();
    let best = |at: usize| (states[at].changes_hands, states[at].added, states[at].id);
    let mut down: HashMap<Service<'_>, usize> = HashMap::new();
    for (at, state) in states.iter().enumerate().filter(|(at, _)| dead[*at]) {
        let Some(service) = state.service().filter(|service| !served.contains(service)) else { continue };
        let chosen = down.entry(service).or_insert(at);
        if best(at) > best(*chosen) {
            *chosen = at;
        }
    }
    let mut places = vec![false; states.len()];
    down.into_values().for_each(|at| places[at] = true);
    places
}
