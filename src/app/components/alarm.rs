//! What nobody may miss.

use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::words::words;
use crate::browser::focus;

/// A big panel that is read out at once. For events such as "the wrong key was deactivated", not for mere errors.
#[component]
pub fn Alarm(
    /// What happened, in a few words.
    #[prop(into)]
    title: String,
    /// What it means.
    #[prop(into)]
    body: String,
    /// Whether nothing is down: somebody has to decide, and not in a hurry.
    #[prop(optional)]
    mild: bool,
    /// Whether the page goes to it when it appears: it takes the focus, and is whole in view.
    #[prop(optional)]
    comes_first: bool,
    /// What to do now.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (panel, heading) = (NodeRef::<leptos::html::Section>::new(), NodeRef::<leptos::html::H2>::new());
    Effect::new(move || {
        if let (Some(panel), Some(heading), true) = (panel.get(), heading.get(), comes_first) {
            focus::move_to(&heading);
            focus::show_whole(&panel);
        }
    });
    let class = if mild { "alarm alarm--mild" } else { "alarm" };
    let icon = if mild { IconName::Question } else { IconName::Warning };
    view! {
        <section class=class role="alert" node_ref=panel>
            <h2 class="alarm__title" tabindex=comes_first.then_some("-1") node_ref=heading>
                <Icon name=icon/>
                <span>{words(title)}</span>
            </h2>
            <p class="alarm__body">{words(body)}</p>
            {children.map(|children| view! { <div class="alarm__more">{children()}</div> })}
        </section>
    }
    .into_any()
}
