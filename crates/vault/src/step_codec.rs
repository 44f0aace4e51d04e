//! How a line of the activity list stores its step: by the step's id.

use keyturn_domain::activity;
use keyturn_domain::run::step::{MachineStep, StepId};
use keyturn_domain::superapi::rotation;
use keyturn_domain::westpac::{rehearsal, renewal};

pub(super) fn encode_step(step: StepId) -> String {
    step.id().to_owned()
}

/// The step with this id. A step that is not known is still part of a run.
pub(super) fn decode_step(stored: &str) -> StepId {
    let by_id = activity::steps().find(|step| step.id() == stored);
    by_id.or_else(|| step_of_label(stored)).unwrap_or(StepId::RUN)
}

/// The step that stood on screen under this label at the time when lines stored the label. Rotation and renewal both
/// had a *Preflight* and a *Store*; such a line is read as rotation's.
fn step_of_label(label: &str) -> Option<StepId> {
    Some(match label {
        "Preflight" => rotation::Step::Preflight.id(),
        "Provision" => rotation::Step::Provision.id(),
        "Test" => rotation::Step::Test.id(),
        "Store" => rotation::Step::Store.id(),
        "Roll out" => rotation::Step::RollOut.id(),
        "Deactivate" => rotation::Step::Deactivate.id(),
        "Verify" => rotation::Step::Verify.id(),
        "Ask for latest" => renewal::Step::AskLatest.id(),
        "Compare" => renewal::Step::Compare.id(),
        "Test the new key" => renewal::Step::Test.id(),
        "Confirm" => renewal::Step::Confirm.id(),
        "Two keys" => rehearsal::Step::TwoKeys.id(),
        "Check both" => rehearsal::Step::CheckBoth.id(),
        "Ask as the application" => rehearsal::Step::Ask.id(),
        "Watch the application" => rehearsal::Step::Watch.id(),
        "Result" => rehearsal::Step::Result.id(),
        _ => return None,
    })
}
