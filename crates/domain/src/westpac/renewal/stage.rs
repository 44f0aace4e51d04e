//! The stages of a renewal as types: each has the moves that are legal there and no other.
//!
//! Storage cannot be proven before the new key is tested:
//! ```
//! use keyturn_domain::{call::Identity, westpac::renewal::stage::{Run, Storing, Testing}, westpac::renewal::Refusal};
//! fn legal(run: Run<Testing>, said: &Identity) -> Option<Run<Storing>> { run.tested(said).ok() }
//! ```
//! ```compile_fail,E0599
//! use keyturn_domain::{westpac::renewal::stage::{Run, Testing}, secret::Secret};
//! fn illegal(run: Run<Testing>, read: Secret) { run.read_back(read); }
//! ```
//! Nothing counts as stored before what was read back is tested:
//! ```compile_fail,E0599
//! use keyturn_domain::{call::Identity, westpac::renewal::stage::{Run, Storing}};
//! fn illegal(run: Run<Storing>, said: &Identity) { run.stored(said); }
//! ```
//! A renewal is confirmed only once the key is stored:
//! ```compile_fail,E0599
//! use keyturn_domain::{call::Latest, westpac::renewal::stage::{Run, Testing}};
//! fn illegal(run: Run<Testing>, latest: &Latest) { run.confirmed(latest); }
//! ```
//! A move is made once:
//! ```compile_fail,E0382
//! use keyturn_domain::{call::Identity, westpac::renewal::stage::{Preflight, Run}};
//! fn illegal(run: Run<Preflight>, said: Identity) { let _ = run.identified(said.clone()); let _ = run.identified(said); }
//! ```

use std::sync::Arc;

use super::result::{Confirmation, RenewalResult};
use super::{Case, Newer, Refusal, Step, StoreMismatch, Warning};
use crate::call::{Identity, Latest};
use crate::key::{Field, PasteFault, read_pasted};
use crate::moment::Moment;
use crate::secret::Secret;

mod facts;
mod leave;
mod store;

pub(super) use facts::Facts;
pub use leave::{InHand, Unproven};

/// A renewal at stage `S`.
pub struct Run<S> {
    pub(super) facts: Box<Facts>,
    stage: S,
}

/// A move that was refused: the run where it stood, and why.
pub type Refusable<S, T> = Result<Run<T>, Box<(Run<S>, Refusal)>>;

/// Who is the current key?
pub struct Preflight(());
/// Which key does the vendor say to use?
pub struct Asking(());
/// Does the newer key work, and for the same facility?
pub struct Testing(Newer);
/// The tested key waits to be stored and read back.
pub struct Storing(Newer, Option<StoreMismatch>);
/// What was read back is the new key; does it work?
pub struct Proving(Newer, Arc<Secret>);
/// Stored and proven; does the vendor name it as the key to use?
pub struct Confirming(Newer);
/// Over.
pub struct Over {
    at: Step,
    result: RenewalResult,
    newer: Option<Newer>,
}

/// What comparing the vendor's answer with the current key gives.
pub enum Compared {
    /// The same key: over, and green.
    Same(Run<Over>),
    /// A newer key.
    Newer(Run<Testing>),
    /// A key that must not be followed.
    Refused(Box<(Run<Asking>, Refusal)>),
}

impl<S> Run<S> {
    fn at<T>(self, stage: T) -> Run<T> {
        Run { facts: self.facts, stage }
    }

    fn refused<T>(self, refusal: Refusal) -> Refusable<S, T> {
        Err(Box::new((self, refusal)))
    }
}

impl Run<Preflight> {
    /// Prepares a run.
    ///
    /// # Errors
    /// When the current key's text cannot be a secret key.
    pub fn begin(case: Case) -> Result<Self, PasteFault> {
        // EXPOSE: read for its documented marks only; nothing of the text leaves here.
        read_pasted(case.current.expose(), Field::Secret(case.vendor))?;
        Ok(Self { facts: Box::new(Facts::new(case)), stage: Preflight(()) })
    }

    /// The vendor accepts the current key.
    ///
    /// # Errors
    /// When it is for another facility than it was when it was checked.
    pub fn identified(mut self, said: Identity) -> Refusable<Preflight, Asking> {
        match self.facts.identified(said) {
            Ok(()) => Ok(self.at(Asking(()))),
            Err(refusal) => self.refused(refusal),
        }
    }
}

