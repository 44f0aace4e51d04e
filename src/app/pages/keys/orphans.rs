//! Keys that may exist and that nobody has.

use leptos::prelude::*;

use crate::app::components::{Card, TimeText};
use crate::app::desk::Desk;
use crate::domain::inventory::Orphan;

pub(super) fn orphans(desk: Desk) -> AnyView {
    let all = Memo::new(move |_| desk.inventory.with(|inventory| inventory.orphans().to_vec()));
    let card = move || {
        let all = all.get();
        (!all.is_empty()).then(|| {
            view! {
                <Card title="Keys that may exist and that nobody has">
                    <p>
                        "A reply was lost while a key was being made, so the vendor may have made one that never arrived. It is alive and cannot be listed. Ask SuperAPI (support@superapi.com.au) to look for it and deactivate it."
                    </p>
                    <ul class="plain">{all.into_iter().map(|one| row(one, desk)).collect::<Vec<_>>()}</ul>
                </Card>
            }
        })
    };
    card.into_any()
}

fn row(orphan: Orphan, desk: Desk) -> AnyView {
    let connection = desk.connection(&orphan.connection).map_or(orphan.connection, |known| known.label);
    view! {
        <li class="row">
            <span>{connection} ", product " <code>{orphan.product.to_string()}</code></span>
            <TimeText at=orphan.at now=desk.now compact=true/>
        </li>
    }
    .into_any()
}
