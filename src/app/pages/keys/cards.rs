//! The strip: what matters now, each card a way to the keys it counts.

use leptos::prelude::*;

use super::query::address;
use crate::app::components::{Icon, IconName};
use crate::app::desk::Desk;
use crate::domain::inventory::Cards;

pub(super) fn cards(desk: Desk) -> AnyView {
    let counts = Memo::new(move |_| {
        let (now, thresholds) = (desk.now.get(), desk.thresholds.get());
        desk.inventory.with(|inventory| inventory.cards(now, thresholds))
    });
    let one = move |icon, words, id: &'static str, count: fn(Cards) -> usize| {
        let count = Memo::new(move |_| count(counts.get()));
        let class = move || if count.get() == 0 { "count" } else { "count count--some" };
        view! {
            <li>
                <a class=class href=address(id, "")>
                    <span class="count__number">{count}</span>
                    <span class="count__words"><Icon name=icon/> {words}</span>
                </a>
            </li>
        }
    };
    view! {
        <ul class="counts" aria-label="What matters now">
            {one(IconName::Clock, "expiring soon", "expiring", |cards| cards.expiring)}
            {one(IconName::Question, "not checked in 24 h", "unchecked", |cards| cards.not_checked)}
            {one(IconName::Warning, "orphaned, unverified or left alive", "unverified", |cards| cards.unverified)}
        </ul>
    }
    .into_any()
}
