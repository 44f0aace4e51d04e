//! The answers, the weightiest first.

use leptos::prelude::*;

use super::{answer, zones};
use crate::app::components::Button;
use crate::app::look_up::LookUp;
use keyturn_domain::lookup::{Answer, grouped};

/// So many are shown at first, and each time more are asked for.
const STEP: usize = 20;

/// What tells an answer from the others, as long as the scan is the same.
type Id = (String, keyturn_scan::finding::Kind, Option<keyturn_scan::finding::SaltedFingerprint>);

fn id(answer: &Answer) -> Id {
    (answer.label.clone(), answer.kind, answer.fingerprint)
}

pub(super) fn answers(look_up: LookUp) -> AnyView {
    let shown = RwSignal::new(STEP);
    let all = Memo::new(move |_| look_up.answers().len());
    let ids =
        Memo::new(move |_| look_up.answers().iter().take(shown.get()).map(|it| id(it)).collect::<Vec<_>>());
    Effect::new(move || {
        if all.get() == 0 {
            shown.set(STEP);
        }
    });
    let any = Memo::new(move |_| all.get() > 0);
    let one = move |id: Id| {
        let answer = Memo::new(move |_| look_up.answers().iter().find(|it| self::id(it) == id).cloned());
        answer::answer(look_up, answer)
    };
    let more = move || {
        let hidden = all.get().saturating_sub(shown.get());
        (hidden > 0).then(|| {
            view! {
                <div class="actions">
                    <Button on_press=move |_| shown.update(|shown| *shown += STEP)>
                        "Show more answers (" {grouped(hidden as u64)} " hidden)"
                    </Button>
                </div>
            }
        })
    };
    let body = move || {
        any.get().then(|| {
            view! {
                {zones::choice(look_up)}
                <div class="answers">
                    <For each=move || ids.get() key=|id| id.clone() children=one/>
                </div>
                {more}
            }
        })
    };
    body.into_any()
}
