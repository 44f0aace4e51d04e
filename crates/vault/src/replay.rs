//! From a journal back to the run: the machine moves again as it moved then, without a single call.

use std::sync::Arc;

use uuid::Uuid;

use super::act_codec::Journalled;
use super::entry::{Act, Entry, Replied, Rules};
use super::error::VaultError;
use super::parked::ReplyKey;
use keyturn_domain::activity;
use keyturn_domain::call::{Call, Latest, OnceId};
use keyturn_domain::connection::Connection;
use keyturn_domain::fault::{Acted, Cause, Fault};
use keyturn_domain::moment::Moment;
use keyturn_domain::run::machine::{Answered, Effect, Event, Reply, Ticket};
use keyturn_domain::run::step::StepId;
use keyturn_domain::secret::Secret;
use keyturn_wire::exchange::heard;

/// A run on its way back.
pub struct Replay<M> {
    machine: M,
    waiting: Option<(Ticket, Call)>,
    /// The calls whose replies may be parked.
    parked: Vec<OnceId>,
    handed: Option<Uuid>,
    handed_out: Vec<HandedOut>,
    said: Vec<activity::Entry>,
}

/// A key that stood in an answer of the run, and the key that had asked.
pub struct HandedOut {
    /// The key that asked.
    pub asked: Arc<Secret>,
    /// What was answered.
    pub latest: Latest,
    /// When.
    pub at: Moment,
}

/// A run that is back.
pub struct Resumed<M> {
    /// The machine, exactly where it stood.
    pub machine: M,
    /// The call whose answer the journal does not hold: it may have been made, and what came of it is not
    /// known.
    pub unanswered: Option<(Ticket, Call)>,
    /// Whether that call changes something, or may bring a key, and its reply is parked nowhere: only the page that made
    /// it can hear it.
    pub unkept: bool,
    /// The export that it was handed over with: it is not this browser's to go on with.
    pub handed: Option<Uuid>,
    /// The keys that QuickStream handed out in it, oldest first.
    pub handed_out: Vec<HandedOut>,
    /// What it wrote to the activity list.
    pub said: Vec<activity::Entry>,
}

impl<M: Journalled> Replay<M> {
    /// From a machine that has just begun.
    pub fn of(machine: M) -> Self {
        Self {
            machine,
            waiting: None,
            parked: Vec::new(),
            handed: None,
            handed_out: Vec::new(),
            said: Vec::new(),
        }
    }

    /// Takes the next entry, which was written at `at`.
    ///
    /// # Errors
    /// [`VaultError::Malformed`] for an entry that cannot follow: another machine's act, an answer to a call that was
    /// not made, or anything at all between handing over and taking up.
    pub fn take(mut self, entry: Entry, at: Moment, connection: &Connection) -> Result<Self, VaultError> {
        let event = match entry {
            Entry::HandedOver { export } if self.handed.is_none() && self.waiting.is_none() => {
                self.said.push(handed_over(export, at));
                return Ok(Self { handed: Some(export), ..self });
            }
            Entry::TakenUp { export } if self.handed == Some(export) => {
                self.said.push(taken_up(export, at));
                return Ok(Self { handed: None, ..self });
            }
            Entry::HandedOver { .. } | Entry::TakenUp { .. } => return Err(VaultError::Malformed),
            _ if self.handed.is_some() => return Err(VaultError::Malformed),
            Entry::Began(_) => return Err(VaultError::Malformed),
            Entry::Acted { act } => {
                self.parked.extend(parked_under(&act).map(|(once, _)| once));
                Event::Act(M::decode_act(act).ok_or(VaultError::Malformed)?)
            }
            Entry::Replied { ticket, millis, reply, rules } => {
                let (_, call) =
                    self.waiting.take().filter(|(due, _)| *due == ticket).ok_or(VaultError::Malformed)?;
                let (reply, exchange) = heard(&call, connection, reply.answer(), millis, at);
                let reply = by(rules, reply);
                if let (Call::WestpacLatest(_, asked), Reply::Latest(Ok(latest))) = (&call, &reply) {
                    let (asked, latest) = (Arc::clone(asked), latest.clone());
                    self.handed_out.push(HandedOut { asked, latest, at });
                }
                Event::Answered(Answered { ticket, reply, exchange })
            }
        };
        let (machine, effects) = self.machine.apply(event, at);
        for effect in effects {
            match effect {
                Effect::Record(entry) => self.said.push(entry),
                Effect::Call { ticket, call, .. } => self.waiting = Some((ticket, call)),
            }
        }
        Ok(Self { machine, ..self })
    }

    /// The run as the journal leaves it.
    pub fn end(self) -> Resumed<M> {
        // A run may be left while a question is on its way: then nobody waits for the answer any more.
        let unanswered = self.waiting.filter(|_| self.machine.is_busy());
        let unkept = unanswered.as_ref().is_some_and(|(_, call)| match call.once() {
            Some(once) => !self.parked.contains(&once),
            // It may bring the only living key, and is parked nowhere.
            None => matches!(call, Call::WestpacLatest(..)),
        });
        Resumed {
            machine: self.machine,
            unanswered,
            unkept,
            handed: self.handed,
            handed_out: self.handed_out,
            said: self.said,
        }
    }
}

/// The reply as the machine took it by these rules.
fn by(rules: Rules, reply: Reply) -> Reply {
    match reply {
        Reply::Deactivated(Err(fault)) if rules < Rules::PROBED && was_believed(&fault) => {
            Reply::Deactivated(Err(Fault { acted: Acted::No, ..fault }))
        }
        reply => reply,
    }
}

/// Whether this answer to a DELETE was once taken for a refusal that changed nothing.
fn was_believed(fault: &Fault) -> bool {
    match fault.cause {
        Cause::KeyRejected | Cause::Forbidden | Cause::CompanyProxy => true,
        Cause::VendorRefused => !matches!(fault.status, Some(404 | 408 | 410)),
        _ => false,
    }
}

/// What is written for a call whose answer was lost with the page: nobody knows whether it left.
pub fn lost(ticket: Ticket) -> Entry {
    Entry::replied(ticket, 0, Replied::Nothing { sent: true })
}

/// What the activity list says of a run that is handed over.
pub fn handed_over(export: Uuid, at: Moment) -> activity::Entry {
    moved(at, format!("Handed over with the sealed export {export}. It stands still here."))
}

/// What the activity list says of a run that is taken up, or taken back.
pub fn taken_up(export: Uuid, at: Moment) -> activity::Entry {
    moved(at, format!("Taken up from the sealed export {export}."))
}

fn moved(at: Moment, text: String) -> activity::Entry {
    activity::Entry { at, kind: activity::EntryKind::Decision, step: StepId::RUN, text, exchange: None }
}

/// The one-time id and the reply key of an act, where it has them: how a parked reply is asked for.
pub fn parked_under(act: &Act) -> Option<(OnceId, ReplyKey)> {
    match act {
        Act::Provision { once, reply_key: Some(key) }
        | Act::Deactivate { once, reply_key: Some(key), .. } => Some((*once, ReplyKey::kept(key).ok()?)),
        _ => None,
    }
}
