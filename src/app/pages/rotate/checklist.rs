//! The operator's own list of what uses a key; Keyturn cannot know it.

use leptos::prelude::*;

use crate::app::components::{Button, Checkbox, TextField};
use crate::app::runs::Consumer;

pub(super) fn checklist(consumers: RwSignal<Vec<Consumer>>) -> AnyView {
    let name = RwSignal::new(String::new());
    let add = move |_| {
        let text = name.with_untracked(|name| name.trim().to_owned());
        if !text.is_empty() {
            let consumer = Consumer { name: text, switched: ArcRwSignal::new(false) };
            consumers.update(|all| all.push(consumer));
            name.set(String::new());
        }
    };
    let rows = move || {
        let row = |one: Consumer| view! { <li><Checkbox label=one.name checked=RwSignal::from(one.switched)/></li> };
        consumers.get().into_iter().map(row).collect::<Vec<_>>()
    };
    view! {
        <details class="details">
            <summary>"Your own list of what uses the key (optional)"</summary>
            <div class="stack stack--tight">
                <ul class="stack stack--tight">{rows}</ul>
                <TextField label="Something that uses the key" value=name/>
                <div class="actions">
                    <Button on_press=add>"Add to the list"</Button>
                </div>
            </div>
        </details>
    }
    .into_any()
}
