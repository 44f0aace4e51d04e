//! A key on the clipboard, and getting it off again.

use std::time::Duration;

use leptos::prelude::*;

use super::announcer::Announcer;
use super::button::{Button, Kind};
use super::icon::{Icon, IconName};
use crate::browser::{clipboard, clipboard_reminder, focus};
use keyturn_domain::secret::Secret;

/// Seconds that a key stays on the clipboard.
pub const KEPT: u8 = 30;

/// What the panel knows of the clipboard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Holding {
    /// No key that the panel put there.
    #[default]
    Nothing,
    /// A key, for so many more seconds.
    Key(u8),
    /// A key whose time is up and that could not be cleared.
    Overdue,
    /// A key that was there when the vault was locked and could not be cleared. Something else may have been copied
    /// since, so it is cleared only by asking for it.
    Before,
    /// The browser did not let the key be copied.
    Refused,
}

/// Watches over a copied key from anywhere in the panel: it outlives the page that the key was copied on.
#[derive(Clone, Copy)]
pub struct SecretClipboard {
    holding: RwSignal<Holding>,
    clock: StoredValue<Option<IntervalHandle>>,
    announcer: Announcer,
}

impl SecretClipboard {
    /// The page's watch; the first to ask brings it into being for everything below.
    pub fn here() -> Self {
        use_context().unwrap_or_else(|| {
            let watch = Self {
                holding: RwSignal::default(),
                clock: StoredValue::new(None),
                announcer: Announcer::here(),
            };
            provide_context(watch);
            watch
        })
    }

    /// What the clipboard holds, as far as the panel knows.
    pub fn holding(self) -> Holding {
        self.holding.get()
    }

    /// Copies a key and begins to count down.
    pub fn copy(self, secret: &Secret) {
        let then = move |copied: bool| {
            if copied {
                self.announcer.announce("Copied. The clipboard will be cleared in 30 seconds.");
                self.holding.set(Holding::Key(KEPT));
                self.count_down();
            } else {
                self.announcer.announce("The browser did not let the key be copied.");
                self.holding.set(Holding::Refused);
            }
        };
        // EXPOSE: the operator asked for the key on the clipboard.
        clipboard::copy(secret.expose(), Box::new(then));
    }

    fn count_down(self) {
        self.stop();
        let clock = set_interval_with_handle(move || self.tick(), Duration::from_secs(1));
        self.clock.set_value(clock.ok());
    }

    fn stop(self) {
        if let Some(clock) = self.clock.try_update_value(Option::take).flatten() {
            clock.clear();
        }
    }

    fn tick(self) {
        match self.holding.get_untracked() {
            Holding::Key(left @ 2..) => self.holding.set(Holding::Key(left - 1)),
            Holding::Key(_) => self.clear(),
            _ => self.stop(),
        }
    }

    /// Whether a key may be on the clipboard now.
    pub fn may_hold_a_key(self) -> bool {
        matches!(self.holding.get_untracked(), Holding::Key(_) | Holding::Overdue | Holding::Before)
    }

    /// A key was put there before this page was loaded, and may be there still.
    pub fn remember(self) {
        self.holding.set(Holding::Before);
    }

    /// Clears the clipboard if a key was put there.
    pub fn clear_if_held(self) {
        if matches!(self.holding.get_untracked(), Holding::Key(_) | Holding::Overdue) {
            self.clear();
        }
    }

    /// Clears the clipboard, or says that it could not be cleared.
    pub fn clear(self) {
        self.stop();
        if !focus::page_has_focus() {
            return self.holding.set(Holding::Overdue);
        }
        let then = move |cleared: bool| {
            clipboard_reminder::set(!cleared);
            self.holding.set(if cleared { Holding::Nothing } else { Holding::Overdue });
            self.announcer.announce(if cleared {
                "Clipboard cleared."
            } else {
                "The clipboard could not be cleared yet. The next key or click in this page clears it."
            });
        };
        clipboard::copy("", Box::new(then));
    }
}

/// Says on every page that a key is on the clipboard. The layout has it; a page needs no other.
#[component]
pub fn ClipboardNotice() -> impl IntoView {
    let watch = SecretClipboard::here();
    // Coming back is enough for some browsers; others let a page write only while somebody presses something.
    let overdue = move || {
        if watch.holding.get_untracked() == Holding::Overdue {
            watch.clear();
        }
    };
    let back = window_event_listener(leptos::ev::focus, move |_| overdue());
    let pressed = window_event_listener(leptos::ev::pointerdown, move |_| overdue());
    let typed = window_event_listener(leptos::ev::keydown, move |_| overdue());
    on_cleanup(move || {
        back.remove();
        pressed.remove();
        typed.remove();
    });
    let words = move || {
        match watch.holding() {
        Holding::Nothing => String::new(),
        Holding::Key(left) => format!("A key is on the clipboard. It will be cleared in {left} s."),
        Holding::Overdue => "A key is still on the clipboard: this browser clears it only when somebody presses something in the page. The next key or click here clears it.".into(),
        Holding::Before => "When the vault was locked, a key was on the clipboard and this browser did not let the page clear it. Unless you have copied something else since, it is there still.".into(),
        Holding::Refused => "The browser did not let the key be copied. Reveal it and copy it by hand, then clear the clipboard yourself.".into(),
    }
    };
    let shown = Memo::new(move |_| watch.holding() != Holding::Nothing);
    let refused = Memo::new(move |_| watch.holding() == Holding::Refused);
    let button = move || {
        if refused.get() {
            view! { <Button on_press=move |_| watch.holding.set(Holding::Nothing)>"Close"</Button> }
                .into_any()
        } else {
            view! { <Button kind=Kind::Primary on_press=move |_| watch.clear()>"Clear now"</Button> }
                .into_any()
        }
    };
    view! {
        <aside class="notice" aria-label="Clipboard" hidden=move || !shown.get()>
            <Icon name=IconName::Copy/>
            <p class="notice__words">{words}</p>
            {button}
        </aside>
    }
    .into_any()
}
