//! Words on screen that may have names, ids or addresses among them.

use leptos::prelude::*;

use keyturn_domain::machine_text::pieces;

/// The names that no shape tells: those of the keys, products and facilities that the panel has.
#[derive(Clone, Copy)]
pub struct KnownNames(Memo<Vec<String>>);

impl KnownNames {
    /// Provides these names to everything below, besides those that are provided above.
    pub fn provide(names: impl Fn() -> Vec<String> + Send + Sync + 'static) {
        let above = use_context::<Self>();
        let all = Memo::new(move |_| {
            let mut all = names();
            if let Some(Self(above)) = above {
                above.with(|above| all.extend_from_slice(above));
            }
            all.retain(|name| !name.trim().is_empty());
            all.sort_unstable();
            all.dedup();
            all
        });
        provide_context(Self(all));
    }
}

/// The text, with what is a machine's in it marked so that no translator changes it.
pub fn words(text: impl AsRef<str>) -> AnyView {
    let text = text.as_ref();
    let parts = match use_context::<KnownNames>() {
        Some(KnownNames(names)) => names.with_untracked(|names| pieces(text, names)),
        None => pieces(text, &[]),
    };
    if parts.iter().all(|part| !part.machine) {
        return text.to_owned().into_any();
    }
    let parts: Vec<_> = parts
        .into_iter()
        .map(|part| if part.machine { exact(part.text) } else { part.text.to_owned().into_any() })
        .collect();
    view! { <span>{parts}</span> }.into_any()
}

/// A text that is as it stands: a name, a mask, an id.
pub fn exact(text: impl Into<String>) -> AnyView {
    view! { <span translate="no">{text.into()}</span> }.into_any()
}
