//! Testing the way to a vendor, leg by leg, so that it is clear whose fault a failure is.

use leptos::prelude::*;

use crate::app::components::{ErrorPanel, Pill, Tone};
use crate::app::state::AppState;
use keyturn_domain::activity::{Entry, EntryKind};
use keyturn_domain::connection::Connection;
use keyturn_domain::explain::{Explanation, explain};
use keyturn_domain::fault::Fault;
use keyturn_domain::inventory::{KeyId, Life};
use keyturn_domain::key::KeyKind;
use keyturn_domain::run::step::StepId;
use keyturn_wire::proxy_check;

/// What came of a test.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tested {
    /// From this page to the proxy.
    proxy: Result<(), Explanation>,
    /// From the proxy to the vendor; `None` if it was not tried.
    vendor: Option<VendorLeg>,
}

#[derive(Clone, Debug, PartialEq)]
enum VendorLeg {
    NoKey,
    Answered,
    Failed(Box<Fault>, KeyKind),
}

/// Asks the proxy something without a key, which it must refuse by itself; then, with a key of this connection, the
/// vendor something harmless.
pub(super) async fn test(app: AppState, connection: Connection) -> Tested {
    let reply = app.vendors.ask_proxy(proxy_check::path(&connection)).await;
    let proxy = proxy_check::judge(&reply);
    let words = if proxy.is_ok() {
        "The proxy answered as it should."
    } else {
        "The proxy did not answer as it should."
    };
    let (at, kind) = (app.site.moment(), EntryKind::Outcome);
    app.activity.note(
        None,
        &connection.label,
        Entry { at, kind, step: StepId::PROXY_TEST, text: words.into(), exchange: None },
    );
    let vendor = match proxy {
        Ok(()) => Some(vendor(app, &connection).await),
        Err(_) => None,
    };
    Tested { proxy, vendor }
}

async fn vendor(app: AppState, connection: &Connection) -> VendorLeg {
    let Some((id, kind)) = key(app, connection) else { return VendorLeg::NoKey };
    app.checks.check_key(id).await;
    match untrack(|| app.checks.fault(id)) {
        // A rejected key too was the vendor's own answer: the way is good.
        Some(fault) if !fault.rejects_key() => VendorLeg::Failed(Box::new(fault), kind),
        _ => VendorLeg::Answered,
    }
}

/// A key of this connection; rather one that is not known to be dead.
fn key(app: AppState, connection: &Connection) -> Option<(KeyId, KeyKind)> {
    app.keys.with_untracked(|inventory| {
        let held =
            inventory.keys().iter().filter(|key| key.connection == connection.id && key.secret.is_some());
        held.min_by_key(|key| key.life == Life::Dead).map(|key| (key.id, key.kind))
    })
}

pub(super) fn view_of(tested: Tested) -> AnyView {
    let vendor = match tested.vendor {
        None => leg(Tone::Neutral, "not tried", VENDOR, "The proxy has to answer first."),
        Some(VendorLeg::NoKey) => leg(
            Tone::Neutral,
            "not tried",
            VENDOR,
            "A vendor answers only to a key. Add a key of this connection, then test again.",
        ),
        Some(VendorLeg::Answered) => leg(Tone::Good, "works", VENDOR, "The vendor itself answered."),
        Some(VendorLeg::Failed(fault, kind)) => {
            let explanation = explain(&fault, kind);
            view! {
                {leg(Tone::Bad, "failed", VENDOR, "")}
                <ErrorPanel explanation details=*fault/>
            }
            .into_any()
        }
    };
    let proxy = match tested.proxy {
        Ok(()) => {
            leg(Tone::Good, "works", PROXY, "It refused a question without a key by itself, as it should.")
        }
        Err(explanation) => view! {
            {leg(Tone::Bad, "failed", PROXY, "")}
            <ErrorPanel explanation/>
        }
        .into_any(),
    };
    view! {
        {proxy}
        {vendor}
    }
    .into_any()
}

const PROXY: &str = "This page to the proxy";
const VENDOR: &str = "The proxy to the vendor";

fn leg(tone: Tone, word: &'static str, name: &'static str, more: &'static str) -> AnyView {
    view! {
        <p class="row">
            <Pill tone text=word/>
            <b>{name}</b>
            <span class="soft">{more}</span>
        </p>
    }
    .into_any()
}
