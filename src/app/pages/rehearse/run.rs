//! A rehearsal under way.

use leptos::prelude::*;

use super::{controls, over};
use crate::app::components::EnvironmentBadge;
use crate::app::pages::run::abandon::Abandon;
use crate::app::pages::run::frame::Frame;
use crate::app::runs::Runner;
use keyturn_domain::key::KeyKind;
use keyturn_domain::run::machine::Machine;
use keyturn_domain::westpac::rehearsal::{Act, Rehearsal};

/// The page.
pub fn page(run: Runner<Rehearsal>) -> AnyView {
    let about = run.about();
    let environment = about.connection.environment;
    let abandon = Abandon {
        possible: Memo::new(move |_| run.read(|run| !run.is_over())).into(),
        busy: run.busy(),
        consequences: Signal::stored(
            "No key is changed by a rehearsal. It ends without a result.".to_owned(),
        ),
        with_reason: false,
        leave: Callback::new(move |_| run.act(Act::Abandon)),
    };
    Frame {
        about,
        badges: view! { <EnvironmentBadge environment/> }.into_any(),
        label: "Rehearsal progress",
        steps: run.steps(),
        key_of: |_| KeyKind::WestpacSecret,
        controls: controls::controls(run),
        above: over::summary(run),
        folded: Signal::stored(false),
        abandon,
    }
    .view()
}
