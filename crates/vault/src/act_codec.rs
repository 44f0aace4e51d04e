//! The machines' acts as entries, and back.

use super::entry::Act;
use super::run_start::{facility_down, facility_up};
use super::secret_text::SecretText;
use keyturn_domain::run::machine::Machine;
use keyturn_domain::secret::Secret;
use keyturn_domain::superapi::rotation::{self, Rotation};
use keyturn_domain::westpac::rehearsal::{self, Rehearsal};
use keyturn_domain::westpac::renewal::{self, Renewal};

/// A machine whose acts can be journalled.
pub trait Journalled: Machine {
    /// An act as an entry. `reply_key` is kept with an act that ends in a call which changes something.
    fn encode_act(act: &Self::Act, reply_key: Option<SecretText>) -> Act;

    /// The act; `None` for an act of another machine.
    fn decode_act(act: Act) -> Option<Self::Act>;

    /// Whether the run holds this key itself: it made it, or the operator brought it.
    fn holds(&self, key: &Secret) -> bool;
}

impl Journalled for Rotation {
    fn holds(&self, key: &Secret) -> bool {
        self.new_key().is_some_and(|new| new.same_as(key))
    }

    fn encode_act(act: &rotation::Act, reply_key: Option<SecretText>) -> Act {
        use rotation::Act as From;
        match act {
            From::Check { other_run_open } => Act::Check { other_run_open: *other_run_open },
            From::Provision { once } => Act::Provision { once: *once, reply_key },
            From::Test => Act::Test,
            From::ProveStored { pasted } => Act::ProveStored { pasted: SecretText::of(pasted) },
            From::RollOut { hold_until } => Act::RollOut { hold_until: *hold_until },
            From::EndHold => Act::EndHold,
            From::Deactivate { typed, once } => {
                Act::Deactivate { typed: typed.clone(), once: *once, reply_key }
            }
            From::Probe => Act::Probe,
            From::DeactivateOnceMore => Act::DeactivateOnceMore,
            From::StartOver => Act::StartOver,
            From::Finish => Act::Finish,
            From::Abandon { reason } => Act::Abandon { reason: reason.clone() },
        }
    }

    fn decode_act(act: Act) -> Option<rotation::Act> {
        use rotation::Act as To;
        Some(match act {
            Act::Check { other_run_open } => To::Check { other_run_open },
            Act::Provision { once, .. } => To::Provision { once },
            Act::Test => To::Test,
            Act::ProveStored { pasted } => To::ProveStored { pasted: pasted.secret() },
            Act::RollOut { hold_until } => To::RollOut { hold_until },
            Act::EndHold => To::EndHold,
            Act::Deactivate { typed, once, .. } => To::Deactivate { typed, once },
            Act::Probe => To::Probe,
            Act::DeactivateOnceMore => To::DeactivateOnceMore,
            Act::StartOver => To::StartOver,
            Act::Finish => To::Finish,
            Act::Abandon { reason } => To::Abandon { reason },
            _ => return None,
        })
    }
}

impl Journalled for Renewal {
    fn holds(&self, key: &Secret) -> bool {
        self.newer().is_some_and(|newer| newer.key.same_as(key))
    }

    fn encode_act(act: &renewal::Act, _: Option<SecretText>) -> Act {
        use renewal::Act as From;
        match act {
            From::Check => Act::Check { other_run_open: false },
            From::Retry => Act::Retry,
            From::ProveStored(pasted) => Act::ProveStored { pasted: SecretText::of(pasted) },
            From::Confirm => Act::Confirm,
            From::Abandon => Act::Abandon { reason: String::new() },
        }
    }

    fn decode_act(act: Act) -> Option<renewal::Act> {
        use renewal::Act as To;
        Some(match act {
            Act::Check { .. } => To::Check,
            Act::Retry => To::Retry,
            Act::ProveStored { pasted } => To::ProveStored(pasted.secret()),
            Act::Confirm => To::Confirm,
            Act::Abandon { .. } => To::Abandon,
            _ => return None,
        })
    }
}

impl Journalled for Rehearsal {
    fn holds(&self, key: &Secret) -> bool {
        self.was_brought(key)
    }

    fn encode_act(act: &rehearsal::Act, _: Option<SecretText>) -> Act {
        use rehearsal::Act as From;
        match act {
            From::Keys { first, second, known } => Act::Keys {
                first: SecretText::of(first),
                second: SecretText::of(second),
                known: known.each_ref().map(|known| known.as_ref().map(facility_down)),
            },
            From::Retry => Act::Retry,
            From::Saw(text) => Act::Saw { text: SecretText::of(text) },
            From::Switched => Act::Switched,
            From::DidNotSwitch => Act::DidNotSwitch,
            From::SkipWatch => Act::SkipWatch,
            From::Abandon => Act::Abandon { reason: String::new() },
        }
    }

    fn decode_act(act: Act) -> Option<rehearsal::Act> {
        use rehearsal::Act as To;
        Some(match act {
            Act::Keys { first, second, known } => To::Keys {
                first: first.secret(),
                second: second.secret(),
                known: known.map(|known| known.map(facility_up)),
            },
            Act::Retry => To::Retry,
            Act::Saw { text } => To::Saw(text.secret()),
            Act::Switched => To::Switched,
            Act::DidNotSwitch => To::DidNotSwitch,
            Act::SkipWatch => To::SkipWatch,
            Act::Abandon { .. } => To::Abandon,
            _ => return None,
        })
    }
}
