//! A run that stands still because its journal could not be written.

use leptos::prelude::*;

use crate::app::components::{Button, ErrorPanel, Kind};
use crate::app::runs::{Fallback, Runner};
use keyturn_vault::act_codec::Journalled;

/// Why the run stands still, and the ways on; nothing while it does not.
pub fn write_blocked<M: Journalled + Send + Sync>(runner: Runner<M>) -> AnyView {
    let stuck = runner.blocked();
    let view = move || {
        let stuck = stuck.get()?;
        let instead = stuck.or;
        let (means, label) = match instead {
            Fallback::LeaveIt => (
                "This could not be written to the run's journal, so it was not done: nothing was sent and nothing changed.",
                "Do not do it",
            ),
            Fallback::Unwritten if stuck.fault.is_elsewhere() => (
                "The vendor has answered, and another tab works at this run now, so the answer was not written. It is held in this page's memory only: do not close this page before you know whether the other tab has it. You can look at it here; this page calls no vendor any more.",
                "Look at it here, without any vendor",
            ),
            Fallback::Unwritten => (
                "The vendor has answered, and the answer could not be written to the run's journal. It is held in this page's memory: do not close this page. You can try again, or go on without the journal: then the rest of this run is lost if the page is closed.",
                "Go on without the journal",
            ),
            Fallback::TakeAsLost => (
                "The page went while a request was under way, and its reply may still be with the proxy.",
                "Take the reply as lost",
            ),
        };
        Some(view! {
            <section class="card" aria-label="This run stands still">
                <h2>"This run stands still"</h2>
                <p>{means}</p>
                <ErrorPanel explanation=stuck.fault.words() alarm=true/>
                <div class="actions">
                    <Button kind=Kind::Primary on_press=move |_| runner.try_again()>"Try again"</Button>
                    <Button kind=Kind::Danger on_press=move |_| runner.fall_back(instead)>{label}</Button>
                </div>
            </section>
        })
    };
    view.into_any()
}
