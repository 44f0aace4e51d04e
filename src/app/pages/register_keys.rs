//! Keys, where a register is all there is: what is known of each, to be read.

use leptos::prelude::*;

use super::key_columns::{KeyList, Row};
use super::look_up::register;
use crate::app::components::{Card, DataTable, PageHeading, TextField};
use crate::app::look_up::LookUp;
use crate::route::Route;
use keyturn_domain::inventory::Outlook;
use keyturn_domain::lookup::by_concern;

/// `/` for support staff.
#[component]
pub fn RegisterKeys() -> impl IntoView {
    let look_up = LookUp::here();
    let any = Memo::new(move |_| !look_up.known().is_empty());
    let list = move || any.get().then(|| list(look_up));
    view! {
        <PageHeading title="Keys"/>
        <p class="soft">
            "What a register says of the keys. The keys themselves are not here, and no vendor is asked. "
            <a href=Route::LookUp.href()>"Find the key that a line of a log is about"</a>
            ", and whether it was valid then."
        </p>
        {list}
        {register::card(look_up)}
    }
    .into_any()
}

fn list(look_up: LookUp) -> AnyView {
    let search = RwSignal::new(String::new());
    let app = look_up.app();
    let ordered = Memo::new(move |_| {
        let mut all = look_up.known().to_vec();
        let (now, thresholds) = (app.site.now.get(), app.site.thresholds());
        by_concern(&mut all, &Outlook { now, thresholds, ..Outlook::default() });
        all
    });
    let found = Memo::new(move |_| {
        let all = ordered.read();
        search.with(|search| all.iter().filter(|known| known.mentions(search)).cloned().collect::<Vec<_>>())
    });
    let count = move || format!("{} of {}", found.with(Vec::len), look_up.known().len());
    let rows = move || match found.get() {
        none if none.is_empty() => view! { <p>"No key matches."</p> }.into_any(),
        all => {
            let row = |key| {
                let key = Signal::stored(Some(key));
                KeyList::Register.row(Row { app, key, attention: None })
            };
            let rows: Vec<_> = all.into_iter().map(row).collect();
            view! { <DataTable caption="Keys" columns=KeyList::Register.headings()>{rows}</DataTable> }
                .into_any()
        }
    };
    view! {
        <Card>
            <div class="toolbar">
                <TextField label="Search" value=search kind="search"/>
                <p class="soft small toolbar__count" role="status">{count}</p>
            </div>
            {rows}
        </Card>
    }
    .into_any()
}
