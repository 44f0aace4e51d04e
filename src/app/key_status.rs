//! A key's state in words, the same on every page.

use leptos::prelude::*;

use super::components::{Pill, TimeText, Tone, words};
use super::state::AppState;
use keyturn_domain::history::Valid;
use keyturn_domain::inventory::{Life, Standing, UseLight};
use keyturn_domain::lookup::KeySummary;
use keyturn_domain::moment::Moment;

/// Whether it is alive, and its place among the others where that is not the usual one.
pub fn status(facts: &KeySummary) -> AnyView {
    let Some(panel) = &facts.panel else { return ().into_any() };
    // What was known before is no verdict of now.
    let life = if panel.unanswered { Life::NotKnown } else { panel.life };
    let before = (panel.unanswered && panel.life == Life::Alive)
        .then(|| view! { <span class="table__under">"alive when last checked"</span> });
    let tone = match life {
        Life::Alive => Tone::Good,
        Life::Dead => Tone::Bad,
        Life::NotChecked => Tone::Neutral,
        Life::NotKnown => Tone::Warn,
    };
    let word = panel.standing.word();
    let standing = match panel.standing {
        Standing::Current => None,
        Standing::Unverified | Standing::Spare => Some((Tone::Warn, word)),
        Standing::Superseded if panel.left_behind => Some((Tone::Warn, "superseded, not proven dead")),
        Standing::Superseded | Standing::Deactivated => Some((Tone::Neutral, word)),
    };
    view! {
        <span class="row">
            <Pill tone text=life.word()/>
            {standing.map(|(tone, text)| view! { <Pill tone text/> })}
            {facts.leak.is_some().then(|| view! { <Pill tone=Tone::Bad text="leaked"/> })}
            {(!facts.is_held()).then(|| view! { <Pill text="forgotten here"/> })}
        </span>
        {before}
    }
    .into_any()
}

/// QuickStream: whether the key in use is the one that should be used.
pub fn light(facts: &KeySummary, now: Signal<Moment>) -> Option<AnyView> {
    let light = facts.panel.as_ref()?.light.as_ref()?;
    let (class, word, by) = match light {
        UseLight::NoChange => ("light light--good", "Green", None),
        UseLight::Switch { by, .. } => ("light light--warn", "Amber", *by),
        UseLight::Overdue { .. } => ("light light--bad", "Red", None),
    };
    let view = view! {
        <div class=class>
            <span class="light__lamp" aria-hidden="true"></span>
            <span>
                <span class="visually-hidden">{word} ": "</span>
                {words(light.words())}
            </span>
            {by.map(|at| view! { <TimeText at now compact=true/> })}
        </div>
    };
    Some(view.into_any())
}

/// When a vendor last gave a verdict.
pub fn checked(facts: &KeySummary, app: AppState) -> AnyView {
    match facts.panel.as_ref().and_then(|panel| panel.checked) {
        Some(at) => view! { <TimeText at now=app.site.now compact=true/> }.into_any(),
        None => view! { <span class="soft">"never"</span> }.into_any(),
    }
}

/// Whether a vendor would accept it.
pub fn valid(valid: Valid) -> AnyView {
    let tone = match valid {
        Valid::Proven | Valid::Believed => Tone::Good,
        Valid::No => Tone::Bad,
        Valid::NotKnown => Tone::Warn,
    };
    view! { <Pill tone text=valid.word()/> }.into_any()
}
