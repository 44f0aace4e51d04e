//! The steps of a run as they stand on screen.

use serde::Deserialize;
use serde_json::json;

use super::Page;

/// One step of a run.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Step {
    /// Its name.
    pub name: String,
    /// Its status, in the product's word.
    pub status: String,
    /// What it means.
    pub means: String,
    /// Everything that stands in it.
    pub text: String,
    /// Whether the run stands here.
    pub current: bool,
    /// Names of its buttons and links.
    pub controls: Vec<String>,
}

impl Page {
    /// The step, once it is on screen.
    pub async fn step(&self, name: &str) -> Step {
        self.until(&format!("the step “{name}”"), async || {
            let step: Option<Step> = self.ask("return __walk.step(arguments[0])", &[json!(name)]).await;
            match step {
                Some(step) => Ok(step),
                None => Err(self.text().await),
            }
        })
        .await
    }

    /// All steps.
    pub async fn steps(&self) -> Vec<Step> {
        self.ask("return __walk.steps()", &[]).await
    }

    /// Waits until the step has this status.
    pub async fn until_step(&self, name: &str, status: &str) -> Step {
        self.until(&format!("“{name}” to be “{status}”"), async || {
            let steps = self.steps().await;
            let found = steps.iter().find(|step| step.name == name && step.status == status);
            found.cloned().ok_or_else(|| format!("{steps:#?}"))
        })
        .await
    }

    /// The statuses of all steps, in order.
    pub async fn statuses(&self) -> Vec<String> {
        self.steps().await.into_iter().map(|step| step.status).collect()
    }
}
