//! One worker at one task.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, MessageEvent};

use super::ScanFault;
use crate::browser::deferred::{member, object};
use crate::browser::worker::{Files, Running};

/// What the worker is given besides its files, and what hears its answers: a message, or why there will be none.
type Tell = RefCell<Box<dyn FnMut(Result<JsValue, ScanFault>)>>;

type Heard = Closure<dyn FnMut(Event)>;

/// A worker that runs, or is about to. It ends when this is dropped.
pub(super) struct Task(Rc<State>);

struct State {
    worker: RefCell<Option<Running>>,
    heard: RefCell<Option<Heard>>,
    over: Cell<bool>,
    tell: Tell,
}

impl Drop for Task {
    fn drop(&mut self) {
        self.0.end();
    }
}

impl Task {
    /// Starts the worker with this task.
    pub(super) fn start(
        task: Vec<(&'static str, JsValue)>,
        tell: impl FnMut(Result<JsValue, ScanFault>) + 'static,
    ) -> Self {
        let state = Rc::new(State {
            worker: RefCell::default(),
            heard: RefCell::default(),
            over: Cell::new(false),
            tell: RefCell::new(Box::new(tell)),
        });
        let started = Rc::clone(&state);
        spawn_local(async move {
            if let Err(fault) = started.start(task).await {
                started.fail(fault);
            }
        });
        Self(state)
    }

    pub(super) fn is_over(&self) -> bool {
        self.0.over.get()
    }
}

impl State {
    async fn start(self: &Rc<Self>, mut task: Vec<(&'static str, JsValue)>) -> Result<(), ScanFault> {
        let files = Files::of_this_page("scan").ok_or(ScanFault::NotLoaded)?;
        let worker = Running::start(&files).await?;
        if self.over.get() {
            return Ok(());
        }
        let state = Rc::downgrade(self);
        let heard = Heard::new(move |event: Event| {
            if let Some(state) = state.upgrade() {
                state.hear(&event);
            }
        });
        worker.tell_to(heard.as_ref().unchecked_ref());
        task.push(("wasm", files.wasm.as_str().into()));
        task.push(("integrity", files.wasm_integrity.as_str().into()));
        worker.give(&object(&task), &Array::new())?;
        self.heard.replace(Some(heard));
        self.worker.replace(Some(worker));
        Ok(())
    }

    fn hear(self: &Rc<Self>, event: &Event) {
        if self.over.get() {
            return;
        }
        // A worker whose script did not load tells so by an event without a message.
        let Some(message) = event.dyn_ref::<MessageEvent>().filter(|event| event.type_() == "message") else {
            return self.fail(ScanFault::NotLoaded);
        };
        let said = message.data();
        if let Some(word) = member(&said, "failed") {
            return self.fail(ScanFault::called(&word));
        }
        let last = member(&said, "done").is_some() || member(&said, "copy").is_some();
        if last {
            self.end();
        }
        (self.tell.borrow_mut())(Ok(said));
    }

    fn fail(&self, fault: ScanFault) {
        if !self.over.get() {
            self.end();
            (self.tell.borrow_mut())(Err(fault));
        }
    }

    /// The worker goes; the listener stays until nobody holds the task, because it may be the one that runs now.
    fn end(&self) {
        self.over.set(true);
        self.worker.replace(None);
    }
}
