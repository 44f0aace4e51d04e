//! What the current step means, while something may still go wrong in it.

use crate::moment;
use crate::product::DeactivateForm;
use crate::run::frame::PhaseOf;
use crate::superapi::rotation::{Phase, Purpose, RotationStages, Wait};

impl RotationStages {
    pub(super) fn preflight(&self, phase: &PhaseOf<Self>) -> String {
        match phase {
            Phase::Waiting(_, Wait::Partner) => "Asking SuperAPI whether the partner key is good.".into(),
            Phase::Waiting(..) => "Asking SuperAPI which product the old key opens.".into(),
            Phase::Failed(_) => "A check was not passed. Nothing was changed. Mend the cause, then check again.".into(),
            _ if self.case().purpose == Purpose::Replace => {
                "The old key is dead, so a replacement is made at once. First the partner key is checked.".into()
            }
            _ => "Three harmless questions: is the partner key good, is the old key alive, and does it open this product? Nothing is changed.".into(),
        }
    }

    pub(super) fn provision(&self, phase: &PhaseOf<Self>) -> String {
        match phase {
            Phase::Waiting(..) => "The request is on its way. It is sent once and never repeated.".into(),
            Phase::Unknown(fault) => {
                let happened = match fault.came_back() {
                    Some(status) => format!("An answer came, with status {status} and without a key: the outcome is unknown."),
                    None => "The reply was lost.".into(),
                };
                happened + " SuperAPI may have made a key that nobody received; it cannot be listed, and it harms nothing while nobody knows it. The old key still works. Ask SuperAPI to look for it."
            }
            Phase::Failed(_) => "SuperAPI made no key. The old key still works.".into(),
            _ => "Makes a second key for the product. The old one goes on working. The new one is shown by SuperAPI only once, so have the place ready where you will store it.".into(),
        }
    }

    pub(super) fn test(&self, phase: &PhaseOf<Self>) -> String {
        match phase {
            Phase::Waiting(_, Wait::NewKey { tries: 1.. }) => {
                "A fresh key may need a moment to be known everywhere. It is tried again shortly.".into()
            }
            Phase::Waiting(..) => "Asking SuperAPI which product the new key opens.".into(),
            _ => "The new key was not proven to work. The old key still works and nothing will be deactivated. Test it again, or leave the run.".into(),
        }
    }

    pub(super) fn store(&self, phase: &PhaseOf<Self>) -> String {
        match phase {
            Phase::Waiting(..) => "It is the new key. Asking SuperAPI once more whether it works.".into(),
            Phase::Failed(_) => "What you pasted is the new key, but it could not be tested once more. Try again.".into(),
            _ => "Store the new key where it is kept. Then read it back from there and paste it here: only that proves that it was stored whole.".into(),
        }
    }

    pub(super) fn deactivate(&self, phase: &PhaseOf<Self>, hold_until: Option<moment::Moment>) -> String {
        match (phase, hold_until) {
            (Phase::Waiting(..), _) => "Checking both keys a last time before anything is sent.".into(),
            (Phase::Failed(_), _) => {
                "No request to deactivate left this time. Mend the cause, then confirm again.".into()
            }
            (_, hold_until) => {
                let held = hold_until.map(|until| {
                    format!("Held until {}, as you chose; both keys work meanwhile. ", moment::iso(until))
                });
                let which = match self.case().form {
                    DeactivateForm::ByProduct => {
                        "SuperAPI does not say which key this removes: it should be the old one."
                    }
                    DeactivateForm::ByKeyId => "The request names the old key by its id.",
                };
                let once = "It goes out once, and both keys are probed afterwards. It cannot be undone.";
                let leak = match self.case().purpose {
                    Purpose::Leak => "The old key leaked: whoever has it can use it until then. ",
                    Purpose::Rotate | Purpose::Replace => "",
                };
                format!("{}{leak}{which} {once}", held.unwrap_or_default())
            }
        }
    }
}
