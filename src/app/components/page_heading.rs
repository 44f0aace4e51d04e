//! The heading of a page.

use leptos::prelude::*;

use super::words::words;
use crate::browser::focus;

/// Whether a page was shown before: the first one leaves the focus where the browser put it.
#[derive(Clone, Copy)]
pub(super) struct Arrived(StoredValue<bool>);

impl Arrived {
    pub(super) fn provide() {
        provide_context(Self(StoredValue::new(false)));
    }
}

/// The page's `<h1>`. It names the window and takes the focus when the page follows another.
#[component]
pub fn PageHeading(
    /// What the page is; the window's title is made of it.
    #[prop(into)]
    title: Signal<String>,
    /// Badges and the like, beside the title.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let heading = NodeRef::<leptos::html::H1>::new();
    Effect::new(move || title.with(|title| focus::set_title(&[title, " – Keyturn"].concat())));
    let arrived = use_context::<Arrived>();
    Effect::new(move |done: Option<bool>| {
        let Some(heading) = heading.get().filter(|_| done != Some(true)) else { return done == Some(true) };
        if arrived.is_none_or(|Arrived(before)| before.get_value()) {
            focus::move_to(&heading);
        }
        if let Some(Arrived(before)) = arrived {
            before.set_value(true);
        }
        true
    });
    view! {
        <div class="page-heading">
            <h1 class="page-heading__title" tabindex="-1" node_ref=heading>
                {move || title.with(|text| words(text))}
            </h1>
            {children.map(|children| view! { <div class="page-heading__more">{children()}</div> })}
        </div>
    }
    .into_any()
}
