//! A framed part of a page.

use leptos::prelude::*;

use super::words::words;

/// A framed part of a page, with an `<h2>` if it has a title.
#[component]
pub fn Card(
    /// Its heading.
    #[prop(optional, into)]
    title: Option<String>,
    /// Where its heading can be found, to move the focus there.
    #[prop(optional)]
    id: Option<&'static str>,
    /// What stands in it.
    children: Children,
) -> impl IntoView {
    let heading = title
        .map(|title| view! { <h2 class="card__title" id=id tabindex=id.map(|_| "-1")>{words(title)}</h2> });
    view! {
        <section class="card">
            {heading}
            {children()}
        </section>
    }
    .into_any()
}
