//! The stages of a rehearsal as types: each has the moves that are legal there and no other.
//!
//! The application is watched only after the vendor named the second key:
//! ```
//! use keyturn_domain::{call::Latest, moment::Moment, westpac::rehearsal::stage::{Asking, Run, Watching}};
//! fn legal(run: Run<Asking>, latest: Latest, now: Moment) -> Option<Run<Watching>> {
//!     run.answered(latest, now).ok()
//! }
//! ```
//! ```compile_fail,E0599
//! use keyturn_domain::{moment::Moment, westpac::rehearsal::{Proof, stage::{Asking, Run}}};
//! fn illegal(run: Run<Asking>, now: Moment) { run.switched(Proof::Statement, now); }
//! ```
//! The vendor is asked only after both keys were checked:
//! ```compile_fail,E0599
//! use keyturn_domain::{call::Latest, moment::Moment, westpac::rehearsal::stage::{CheckingSecond, Run}};
//! fn illegal(run: Run<CheckingSecond>, latest: Latest, now: Moment) { run.answered(latest, now); }
//! ```

use std::sync::Arc;

use super::{Evidence, RehearsalResult, Step, Verdict, Why};
use crate::call::{Identity, Latest};
use crate::facility::Facility;
use crate::moment::{self, Expiry, Moment};
use crate::secret::Secret;
use crate::vendor::Vendor;

mod pair;
mod watch;

pub use pair::{KeysProblem, Seen};
use pair::{Pair, Side};

/// A rehearsal at stage `S`.
pub struct Run<S> {
    evidence: Vec<Evidence>,
    stage: S,
}

/// Two keys are wanted.
pub struct Gathering(Option<KeysProblem>);
/// Who is the first key?
pub struct CheckingFirst(Box<Pair>);
/// Who is the second key?
pub struct CheckingSecond(Box<Pair>);
/// Which key does the vendor name to whoever asks with the first?
pub struct Asking(Box<Pair>);
/// The second key; did the application move to it?
pub struct Watching(Box<Pair>, Option<Seen>);
/// Over.
pub struct Over(RehearsalResult);

impl<S> Run<S> {
    fn note(&mut self, at: Moment, text: impl Into<String>) {
        self.evidence.push(Evidence { at, text: text.into() });
    }

    fn over(self, at: Step, verdict: Verdict) -> Run<Over> {
        let result = RehearsalResult { verdict, at, evidence: self.evidence };
        Run { evidence: Vec::new(), stage: Over(result) }
    }

    /// The operator ends the run at this step.
    pub fn abandon(self, at: Step) -> Run<Over> {
        self.over(at, Verdict::Abandoned)
    }
}

macro_rules! has_both {
    ($($stage:ty),*) => {
        $(impl Run<$stage> {
            /// Whether this is one of the two keys.
            pub fn has(&self, key: &Secret) -> bool {
                self.stage.0.has(key)
            }
        })*
    };
}

has_both!(CheckingFirst, CheckingSecond, Asking, Watching);

impl Run<Gathering> {
    /// A run with nothing in it yet.
    pub const fn begin() -> Self {
        Self { evidence: Vec::new(), stage: Gathering(None) }
    }

    /// Takes the two keys, if their texts can be two secret keys of one facility.
    ///
    /// # Errors
    /// The run again, knowing the problem.
    pub fn take(
        mut self,
        vendor: Vendor,
        first: Secret,
        second: Secret,
        known: [Option<Facility>; 2],
    ) -> Result<Run<CheckingFirst>, Self> {
        match Pair::new(vendor, first, second, known) {
            Ok(pair) => Ok(Run { evidence: self.evidence, stage: CheckingFirst(pair) }),
            Err(problem) => {
                self.stage.0 = Some(problem);
                Err(self)
            }
        }
    }

    /// Why the last two were not taken.
    pub const fn problem(&self) -> Option<&KeysProblem> {
        self.stage.0.as_ref()
    }
}

impl Run<CheckingFirst> {
    /// The vendor accepts the first key.
    pub fn known(mut self, said: Identity, now: Moment) -> Run<CheckingSecond> {
        let line = self.stage.0.know(Side::First, said);
        self.note(now, line);
        Run { evidence: self.evidence, stage: CheckingSecond(self.stage.0) }
    }

    /// The first key.
    pub const fn first(&self) -> &Arc<Secret> {
        &self.stage.0.first.key
    }

    /// Back to the keys: the operator gives two again.
    pub fn again(self) -> Run<Gathering> {
        Run::begin()
    }
}

impl Run<CheckingSecond> {
    /// The vendor accepts the second key.
    ///
    /// # Errors
    /// Over, when it knows the two under two facilities, or one under another than before.
    pub fn known(mut self, said: Identity, now: Moment) -> Result<Run<Asking>, Run<Over>> {
        let line = self.stage.0.know(Side::Second, said);
        self.note(now, line);
        if let Some((first, second)) = self.stage.0.other_facility() {
            return Err(self.over(Step::CheckBoth, Verdict::Failed(Why::OtherFacility { first, second })));
        }
        if let Some(moved) = self.stage.0.moved() {
            return Err(self.over(Step::CheckBoth, Verdict::Failed(Why::FacilityChanged(moved))));
        }
        Ok(Run { evidence: self.evidence, stage: Asking(self.stage.0) })
    }

    /// The second key.
    pub const fn second(&self) -> &Arc<Secret> {
        &self.stage.0.second.key
    }

    /// Back to the keys: the operator gives two again.
    pub fn again(self) -> Run<Gathering> {
        Run::begin()
    }
}

impl Run<Asking> {
    /// The vendor's answer to the first key.
    ///
    /// # Errors
    /// Over, when it is not the second key.
    pub fn answered(mut self, latest: Latest, now: Moment) -> Result<Run<Watching>, Run<Over>> {
        let pair = &mut self.stage.0;
        let name = latest.name.map(|name| pair.presentable(name).without_key(&latest.key));
        let came = if latest.key.same_as(&pair.second.key) {
            pair.second.also = name;
            None
        } else if latest.key.same_as(&pair.first.key) {
            Some(Why::SameKeyBack)
        } else {
            Some(Why::ThirdKey { name })
        };
        let which = match came {
            None => "the second key",
            Some(Why::SameKeyBack) => "the first key",
            Some(_) => "a third key",
        };
        let until = match latest.expiry {
            Expiry::At(end) => format!(", with expiry {}", moment::iso(end)),
            Expiry::Unknown | Expiry::Never => String::new(),
        };
        self.note(now, format!("Asked with the first key, the vendor named {which}{until}."));
        match came {
            None => Ok(Run { evidence: self.evidence, stage: Watching(self.stage.0, None) }),
            Some(why) => Err(self.over(Step::Ask, Verdict::Failed(why))),
        }
    }

    /// The first key.
    pub const fn first(&self) -> &Arc<Secret> {
        &self.stage.0.first.key
    }
}

impl Run<Over> {
    /// How it ended.
    pub const fn result(&self) -> &RehearsalResult {
        &self.stage.0
    }
}
