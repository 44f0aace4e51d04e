//! Proving that the new key is where the application reads it.

use std::sync::Arc;

use super::{Confirming, Proving, Refusable, Run, Storing};
use crate::call::Identity;
use crate::secret::Secret;
use crate::westpac::renewal::StoreMismatch;

impl Run<Storing> {
    /// What was read back from the store, compared by fingerprint.
    ///
    /// # Errors
    /// The run again, knowing the mismatch, when it is not the new key.
    pub fn read_back(mut self, read: Secret) -> Result<Run<Proving>, Box<Self>> {
        if read.same_as(&self.stage.0.key) {
            let Run { facts, stage: Storing(newer, _) } = self;
            return Ok(Run { facts, stage: Proving(newer, Arc::new(read)) });
        }
        let old = read.same_as(&self.facts.case.current);
        self.stage.1 = Some(if old { StoreMismatch::OldKey } else { StoreMismatch::AnotherKey });
        Err(Box::new(self))
    }

    /// Why the last text read back did not prove the storage.
    pub const fn mismatch(&self) -> Option<StoreMismatch> {
        self.stage.1
    }
}

impl Run<Proving> {
    /// The vendor accepts what was read back.
    ///
    /// # Errors
    /// When it is for another facility.
    pub fn stored(mut self, said: &Identity) -> Refusable<Proving, Confirming> {
        match self.facts.same_facility(said, &self.stage.1) {
            Err(refusal) => self.refused(refusal),
            Ok(()) => {
                let Run { facts, stage: Proving(newer, _) } = self;
                Ok(Run { facts, stage: Confirming(newer) })
            }
        }
    }

    /// Back to reading: the operator reads the store once more.
    pub fn read_again(self) -> Run<Storing> {
        let Run { facts, stage: Proving(newer, _) } = self;
        Run { facts, stage: Storing(newer, None) }
    }

    /// What was read back.
    pub const fn read(&self) -> &Arc<Secret> {
        &self.stage.1
    }
}
