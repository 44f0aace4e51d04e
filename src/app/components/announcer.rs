//! What screen readers are told besides what is on screen.

use std::time::Duration;

use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::words::words;

/// Tells screen readers short sentences. Never a secret.
#[derive(Clone, Copy)]
pub struct Announcer {
    polite: RwSignal<String>,
    urgent: RwSignal<String>,
    /// What is on screen for a few seconds, and how often anything was: only the last goes by its own clock.
    shown: RwSignal<(u32, Option<String>)>,
}

const SHOWN: Duration = Duration::from_secs(5);

impl Announcer {
    /// The page's announcer; the first to ask brings it into being for everything below.
    pub fn here() -> Self {
        use_context().unwrap_or_else(|| {
            let announcer =
                Self { polite: RwSignal::default(), urgent: RwSignal::default(), shown: RwSignal::default() };
            provide_context(announcer);
            announcer
        })
    }

    /// Says `text` when the reader pauses.
    pub fn announce(self, text: impl Into<String>) {
        say(self.polite, text.into());
    }

    /// Says that something came off, to whoever listens and to whoever looks.
    pub fn confirm(self, text: impl Into<String>) {
        let text = text.into();
        self.shown.update(|(count, shown)| {
            *count += 1;
            *shown = Some(text.clone());
        });
        let mine = self.shown.with_untracked(|(count, _)| *count);
        let end = move || {
            if self.shown.with_untracked(|(count, _)| *count == mine) {
                self.shown.update(|(_, shown)| *shown = None);
            }
        };
        set_timeout(end, SHOWN);
        self.announce(text);
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

/// The two regions that an [`Announcer`] speaks through, and the note that it shows. The layout has them; a page needs
/// no others.
#[component]
pub fn LiveRegion() -> impl IntoView {
    let Announcer { polite, urgent, shown } = Announcer::here();
    let note = move || {
        let text = shown.with(|(_, shown)| shown.clone())?;
        // Whoever listens is told by the region.
        Some(view! {
            <p class="toast" aria-hidden="true">
                <Icon name=IconName::Tick/>
                {words(text)}
            </p>
        })
    };
    view! {
    {note}
            <p class="visually-hidden" role="status">{move || polite.with(|text| words(text))}</p>
            <p class="visually-hidden" role="alert">{move || urgent.with(|text| words(text))}</p>
        }
    .into_any()
}
