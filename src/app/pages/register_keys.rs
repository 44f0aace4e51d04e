//! Keys, where a register is all there is: what is known of each, to be read.

use leptos::prelude::*;

use super::look_up::register;
use crate::app::components::{
    Card, Cell, DataTable, EnvironmentBadge, LifetimeBar, PageHeading, Pill, RowHead, TextField, Tone, exact,
};
use crate::app::key_words;
use crate::app::look_up::LookUp;
use crate::app::state::AppState;
use crate::route::Route;
use keyturn_domain::history::Why;
use keyturn_domain::inventory::Outlook;
use keyturn_domain::lookup::{Known, by_concern, since_words};

const COLUMNS: &[&str] = &["Key", "Where", "Status", "Expiry", "Owner and contact", "Where it is used"];

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
            let rows: Vec<_> = all.into_iter().map(|known| row(look_up, known)).collect();
            view! { <DataTable caption="Keys" columns=COLUMNS>{rows}</DataTable> }.into_any()
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

fn row(look_up: LookUp, known: Known) -> AnyView {
    let under =
        if known.label.is_empty() || known.label == known.title() { &known.masked } else { &known.label };
    let under = (under != known.title()).then(|| under.clone());
    let inside = known.product.as_ref().map(|product| product.name.clone()).filter(|name| !name.is_empty());
    let inside = inside.or_else(|| known.facility.clone()).unwrap_or_else(|| known.kind.name().to_owned());
    let environment = known.environment.map(|environment| view! { <EnvironmentBadge environment/> });
    let (title, vendor) = (known.title().to_owned(), known.vendor.name());
    let (expiry, owner, used_in) = (expiry(look_up.app(), &known), said(&known.owner), said(&known.used_in));
    let status = status(look_up, known);
    view! {
        <tr role="row">
            <RowHead>
                {exact(title)}
                {under.map(|under| view! { <span class="table__under" translate="no">{under}</span> })}
            </RowHead>
            <Cell label="Where">
                <span class="row">
                    <span>{vendor}</span>
                    {environment}
                </span>
                <span class="table__under" translate="no">{inside}</span>
            </Cell>
            <Cell label="Status">{status}</Cell>
            <Cell label="Expiry">{expiry}</Cell>
            <Cell label="Owner and contact">{owner}</Cell>
            <Cell label="Where it is used">{used_in}</Cell>
        </tr>
    }
    .into_any()
}

fn status(look_up: LookUp, known: Known) -> AnyView {
    let leaked = known.leak.is_some();
    let shown = move || {
        let now = look_up.app().site.now.get();
        let status = known.status_at(now, now);
        // When the register was written stands below all rows.
        let why =
            (!matches!(status.why, Why::KnownUntil(_))).then(|| status.why.words(&|at| look_up.moment(at)));
        view! {
            <span class="row">
                <Pill text=since_words(&status, &|at| look_up.day(at))/>
                {key_words::valid(status.valid)}
                {leaked.then(|| view! { <Pill tone=Tone::Bad text="leaked"/> })}
            </span>
            {why.map(|why| view! { <span class="table__under">{why}</span> })}
        }
    };
    shown.into_any()
}

fn expiry(app: AppState, known: &Known) -> AnyView {
    let (made, expiry) = (known.history.made(), known.expiry);
    let bar = move || {
        let thresholds = app.site.thresholds();
        view! { <LifetimeBar made expiry now=app.site.now thresholds/> }
    };
    bar.into_any()
}

fn said(text: &str) -> AnyView {
    match text {
        "" => view! { <span class="soft">"not said"</span> }.into_any(),
        text => exact(text),
    }
}
