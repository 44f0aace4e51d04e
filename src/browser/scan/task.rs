//! Workers at one task.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, MessageEvent};

use super::ScanFault;
use super::crew::{self, Crew};
use crate::browser::deferred::member;
use crate::browser::missing;

/// What hears the answers: a message, or why there will be none.
type Tell = RefCell<Box<dyn FnMut(Result<JsValue, ScanFault>)>>;

type Heard = Closure<dyn FnMut(Event)>;

/// Workers that run, or are about to. They end when this is dropped.
pub(super) struct Task(Rc<State>);

struct State {
    crew: RefCell<Option<Crew>>,
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
    /// Has the crew do this task.
    pub(super) fn start(
        task: crew::Task,
        crew: impl Future<Output = Result<Crew, ScanFault>> + 'static,
        tell: impl FnMut(Result<JsValue, ScanFault>) + 'static,
    ) -> Self {
        let state = Rc::new(State {
            crew: RefCell::default(),
            heard: RefCell::default(),
            over: Cell::new(false),
            tell: RefCell::new(Box::new(tell)),
        });
        let started = Rc::clone(&state);
        spawn_local(async move {
            if let Err(fault) = started.start(task, crew).await {
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
    async fn start(
        self: &Rc<Self>,
        task: crew::Task,
        crew: impl Future<Output = Result<Crew, ScanFault>>,
    ) -> Result<(), ScanFault> {
        let crew = crew.await?;
        if self.over.get() {
            return Ok(());
        }
        let state = Rc::downgrade(self);
        let heard = Heard::new(move |event: Event| {
            if let Some(state) = state.upgrade() {
                state.hear(&event);
            }
        });
        crew.tell_to(heard.as_ref().unchecked_ref());
        crew.give(task)?;
        self.heard.replace(Some(heard));
        self.crew.replace(Some(crew));
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
            if fault == ScanFault::NotLoaded {
                missing::note();
            }
            (self.tell.borrow_mut())(Err(fault));
        }
    }

    /// The workers go; the listener stays until nobody holds the task, because it may be the one that runs now.
    fn end(&self) {
        self.over.set(true);
        self.crew.replace(None);
    }
}
