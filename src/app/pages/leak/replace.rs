//! How a leaked key is replaced: what its vendor's API allows, and what only its people can do.

use leptos::prelude::*;

use crate::app::components::Card;
use crate::app::key_summary::successor_route;
use crate::route::Route;
use keyturn_domain::key::KeyKind;
use keyturn_domain::lookup::KeySummary;
use keyturn_domain::vendor::{Succession, Vendor, VendorSpec};

/// What the card depends on.
#[derive(Clone, PartialEq)]
struct Case {
    vendor: Vendor,
    kind: KeyKind,
    loose: bool,
    changes_hands: bool,
    route: Route,
}

pub(super) fn card(facts: Memo<Option<KeySummary>>) -> AnyView {
    let case = Memo::new(move |_| {
        facts.with(|facts| {
            facts.as_ref().map(|facts| Case {
                vendor: facts.vendor,
                kind: facts.kind,
                loose: facts.is_loose(),
                changes_hands: facts.changes_hands(),
                route: successor_route(facts),
            })
        })
    });
    let body = move || case.get().map(of);
    view! { <Card title="Replace it now">{body}</Card> }.into_any()
}

fn of(case: Case) -> AnyView {
    if !case.loose {
        return view! { <p>"Its vendor has rejected it since, so there is nothing left to deactivate."</p> }
            .into_any();
    }
    match (case.vendor.spec().succession, case.kind) {
        (Succession::Renewal, _) => renewed(case),
        (Succession::Rotation, KeyKind::SuperApiPartner) => partner(),
        (Succession::Rotation, _) => product(case),
    }
}

fn product(case: Case) -> AnyView {
    let way = if case.changes_hands {
        view! { <a class="button button--primary" href=case.route.href()>"Replace and deactivate at once"</a> }
            .into_any()
    } else {
        view! {
            <p>
                "Keyturn cannot rotate this key from here: either the key itself was forgotten, or nobody has asked yet which product it opens. Go to the key and check it first."
            </p>
        }
        .into_any()
    };
    view! {
        <ol class="plan">
            <li>"A new key is made, tested and stored, as in any rotation: those proofs are never left out."</li>
            <li>"Then the old key may be deactivated at once. The run does not wait for the roll-out; whatever still uses the old key stops working at that moment."</li>
            <li>"Both keys are probed afterwards."</li>
        </ol>
        <div class="actions">{way}</div>
    }
    .into_any()
}

fn partner() -> AnyView {
    view! {
        <p>
            "SuperAPI has no call that makes or removes partner keys. Ask SuperAPI (support@superapi.com.au) for a new one and to deactivate this one. Until then whoever has it can make and remove keys of every product: check your products' keys afterwards."
        </p>
    }
    .into_any()
}

fn renewed(case: Case) -> AnyView {
    let VendorSpec { name, portal, key_menu, .. } = case.vendor.spec();
    let place = key_menu.map_or_else(String::new, |menu| format!(" ({menu})"));
    let renew = case.changes_hands.then(|| {
        view! {
            <div class="actions">
                <a class="button button--primary" href=case.route.href()>"Renew to the newer key"</a>
            </div>
        }
    });
    view! {
        <p>
            {format!("{name}'s API can neither make a key nor end one. It only hands out the newest key, so a person has to act in {portal} first.")}
        </p>
        <ol class="plan">
            <li>{format!("In {portal}, a company administrator makes another secret key for the facility{}.", place)}</li>
            <li>{format!("Renew here: {name} hands out the newer key, it is proven, you store it and switch what uses the old one.")}</li>
            <li>"Have the old key ended: there if it is offered, otherwise by Westpac's support. Westpac's documents do not say how; no call of the API does it."</li>
            <li>{format!("Check the old key here until {name} rejects it. Until then, or until its own end, whoever has it can use it.")}</li>
        </ol>
        {renew}
    }
    .into_any()
}
