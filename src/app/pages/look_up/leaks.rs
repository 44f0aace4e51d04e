//! A whole key in a text is a leak: said so, with the ways on.

use keyturn_scan::finding::Kind;
use leptos::prelude::*;

use super::redacted;
use crate::app::components::{Icon, IconName, exact};
use crate::app::look_up::LookUp;
use crate::route::Route;
use keyturn_domain::lookup::{Fit, KeySource, grouped};

/// One whole key that was found.
#[derive(Clone, PartialEq)]
struct Loose {
    label: String,
    total: u64,
    what: &'static str,
    /// The key's leak page, if this panel has the key.
    way: Option<Route>,
    /// Who answers for it, by the register.
    owner: String,
    known: bool,
}

pub(super) fn leaks(look_up: LookUp) -> AnyView {
    let loose = Memo::new(move |_| {
        let known = look_up.known();
        let answers = look_up.answers();
        let leaking = answers.iter().filter(|answer| answer.kind.is_leak());
        let one = |answer: &std::sync::Arc<keyturn_domain::lookup::Answer>| {
            let key = match answer.fit {
                Fit::One(at, _) => known.get(at),
                Fit::None | Fit::Several(..) => None,
            };
            let own = key.filter(|key| key.source == KeySource::Panel);
            Loose {
                label: answer.label.clone(),
                total: answer.total,
                what: kind(answer.kind),
                way: own.map(|key| Route::Leak(key.id)),
                owner: key.map(|key| key.owner.clone()).unwrap_or_default(),
                known: key.is_some(),
            }
        };
        leaking.map(one).collect::<Vec<_>>()
    });
    let any = Memo::new(move |_| loose.with(|loose| !loose.is_empty()));
    let files = Memo::new(move |_| look_up.leaking());
    let items = move || loose.get().into_iter().map(item).collect::<Vec<_>>();
    let copies =
        move || files.get().into_iter().map(|file| redacted::copy(look_up, file)).collect::<Vec<_>>();
    let alarm = move || {
        any.get().then(|| {
            view! {
                <section class="alarm" aria-labelledby="leak-title">
                    <div role="alert">
                        <h2 class="alarm__title" id="leak-title">
                            <Icon name=IconName::Warning/>
                            "This is a leak: a whole key stands in this text"
                        </h2>
                        <p class="alarm__body">
                            "Whoever reads the text can use the key. Pass on the redacted copy only, have the key replaced, and clean the place where the text comes from."
                        </p>
                    </div>
                    <div class="alarm__more">
                        <ul class="bullets">{items}</ul>
                        {copies}
                    </div>
                </section>
            }
        })
    };
    alarm.into_any()
}

fn item(loose: Loose) -> AnyView {
    let Loose { label, total, what, way, owner, known } = loose;
    let times = if total == 1 { "once".to_owned() } else { format!("{} times", grouped(total)) };
    let way = match way {
        Some(route) => {
            view! { " " <a href=route.href()>"Deal with the leak of " {exact(&label)}</a> }.into_any()
        }
        None if known && !owner.is_empty() => view! { " Tell " {exact(owner)} " now." }.into_any(),
        None if known => " Tell whoever looks after this key now.".into_any(),
        None => " It is not known here: tell whoever looks after the keys now.".into_any(),
    };
    view! { <li>{what} " " <code translate="no">{label}</code> ", " {times} "." {way}</li> }.into_any()
}

const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::WestpacSecret => "Westpac secret key",
        Kind::SuperApiPartner => "SuperAPI partner key",
        Kind::SuperApiProduct => "SuperAPI product key",
        Kind::SuperApiUnmarked => "SuperAPI key",
        Kind::OtherApiKey => "Key in an x-api-key header",
        _ => "User name and password of a Basic header",
    }
}
