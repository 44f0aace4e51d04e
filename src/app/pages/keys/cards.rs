//! The strip: how much of what needs a person is of which sort. A card that counts any leads to the keys it counts.

use leptos::prelude::*;

use super::query::query;
use crate::app::attention::Attention;
use crate::app::components::{Icon, IconName};
use crate::route::Route;
use keyturn_domain::inventory::Cards;

pub(super) fn cards(attention: Attention) -> AnyView {
    let counts = Memo::new(move |_| attention.items.with(|items| Cards::of(items)));
    let one = move |icon, words, id: &'static str, count: fn(Cards) -> usize| {
        let class = if id == "broken" { "count count--some count--bad" } else { "count count--some" };
        let count = Memo::new(move |_| count(counts.get()));
        let inside = move || {
            view! {
                <span class="count__number">{count}</span>
                " "
                <span class="count__words"><Icon name=icon/> {words}</span>
            }
        };
        let card = move || match count.get() {
            0 => view! { <span class="count">{inside()}</span> }.into_any(),
            _ => {
                view! { <a class=class href=Route::Keys.href_with(&query(id, ""))>{inside()}</a> }.into_any()
            }
        };
        view! { <li>{card}</li> }
    };
    view! {
        <ul class="counts" aria-label="What matters now">
            {one(IconName::Cross, "down, dead or leaked", "broken", |cards| cards.broken)}
            {one(IconName::Clock, "to switch or ending soon", "expiring", |cards| cards.ending)}
            {one(IconName::Warning, "to investigate", "unverified", |cards| cards.unverified)}
            {one(IconName::Question, "not checked in 24 h", "unchecked", |cards| cards.not_checked)}
        </ul>
    }
    .into_any()
}
