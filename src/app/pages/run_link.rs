//! The way to a key's run, and where it is while another tab works with the vault.

use leptos::prelude::*;

use crate::app::attention::Attention;
use crate::app::state::AppState;
use crate::route::Route;
use keyturn_domain::inventory::{AttentionAct, KeyId};

/// Where a run begins, and what it is called.
pub(super) type Way = (Route, &'static str);

/// Whether the key needs its run, and not merely may have it.
pub(super) fn run_is_due(attention: Attention, id: KeyId) -> Memo<bool> {
    Memo::new(move |_| matches!(attention.act_of(id), Some(AttentionAct::Succeed { .. })))
}

/// Leads to the run, unless it is to be begun in another tab; loud where it is due. `of` follows the run's name.
pub(super) fn run_link(
    app: AppState,
    way: Memo<Option<Way>>,
    due: Memo<bool>,
    of: impl Fn() -> AnyView + Copy + Send + 'static,
) -> AnyView {
    let link = move || {
        let (route, word) = way.get()?;
        Some(if app.vendors.is_read_only() {
            view! { <button type="button" class="button" disabled>{word} {of()}</button> }.into_any()
        } else {
            let class = move || if due.get() { "button button--primary" } else { "button" };
            view! { <a class=class href=route.href()>{word} {of()}</a> }.into_any()
        })
    };
    link.into_any()
}

/// Why what can be done with a key cannot be done here, if it cannot.
pub(super) fn elsewhere(app: AppState) -> AnyView {
    let why = move || {
        app.vendors.is_read_only().then(|| view! { <span class="soft small">"Only in the other tab"</span> })
    };
    why.into_any()
}