impl Run<Preflight> {
    /// The vendor rejected the key that asked: on with a kept one.
    ///
    /// # Errors
    /// The run again, when there is none left.
    pub fn rejected(mut self) -> Result<Self, Self> {
        if self.facts.rejected() { Ok(self) } else { Err(self) }
    }
}

impl Run<Asking> {
    /// Compares what the vendor handed over with the current key.
    pub fn compare(mut self, latest: Latest, now: Moment) -> Compared {
        let Latest { key, name, expiry } = latest;
        let name = self.facts.presentable(name, &key);
        if let Some(kept) = self.facts.asker().cloned()
            && (key.same_as(&kept.key) || key.same_as(&self.facts.case.current))
        {
            // The kept key is the one to use: the current one is rejected, whatever the vendor calls it.
            let said = key.same_as(&kept.key);
            let (name, expiry) = if said { (name.or(kept.name), expiry) } else { (kept.name, kept.expiry) };
            return self.follow(Newer { key: kept.key, name, expiry }, now);
        }
        if key.same_as(&self.facts.case.current) {
            self.facts.note_expiry(expiry, now);
            let name = name.or_else(|| self.facts.current_name());
            let result = RenewalResult::Unchanged { name, expiry };
            return Compared::Same(self.at(Over { at: Step::Compare, result, newer: None }));
        }
        self.follow(Newer { key, name, expiry }, now)
    }

    fn follow(mut self, newer: Newer, now: Moment) -> Compared {
        match self.facts.fits(&newer.key) {
            Err(refusal) => Compared::Refused(Box::new((self, refusal))),
            Ok(()) => {
                self.facts.note_expiry(newer.expiry, now);
                Compared::Newer(self.at(Testing(newer)))
            }
        }
    }

    /// The vendor rejected the key that asked: on with a kept one.
    ///
    /// # Errors
    /// The run again, when there is none left.
    pub fn rejected(mut self) -> Result<Run<Preflight>, Self> {
        if self.facts.rejected() { Ok(self.at(Preflight(()))) } else { Err(self) }
    }
}

impl Run<Testing> {
    /// The vendor accepts the new key.
    ///
    /// # Errors
    /// When it is for another facility.
    pub fn tested(mut self, said: &Identity) -> Refusable<Testing, Storing> {
        if let Err(refusal) = self.facts.same_facility(said, &self.stage.0.key) {
            return self.refused(refusal);
        }
        let root = self.facts.presentable(said.key_name.clone(), &self.stage.0.key);
        let Run { mut facts, stage: Testing(mut newer) } = self;
        match (&newer.name, root) {
            (Some(latest), Some(root)) if *latest != root => {
                facts.note(Warning::NamesDiffer { latest: latest.clone(), root });
            }
            (None, root) => newer.name = root,
            _ => {}
        }
        Ok(Run { facts, stage: Storing(newer, None) })
    }
}

impl Run<Confirming> {
    /// The vendor's answer to the new key. Whatever key it names, nothing follows it.
    pub fn confirmed(self, latest: &Latest) -> Run<Over> {
        let confirmation = if latest.key.same_as(&self.stage.0.key) {
            Confirmation::Confirmed
        } else if latest.key.same_as(&self.facts.case.current) {
            Confirmation::OldAgain
        } else {
            Confirmation::Another { name: self.facts.presentable(latest.name.clone(), &latest.key) }
        };
        self.close(confirmation)
    }

    /// The operator ends the run without an answer.
    pub fn unconfirmed(self) -> Run<Over> {
        self.close(Confirmation::NotAsked)
    }

    fn close(self, confirmation: Confirmation) -> Run<Over> {
        let Run { facts, stage: Confirming(newer) } = self;
        let result = RenewalResult::Switched {
            name: newer.name.clone(),
            expiry: newer.expiry,
            old_name: facts.current_name(),
            old_expiry: facts.case.expiry,
            old_rejected: facts.asker().is_some(),
            confirmation,
        };
        Run { facts, stage: Over { at: Step::Confirm, result, newer: Some(newer) } }
    }
}

impl Run<Over> {
    /// How it ended.
    pub const fn result(&self) -> &RenewalResult {
        &self.stage.result
    }

    /// Where it ended.
    pub const fn ended_at(&self) -> Step {
        self.stage.at
    }

    /// The new key, if one was handed over.
    pub const fn newer(&self) -> Option<&Newer> {
        self.stage.newer.as_ref()
    }
}
