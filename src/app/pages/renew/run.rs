//! A renewal under way.

use leptos::prelude::*;

use super::{controls, over};
use crate::app::components::EnvironmentBadge;
use crate::app::pages::run::abandon::Abandon;
use crate::app::pages::run::frame::Frame;
use crate::app::runs::Runner;
use keyturn_domain::key::KeyKind;
use keyturn_domain::run::machine::Machine;
use keyturn_domain::westpac::renewal::{Act, Renewal, Step};

/// The page.
pub fn page(run: Runner<Renewal>) -> AnyView {
    let about = run.about();
    let environment = about.connection.environment;
    let abandon = Abandon {
        possible: Memo::new(move |_| run.read(|run| !run.is_over())).into(),
        busy: run.busy(),
        consequences: Signal::derive(move || run.read(|run| consequences(run).to_owned())),
        with_reason: false,
        leave: Callback::new(move |_| run.act(Act::Abandon)),
    };
    Frame {
        about,
        badges: view! { <EnvironmentBadge environment/> }.into_any(),
        label: "Renewal progress",
        steps: run.steps(),
        key_of: |_| KeyKind::WestpacSecret,
        controls: controls::controls(run),
        above: over::above(run),
        folded: Signal::stored(false),
        abandon,
    }
    .view()
}

fn consequences(run: &Renewal) -> &'static str {
    match (run.step(), run.newer()) {
        (Step::Confirm, _) => {
            "The new key is stored and proven. That the vendor names it is then not confirmed."
        }
        (_, Some(_)) => {
            "The current key stays the one in use. The newer key is kept with it, as its next key: renew to it soon, since only the vendor knows whether the current key works on."
        }
        (_, None) => "Nothing was changed. The current key stays the one in use.",
    }
}
