//! Which stages hold a new key, and what leaving each of them means.

use super::{Asking, Confirming, Over, Preflight, Proving, Run, Storing, Testing};
use crate::westpac::renewal::{Newer, RenewalResult, Step};

/// The stages that have a new key in hand.
pub trait InHand {
    /// The new key.
    fn in_hand(&self) -> &Newer;
}

impl InHand for Testing {
    fn in_hand(&self) -> &Newer {
        &self.0
    }
}

impl InHand for Storing {
    fn in_hand(&self) -> &Newer {
        &self.0
    }
}

impl InHand for Proving {
    fn in_hand(&self) -> &Newer {
        &self.0
    }
}

impl InHand for Confirming {
    fn in_hand(&self) -> &Newer {
        &self.0
    }
}

impl<S: InHand> Run<S> {
    /// The new key.
    pub fn newer(&self) -> &Newer {
        self.stage.in_hand()
    }
}

/// The stages before a new key is proven stored. Leaving there leaves the current key in use.
pub trait Unproven {
    /// The new key that was handed over, if any.
    fn handed_over(&self) -> Option<&Newer>;
}

impl Unproven for Preflight {
    fn handed_over(&self) -> Option<&Newer> {
        None
    }
}

impl Unproven for Asking {
    fn handed_over(&self) -> Option<&Newer> {
        None
    }
}

impl Unproven for Testing {
    fn handed_over(&self) -> Option<&Newer> {
        Some(self.in_hand())
    }
}

impl Unproven for Storing {
    fn handed_over(&self) -> Option<&Newer> {
        Some(self.in_hand())
    }
}

impl Unproven for Proving {
    fn handed_over(&self) -> Option<&Newer> {
        Some(self.in_hand())
    }
}

impl<S: Unproven> Run<S> {
    /// The operator ends the run at this step.
    pub fn abandon(self, at: Step) -> Run<Over> {
        let newer = self.stage.handed_over().cloned();
        let result = RenewalResult::Abandoned { at, newer_unused: newer.is_some() };
        self.at(Over { at, result, newer })
    }
}
