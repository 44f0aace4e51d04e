//! What stands where nothing is yet.

use leptos::prelude::*;

/// Says that there is nothing yet, why, and what to do first.
#[component]
pub fn EmptyState(
    /// What is not there.
    #[prop(into)]
    title: String,
    /// Why, and what to do.
    #[prop(into)]
    body: String,
    /// The first acts, as buttons or links.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="empty">
            <h2 class="empty__title">{title}</h2>
            <p class="empty__body">{body}</p>
            <div class="actions">{children()}</div>
        </section>
    }
    .into_any()
}
