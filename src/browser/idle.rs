//! How long the operator has been idle, and how long the page has been hidden.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{AddEventListenerOptions, Event, EventTarget};

use super::clock;
use super::focus::page_is_hidden;
use keyturn_domain::idle::{Presence, Reading, Rules, Stands};

const TOUCHES: [&str; 5] = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"];
const SEEN: &str = "visibilitychange";

fn now() -> Reading {
    Reading { wall: js_sys::Date::now(), steady: clock::millis() }
}

/// Watches whether the operator is idle, until dropped.
pub struct Idle {
    presence: Rc<Cell<Presence>>,
    touched: Rc<Cell<bool>>,
    window: EventTarget,
    on_touch: Closure<dyn FnMut(Event)>,
    on_seen: Closure<dyn FnMut(Event)>,
}

impl Idle {
    /// Starts watching, from now. `seen` is called when the page is hidden or shown again, before anybody can use it.
    /// `None` outside a page.
    pub fn watch(rules: Rules, mut seen: impl FnMut() + 'static) -> Option<Self> {
        let window: EventTarget = web_sys::window()?.into();
        let presence = Rc::new(Cell::new(Presence::begin(now(), page_is_hidden(), rules)));
        let (there, shown) = (presence.clone(), presence.clone());
        let touched = Rc::new(Cell::new(false));
        let fresh = touched.clone();
        let on_touch = Closure::<dyn FnMut(Event)>::new(move |_| {
            change(&there, |it| it.touch(now()));
            fresh.set(true);
        });
        let on_seen = Closure::<dyn FnMut(Event)>::new(move |_| {
            change(&shown, |it| it.show(now(), page_is_hidden()));
            seen();
        });
        let idle = Self { presence, touched, window, on_touch, on_seen };
        idle.each(|name, function| {
            let options = AddEventListenerOptions::new();
            options.set_capture(true);
            options.set_passive(true);
            let add = EventTarget::add_event_listener_with_callback_and_add_event_listener_options;
            // It only fails if the listener is no function.
            let _ = add(&idle.window, name, function, &options);
        });
        Some(idle)
    }

    /// Whether the operator is there, about to be locked out, or gone.
    pub fn stands(&self) -> Stands {
        self.presence.get().stands(now())
    }

    /// Counts as a touch: somebody touched another tab of this panel.
    pub fn touch(&self) {
        change(&self.presence, |it| it.touch(now()));
    }

    /// Whether this page was touched since the last call.
    pub fn was_touched(&self) -> bool {
        self.touched.take()
    }

    /// Applies other rules from now on.
    pub fn rule(&self, rules: Rules) {
        change(&self.presence, |it| it.rule(rules));
    }

    fn each(&self, apply: impl Fn(&str, &Function)) {
        for name in TOUCHES {
            apply(name, self.on_touch.as_ref().unchecked_ref());
        }
        // Fired at the document; the capturing listener on the window gets it first.
        apply(SEEN, self.on_seen.as_ref().unchecked_ref());
    }
}

fn change(presence: &Cell<Presence>, change: impl FnOnce(&mut Presence)) {
    let mut now = presence.get();
    change(&mut now);
    presence.set(now);
}

impl Drop for Idle {
    fn drop(&mut self) {
        let remove = EventTarget::remove_event_listener_with_callback_and_bool;
        self.each(|name, function| {
            let _ = remove(&self.window, name, function, true);
        });
    }
}
