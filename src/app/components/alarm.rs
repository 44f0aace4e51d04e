//! What nobody may miss.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// A big panel that is read out at once. For events such as "the wrong key was deactivated", not for mere errors.
#[component]
pub fn Alarm(
    /// What happened, in a few words.
    #[prop(into)]
    title: String,
    /// What it means.
    #[prop(into)]
    body: String,
    /// What to do now.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <section class="alarm" role="alert">
            <h2 class="alarm__title">
                <Icon name=IconName::Warning/>
                {title}
            </h2>
            <p class="alarm__body">{body}</p>
            {children.map(|children| view! { <div class="alarm__more">{children()}</div> })}
        </section>
    }
    .into_any()
}
