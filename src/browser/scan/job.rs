//! One job of the workers: a scan or a copy.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, MessageEvent};

use super::ScanError;
use super::worker_pool::{JobMessage, WorkerPool};
use crate::browser::js::property;
use crate::browser::missing_file;

/// Where the answers go: a message, or the error that ended the job.
type Tell = RefCell<Box<dyn FnMut(Result<JsValue, ScanError>)>>;

type Listener = Closure<dyn FnMut(Event)>;

/// A job that runs or is about to. Its workers are terminated on drop.
pub(super) struct Job(Rc<State>);

struct State {
    pool: RefCell<Option<WorkerPool>>,
    listener: RefCell<Option<Listener>>,
    ended: Cell<bool>,
    tell: Tell,
}

impl Drop for Job {
    fn drop(&mut self) {
        self.0.end();
    }
}

impl Job {
    /// Starts the job on the pool, once that is ready.
    pub(super) fn start(
        message: JobMessage,
        pool: impl Future<Output = Result<WorkerPool, ScanError>> + 'static,
        tell: impl FnMut(Result<JsValue, ScanError>) + 'static,
    ) -> Self {
        let state = Rc::new(State {
            pool: RefCell::default(),
            listener: RefCell::default(),
            ended: Cell::new(false),
            tell: RefCell::new(Box::new(tell)),
        });
        let started = Rc::clone(&state);
        spawn_local(async move {
            if let Err(fault) = started.start(message, pool).await {
                started.fail(fault);
            }
        });
        Self(state)
    }

    pub(super) fn has_ended(&self) -> bool {
        self.0.ended.get()
    }
}

impl State {
    async fn start(
        self: &Rc<Self>,
        message: JobMessage,
        pool: impl Future<Output = Result<WorkerPool, ScanError>>,
    ) -> Result<(), ScanError> {
        let pool = pool.await?;
        if self.ended.get() {
            return Ok(());
        }
        let state = Rc::downgrade(self);
        let listener = Listener::new(move |event: Event| {
            if let Some(state) = state.upgrade() {
                state.receive(&event);
            }
        });
        pool.on_message(listener.as_ref().unchecked_ref());
        pool.post(message)?;
        self.listener.replace(Some(listener));
        self.pool.replace(Some(pool));
        Ok(())
    }

    fn receive(self: &Rc<Self>, event: &Event) {
        if self.ended.get() {
            return;
        }
        // A worker whose script did not load sends an error event, which has no data.
        let Some(message) = event.dyn_ref::<MessageEvent>().filter(|event| event.type_() == "message") else {
            return self.fail(ScanError::NotLoaded);
        };
        let said = message.data();
        if let Some(word) = property(&said, "failed") {
            return self.fail(ScanError::called(&word));
        }
        let last = property(&said, "done").is_some() || property(&said, "copy").is_some();
        if last {
            self.end();
        }
        (self.tell.borrow_mut())(Ok(said));
    }

    fn fail(&self, fault: ScanError) {
        if !self.ended.get() {
            self.end();
            if fault == ScanError::NotLoaded {
                missing_file::report();
            }
            (self.tell.borrow_mut())(Err(fault));
        }
    }

    /// Terminates the workers. The listener stays until the job is dropped, because it may be running now.
    fn end(&self) {
        self.ended.set(true);
        self.pool.replace(None);
    }
}
