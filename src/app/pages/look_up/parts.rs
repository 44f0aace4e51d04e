//! A part of a key in a text is no key, and still more than may stand there.

use keyturn_scan::finding::Kind;
use leptos::prelude::*;

use super::redacted;
use crate::app::components::Card;
use crate::app::look_up::LookUp;

/// Said where no whole key stands in the text: beside one, the parts are in the same copies.
pub(super) fn parts(look_up: LookUp) -> AnyView {
    let only_parts = Memo::new(move |_| {
        let answers = look_up.answers();
        let has = |test: fn(Kind) -> bool| answers.iter().any(|answer| test(answer.kind));
        has(|kind| kind == Kind::PartOfKey) && !has(Kind::is_leak)
    });
    let files = Memo::new(move |_| look_up.leaking());
    let card = move || {
        only_parts.get().then(|| {
            let copies = files.get().into_iter().map(|file| redacted::copy(look_up, file)).collect::<Vec<_>>();
            view! {
                <Card title="Part of a key stands in this text">
                    <p role="status">
                        "Nobody can use a part alone, but the rest may stand elsewhere. Pass on the redacted copy, and have whatever writes this text leave keys out."
                    </p>
                    {copies}
                </Card>
            }
        })
    };
    card.into_any()
}
