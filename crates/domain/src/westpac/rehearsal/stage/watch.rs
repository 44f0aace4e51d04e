//! What the operator sees of the application itself.

use super::{Over, Run, Seen, Watching};
use crate::key_name::KeyName;
use crate::moment::Moment;
use crate::secret::Secret;
use crate::westpac::rehearsal::{Proof, Step, Verdict, Why};

impl Run<Watching> {
    /// A name from the application's log: over when it is the second key's.
    ///
    /// # Errors
    /// The run again, knowing what the name told.
    pub fn saw(mut self, text: &Secret, now: Moment) -> Result<Run<Over>, Self> {
        match self.stage.0.see(text) {
            Seen::Second => Ok(self.switched(Proof::KeyName, now)),
            other => {
                self.stage.1 = Some(other);
                Err(self)
            }
        }
    }

    /// The application moved.
    pub fn switched(mut self, proof: Proof, now: Moment) -> Run<Over> {
        self.note(
            now,
            match proof {
                Proof::KeyName => "The application's log shows the second key's name.",
                Proof::Statement => "The operator states that the application switched.",
            },
        );
        self.over(Step::Watch, Verdict::Passed(proof))
    }

    /// The application did not move.
    pub fn stayed(mut self, now: Moment) -> Run<Over> {
        self.note(now, "The operator states that the application did not switch.");
        self.over(Step::Watch, Verdict::Failed(Why::ApplicationStayed))
    }

    /// Nobody looks at the application.
    pub fn skip(self) -> Run<Over> {
        self.over(Step::Watch, Verdict::PanelOnly)
    }

    /// The name to look for.
    pub const fn expected(&self) -> Option<&KeyName> {
        self.stage.0.second.shown()
    }

    /// What the last name seen told.
    pub const fn seen(&self) -> Option<Seen> {
        self.stage.1
    }
}
