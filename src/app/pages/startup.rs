//! What stands in place of the pages while the page's own server has not said which connections there are.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::components::{Button, ErrorPanel, Kind, PageHeading};
use crate::app::state::AppState;
use keyturn_wire::config::ConfigFault;

/// Says that the connections are being read.
pub fn loading() -> AnyView {
    view! {
        <h1 class="visually-hidden">"Opening"</h1>
        <p class="soft" role="status">"Reading which connections there are…"</p>
    }
    .into_any()
}

/// Says why the panel cannot begin, whose fault that is and what to do.
#[component]
pub fn SiteFault(
    /// What is wrong.
    fault: ConfigFault,
) -> impl IntoView {
    let app = AppState::here();
    let again = move |_| spawn_local(async move { app.site.load().await });
    view! {
        <PageHeading title="The panel cannot begin"/>
        <p>
            "Keyturn reads from its own server which vendors it may talk to, and that did not work. No key was sent anywhere."
        </p>
        <ErrorPanel explanation=fault.words() alarm=true/>
        <div class="actions">
            <Button kind=Kind::Primary on_press=again>"Try again"</Button>
        </div>
    }
    .into_any()
}
