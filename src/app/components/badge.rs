//! Badges of the domain: a step's status, a connection's environment, a product's reality.

use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::pill::Tone;
use keyturn_domain::product::Reality;
use keyturn_domain::run::step::Status;
use keyturn_domain::vendor::Environment;

fn badge(class: &'static str, icon: IconName, word: &'static str) -> AnyView {
    view! {
        <span class=class>
            <Icon name=icon/>
            {word}
        </span>
    }
    .into_any()
}

/// A step's status: drawing and word.
#[component]
pub fn StatusBadge(
    /// The status.
    status: Status,
) -> impl IntoView {
    let class = match status {
        Status::NotStarted | Status::Skipped => Tone::Neutral.class(),
        Status::Ready => Tone::Accent.class(),
        Status::Running => "badge badge--accent badge--running",
        Status::Waiting => "badge badge--accent badge--solid",
        Status::Done => Tone::Good.class(),
        Status::Failed => Tone::Bad.class(),
        Status::Unknown => Tone::Warn.class(),
    };
    badge(class, IconName::of(status), status.word())
}

const LIVE: &str = "badge badge--loud badge--live";
const TEST: &str = "badge badge--loud";
const SANDBOX: &str = "badge badge--loud badge--sandbox";

/// What a connection reaches. Live cannot be mistaken for anything else.
#[component]
pub fn EnvironmentBadge(
    /// The environment.
    environment: Environment,
) -> impl IntoView {
    let (class, icon) = match environment {
        Environment::Live => (LIVE, IconName::Bolt),
        Environment::Test => (TEST, IconName::Flask),
        Environment::Sandbox => (SANDBOX, IconName::Cube),
    };
    badge(class, icon, environment.name())
}

/// Whether calls with a product's keys have real effects.
#[component]
pub fn RealityBadge(
    /// What the vendor says of the product.
    reality: Reality,
) -> impl IntoView {
    let (class, icon) = match reality {
        Reality::Live => (LIVE, IconName::Bolt),
        Reality::Sandboxed => (SANDBOX, IconName::Cube),
        Reality::Unknown => ("badge badge--loud badge--warn", IconName::Question),
    };
    badge(class, icon, reality.name())
}
