//! An address that leads nowhere.

use leptos::prelude::*;

use crate::app::components::PageHeading;
use crate::route::Route;

/// Says that there is no such page, and shows the way home.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <PageHeading title="No such page"/>
        <p>"This address leads to nothing in Keyturn. A link may be old, or cut off."</p>
        <p>
            <a href=Route::Keys.href()>"Go to the keys"</a>
        </p>
    }
    .into_any()
}
