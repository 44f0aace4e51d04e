//! Telling the vendor: the clock, and a report to complete and send.

use leptos::prelude::*;

use crate::app::components::{Announcer, Button, Card, CopyButton, Pill, TimeText, Tone};
use crate::app::state::AppState;
use keyturn_domain::inventory::{Inventory, KeyId};
use keyturn_domain::key::hide_keys;
use keyturn_domain::leak::{Facts, Leak, notice};
use keyturn_domain::moment::Moment;
use keyturn_domain::vendor::{LeakNotice, Vendor};

pub(super) fn card(app: AppState, id: KeyId, leak: Leak, vendor: Vendor) -> Option<AnyView> {
    let LeakNotice { within, address } = vendor.spec().leak_notice.as_ref()?;
    let (name, hours) = (vendor.name(), within.num_hours());
    let announcer = Announcer::here();
    let reported = leak.reported;
    let due = leak.due(vendor);
    let draft =
        Memo::new(move |_| app.keys.with(|inventory| drafted(inventory, id, address)).unwrap_or_default());
    let tell = move |_| {
        app.keys.mark_leak_reported(id);
        announcer.confirm("Marked as sent.");
    };
    let clock = match (reported, due) {
        (Some(at), _) => view! {
            <p class="row">
                <Pill tone=Tone::Good text=format!("{name} was told")/>
                <TimeText at now=app.site.now/>
            </p>
        }
        .into_any(),
        (None, Some(due)) => waiting(app, due),
        (None, None) => ().into_any(),
    };
    let sent = reported.is_none().then(|| {
        view! { <Button on_press=tell>"I have sent it"</Button> }
    });
    let card = view! {
        <Card title=format!("Tell {name} within {hours} hours")>
            <p>
                {format!("If this is a data breach of your system, {name} wants to be told within {hours} hours of somebody becoming aware of it, by e-mail to ")}
                <b translate="no">{*address}</b>
                ", with what is known; the rest may follow."
            </p>
            {clock}
            <p class="small soft">"Keyturn sends nothing. Complete the draft, then send it from your own mail."</p>
            <pre class="draft" translate="no" tabindex="0" aria-label="Draft of the report">{draft}</pre>
            <div class="actions">
                <CopyButton text=draft what="the draft"/>
                {sent}
            </div>
        </Card>
    };
    Some(card.into_any())
}

fn waiting(app: AppState, due: Moment) -> AnyView {
    let late = Memo::new(move |_| app.site.now.get() > due);
    let pill = move || {
        if late.get() {
            view! { <Pill tone=Tone::Bad text="overdue: tell them now"/> }.into_any()
        } else {
            view! { <Pill tone=Tone::Warn text="not told yet"/> }.into_any()
        }
    };
    view! {
        <div class="row">
            {pill}
            <span>"Due"</span>
            <TimeText at=due now=app.site.now/>
        </div>
    }
    .into_any()
}

fn drafted(inventory: &Inventory, id: KeyId, address: &str) -> Option<String> {
    let key = inventory.get(id)?;
    let leak = key.leak.as_ref()?;
    let since = key.history.iter().filter(|happening| happening.at >= leak.at);
    let facts = Facts {
        masked: key.masked.clone(),
        product: key.product.as_ref().map(|product| product.name.clone()).unwrap_or_default(),
        product_id: key.product.as_ref().map(|product| product.id.to_string()).unwrap_or_default(),
        owner: hide_keys(&key.notes.owner),
        used_in: hide_keys(&key.notes.used_in),
        done: since.map(|happening| (happening.at, happening.text.clone())).collect(),
    };
    Some(notice(leak, address, key.kind.name_at(key.vendor), &facts))
}
