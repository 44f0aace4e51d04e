//! Whether the application moved.

use leptos::prelude::*;

use crate::app::components::{Button, CopyButton, Kind, TextField};
use crate::app::runs::Runner;
use keyturn_domain::secret::Secret;
use keyturn_domain::westpac::rehearsal::{Act, Ask, Rehearsal};

pub(super) fn controls(run: Runner<Rehearsal>) -> AnyView {
    let name = RwSignal::new(String::new());
    let expected = Memo::new(move |_| {
        run.read(|run| match run.asks() {
            Ask::Watch { expected, .. } => expected.map(|name| name.as_str().to_owned()),
            _ => None,
        })
    });
    let seen = move || {
        run.read(|run| match run.asks() {
            Ask::Watch { seen, .. } => seen.map(|seen| seen.words().to_owned()),
            _ => None,
        })
    };
    let look = move || {
        expected.get().map(|name| {
            let text = name.clone();
            view! {
                <p>
                    "Look for this name in the application's log: " <code translate="no">{name}</code> " "
                    <CopyButton text what="the name of the second key"/>
                </p>
            }
        })
    };
    let compare = move |_| {
        let text = name.get_untracked();
        if !text.trim().is_empty() {
            name.set(String::new());
            run.act(Act::Saw(Secret::new(&text)));
        }
    };
    view! {
        {look}
        <TextField
            label="Key name from the application's log"
            value=name
            error=Signal::derive(seen)
            hint="The name, such as FACILITY_SEC...abc1234, not the key."
        />
        <div class="actions">
            <Button kind=Kind::Primary on_press=compare>"Compare the name"</Button>
            <Button on_press=move |_| run.act(Act::Switched)>"It switched, I saw it"</Button>
            <Button on_press=move |_| run.act(Act::DidNotSwitch)>"It did not switch"</Button>
            <Button kind=Kind::Quiet on_press=move |_| run.act(Act::SkipWatch)>"Leave this step out"</Button>
        </div>
    }
    .into_any()
}
