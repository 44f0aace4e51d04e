//! A framed part of a page.

use leptos::prelude::*;

/// A framed part of a page, with an `<h2>` if it has a title.
#[component]
pub fn Card(
    /// Its heading.
    #[prop(optional, into)]
    title: Option<String>,
    /// What stands in it.
    children: Children,
) -> impl IntoView {
    let heading = title.map(|title| view! { <h2 class="card__title">{title}</h2> });
    view! {
        <section class="card">
            {heading}
            {children()}
        </section>
    }
    .into_any()
}
