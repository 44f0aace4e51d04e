//! Light, dark, or as the system has it.

use leptos::prelude::*;

use super::button::{Button, Kind};
use super::icon::{Icon, IconName};
use crate::browser::theme::{self, Theme};

/// Goes through the three themes and remembers the choice on this computer.
#[component]
pub fn ThemeToggle() -> impl IntoView {
    let theme = RwSignal::new(theme::load());
    theme::apply(theme.get_untracked());
    let turn = move |_| {
        theme.update(|theme| *theme = theme.next());
        theme::set(theme.get_untracked());
    };
    let icon = move || match theme.get() {
        Theme::System => IconName::Screen,
        Theme::Light => IconName::Sun,
        Theme::Dark => IconName::Moon,
    };
    view! {
        <Button kind=Kind::Quiet on_press=turn>
            <Icon name=Signal::derive(icon)/>
            <span class="visually-hidden">"Theme: "</span>
            {move || theme.get().word()}
        </Button>
    }
    .into_any()
}
