//! How long nobody has touched the page, and how long nobody could see it.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{AddEventListenerOptions, Event, EventTarget};

use super::clock;
use super::focus::page_is_hidden;

const TOUCHES: [&str; 5] = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"];
const SEEN: &str = "visibilitychange";

/// An instant on both clocks, in milliseconds.
#[derive(Clone, Copy)]
struct Instant {
    wall: f64,
    steady: f64,
}

impl Instant {
    fn now() -> Self {
        Self { wall: js_sys::Date::now(), steady: clock::millis() }
    }

    /// Seconds since. The steady clock may stand still while the computer sleeps, and the wall clock may be set
    /// back: the later of the two counts, so that sleep is not taken for presence.
    fn seconds(self) -> f64 {
        let now = Self::now();
        (now.wall - self.wall).max(now.steady - self.steady).max(0.0) / 1000.0
    }
}

/// Watches the operator's presence until it is dropped.
pub struct Idle {
    touched: Rc<Cell<Instant>>,
    hidden: Rc<Cell<Option<Instant>>>,
    window: EventTarget,
    on_touch: Closure<dyn FnMut(Event)>,
    on_seen: Closure<dyn FnMut(Event)>,
}

impl Idle {
    /// Begins to watch; the count begins at nought. `None` outside a page.
    pub fn watch() -> Option<Self> {
        let window: EventTarget = web_sys::window()?.into();
        let touched = Rc::new(Cell::new(Instant::now()));
        let hidden = Rc::new(Cell::new(page_is_hidden().then(Instant::now)));
        let (touch, hide) = (touched.clone(), hidden.clone());
        let on_touch = Closure::<dyn FnMut(Event)>::new(move |_| touch.set(Instant::now()));
        let on_seen =
            Closure::<dyn FnMut(Event)>::new(move |_| hide.set(page_is_hidden().then(Instant::now)));
        let idle = Self { touched, hidden, window, on_touch, on_seen };
        idle.each(|name, function| {
            let options = AddEventListenerOptions::new();
            options.set_capture(true);
            options.set_passive(true);
            let add = EventTarget::add_event_listener_with_callback_and_add_event_listener_options;
            // It fails only on functions that are none.
            let _ = add(&idle.window, name, function, &options);
        });
        Some(idle)
    }

    /// Seconds since somebody last touched the page: pointer, wheel or keyboard.
    pub fn seconds(&self) -> f64 {
        self.touched.get().seconds()
    }

    /// Seconds since the page was hidden; `None` while it can be seen.
    pub fn hidden_seconds(&self) -> Option<f64> {
        self.hidden.get().map(Instant::seconds)
    }

    /// Counts as a touch: the operator asked to stay.
    pub fn stay(&self) {
        self.touched.set(Instant::now());
    }

    fn each(&self, apply: impl Fn(&str, &Function)) {
        for name in TOUCHES {
            apply(name, self.on_touch.as_ref().unchecked_ref());
        }
        // It is told to the document and passes by the window on its way there.
        apply(SEEN, self.on_seen.as_ref().unchecked_ref());
    }
}

impl Drop for Idle {
    fn drop(&mut self) {
        let remove = EventTarget::remove_event_listener_with_callback_and_bool;
        self.each(|name, function| {
            let _ = remove(&self.window, name, function, true);
        });
    }
}
