//! What screen readers are told besides what is on screen.

use leptos::prelude::*;

use super::words::words;

/// Tells screen readers short sentences. Never a secret.
#[derive(Clone, Copy)]
pub struct Announcer {
    polite: RwSignal<String>,
    urgent: RwSignal<String>,
}

impl Announcer {
    /// The page's announcer; the first to ask brings it into being for everything below.
    pub fn here() -> Self {
        use_context().unwrap_or_else(|| {
            let announcer = Self { polite: RwSignal::default(), urgent: RwSignal::default() };
            provide_context(announcer);
            announcer
        })
    }

    /// Says `text` when the reader pauses.
    pub fn announce(self, text: impl Into<String>) {
        say(self.polite, text.into());
    }

    /// Says `text` at once. For what cannot wait only.
    pub fn alarm(self, text: impl Into<String>) {
        say(self.urgent, text.into());
    }
}

/// A region that is set to the text it already has is not read again, so a repeat gets an invisible end.
fn say(region: RwSignal<String>, mut text: String) {
    region.update(|said| {
        if *said == text {
            text.push('\u{a0}');
        }
        *said = text;
    });
}

/// The two regions that an [`Announcer`] speaks through. The layout has them; a page needs no others.
#[component]
pub fn LiveRegion() -> impl IntoView {
    let Announcer { polite, urgent } = Announcer::here();
    view! {
        <p class="visually-hidden" role="status">{move || polite.with(|text| words(text))}</p>
        <p class="visually-hidden" role="alert">{move || urgent.with(|text| words(text))}</p>
    }
    .into_any()
}
