//! The workers of one scan.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, MessageChannel};

use super::ScanError;
use crate::browser::js::object;
use crate::browser::worker::{WorkerError, WorkerFiles, WorkerHandle};

/// The members of the message that a worker is sent.
pub(super) type JobMessage = Vec<(&'static str, JsValue)>;

/// The members that a helper needs too. It gets the files part by part, over the port.
const FOR_HELPER: [&str; 4] = ["known", "salt", "wasm", "integrity"];

/// The worker that does the job, and perhaps one that helps it. Both are terminated on drop.
pub(super) struct WorkerPool {
    files: WorkerFiles,
    first: WorkerHandle,
    helper: Option<WorkerHandle>,
}

impl WorkerPool {
    /// One worker.
    pub(super) async fn with_one() -> Result<Self, ScanError> {
        let files = WorkerFiles::from_page("scan").ok_or(ScanError::NotLoaded)?;
        let first = WorkerHandle::start(&files).await?;
        Ok(Self { files, first, helper: None })
    }

    /// Two workers where two can run at the same time.
    pub(super) async fn with_all() -> Result<Self, ScanError> {
        let mut pool = Self::with_one().await?;
        let processors = web_sys::window().map_or(1.0, |window| window.navigator().hardware_concurrency());
        if processors > 1.0 {
            // Without a helper the scan takes longer and finds the same.
            pool.helper = WorkerHandle::start_checked(&pool.files).ok();
        }
        Ok(pool)
    }

    fn module(&self) -> JobMessage {
        vec![
            ("wasm", self.files.wasm.as_str().into()),
            ("integrity", self.files.wasm_integrity.as_str().into()),
        ]
    }

    /// Lets them load the module. If one fails, `failed` is called.
    fn load(&self, failed: &Function) {
        for worker in [Some(&self.first), self.helper.as_ref()].into_iter().flatten() {
            worker.on_error(failed);
            // If this fails, the module is loaded with the job, which then reports the error.
            let _ = worker.post(&object(&self.module()), &Array::new());
        }
    }

    /// The first worker's messages go to the listener, and an event without data if either worker fails.
    pub(super) fn on_message(&self, listener: &Function) {
        self.first.on_message(listener);
        if let Some(helper) = &self.helper {
            helper.on_error(listener);
        }
    }

    /// Posts the job to the first worker, with a port to the helper.
    pub(super) fn post(&self, mut message: JobMessage) -> Result<(), WorkerError> {
        message.extend(self.module());
        let moved = Array::new();
        if let Some(helper) = &self.helper
            && let Ok(channel) = MessageChannel::new()
        {
            let (ours, theirs) = (JsValue::from(channel.port1()), JsValue::from(channel.port2()));
            let mut help = message.clone();
            help.retain(|(name, _)| FOR_HELPER.contains(name));
            help.push(("help", theirs.clone()));
            if helper.post(&object(&help), &Array::of1(&theirs)).is_ok() {
                moved.push(&ours);
                message.push(("helper", ours));
            }
        }
        self.first.post(&object(&message), &moved)
    }
}

/// Workers that are loaded before there is something to scan, so that the scan begins at once. Terminated on drop.
pub struct PreloadedPool(Rc<Ready>);

struct Ready {
    pool: RefCell<Option<WorkerPool>>,
    failed: Rc<Cell<bool>>,
    on_error: Closure<dyn FnMut(Event)>,
}

impl PreloadedPool {
    /// Starts loading. If that fails, the scan starts workers of its own and reports their error.
    #[must_use]
    pub fn start() -> Self {
        let failed = Rc::new(Cell::new(false));
        let noted = Rc::clone(&failed);
        let on_error = Closure::new(move |_: Event| noted.set(true));
        let ready = Rc::new(Ready { pool: RefCell::default(), failed, on_error });
        let wanted = Rc::downgrade(&ready);
        spawn_local(async move {
            if let Ok(pool) = WorkerPool::with_all().await
                && let Some(ready) = wanted.upgrade()
            {
                pool.load(ready.on_error.as_ref().unchecked_ref());
                ready.pool.replace(Some(pool));
            }
        });
        Self(ready)
    }

    /// The pool, unless it is still loading or has failed.
    pub(super) fn take(self) -> Option<WorkerPool> {
        self.0.pool.take().filter(|_| !self.0.failed.get())
    }
}
