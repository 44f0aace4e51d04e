//! The list of keys, with its search, filter and order.

use leptos::prelude::*;

use super::fault_row::fault_row;
use super::query::{filters, meaning, options, query};
use crate::app::attention::Attention;
use crate::app::components::{Button, Card, DataTable, SelectField, TextField};
use crate::app::key_summary::key_summary;
use crate::app::pages::key_columns::{KeyList, Row, orders};
use crate::app::router::Router;
use crate::app::state::AppState;
use crate::route::Route;
use keyturn_domain::inventory::KeyId;

pub(super) fn table(app: AppState, attention: Attention) -> AnyView {
    let router = Router::here();
    let search = RwSignal::new(String::new());
    let filter = from_address(router, "filter");
    let sort = from_address(router, "sort");
    Effect::new(move |before: Option<()>| {
        let (filter, sort) = (filter.get(), sort.get());
        // Whoever leaves this page changes the address too; then it is no longer this list's.
        if before.is_some() && router.route_untracked() == Route::Keys {
            router.replace_query(&query(&filter, &sort));
        }
    });
    let ids = Memo::new(move |_| {
        let (filter, sort) = (meaning(&filters(), &filter.get()), meaning(&orders(), &sort.get()));
        let outlook = attention.outlook.get();
        app.keys.with(|inventory| inventory.list(&search.get(), filter, sort, &outlook))
    });
    let found = Memo::new(move |_| ids.with(Vec::len));
    let count = Memo::new(move |_| {
        let all = app.keys.with(|inventory| inventory.keys().len());
        format!("{} of {all}", found.get())
    });
    let show_all = move |_| {
        search.set(String::new());
        filter.set(String::new());
    };
    let none = Memo::new(move |_| found.get() == 0);
    let rows = move || {
        if none.get() {
            return view! {
                <p class="row">
                    "No key matches."
                    <Button on_press=show_all>"Show all keys"</Button>
                </p>
            }
            .into_any();
        }
        view! {
            <DataTable caption="Keys" columns=KeyList::Panel.headings()>
                <For each=move || ids.get() key=|id| *id children=move |id| row(app, attention, id)/>
            </DataTable>
        }
        .into_any()
    };
    view! {
        <Card>
            <div class="toolbar">
                <TextField label="Search" value=search kind="search"/>
                <SelectField label="Show" value=filter options=options(&filters())/>
                <SelectField label="Order by" value=sort options=options(&orders())/>
                <p class="soft small toolbar__count" role="status">{count}</p>
            </div>
            {rows}
        </Card>
    }
    .into_any()
}

fn row(app: AppState, attention: Attention, id: KeyId) -> AnyView {
    let key = key_summary(app, id);
    view! {
        {KeyList::Panel.row(Row { app, key: key.into(), attention: Some(attention) })}
        {fault_row(app, id, key)}
    }
    .into_any()
}

/// A choice that stands in the address: it follows when a link changes the address.
fn from_address(router: Router, name: &'static str) -> RwSignal<String> {
    let there = Memo::new(move |_| router.query(name));
    let value = RwSignal::new(there.get_untracked());
    Effect::new(move || {
        let there = there.get();
        let here = router.route_untracked() == Route::Keys;
        if here && value.with_untracked(|value| *value != there) {
            value.set(there);
        }
    });
    value
}
