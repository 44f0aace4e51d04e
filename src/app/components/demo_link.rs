//! The way to the demo.

use leptos::prelude::*;

use crate::browser::demo_mode;
use crate::route::Route;

/// Leads to the demo, which is loaded apart from this page and knows nothing of it. Within the demo there is no need.
pub(in crate::app) fn demo_link() -> AnyView {
    let link = (!demo_mode::is_demo()).then(|| {
        view! {
            <a class="button" href=[&Route::Keys.href(), "?demo"].concat() rel="external">
                "Open the demo"
            </a>
        }
    });
    link.into_any()
}
