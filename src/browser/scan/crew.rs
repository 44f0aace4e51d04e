//! The workers of one scan.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, MessageChannel};

use super::ScanFault;
use crate::browser::deferred::object;
use crate::browser::worker::{Files, NotStarted, Running};

/// What a worker is told, by name.
pub(super) type Task = Vec<(&'static str, JsValue)>;

/// What of a task its helper needs. The files come over the port, part by part.
const HELPERS: [&str; 4] = ["known", "salt", "wasm", "integrity"];

/// The worker that is given the task, and perhaps one that helps it. They end when this is dropped.
pub(super) struct Crew {
    files: Files,
    first: Running,
    helper: Option<Running>,
}

impl Crew {
    /// One worker.
    pub(super) async fn of_one() -> Result<Self, ScanFault> {
        let files = Files::of_this_page("scan").ok_or(ScanFault::NotLoaded)?;
        let first = Running::start(&files).await?;
        Ok(Self { files, first, helper: None })
    }

    /// Two workers if two can run at the same time.
    pub(super) async fn of_all() -> Result<Self, ScanFault> {
        let mut crew = Self::of_one().await?;
        let processors = web_sys::window().map_or(1.0, |window| window.navigator().hardware_concurrency());
        if processors > 1.0 {
            // One alone takes longer and finds the same.
            crew.helper = Running::of_checked(&crew.files).ok();
        }
        Ok(crew)
    }

    fn module(&self) -> Task {
        vec![
            ("wasm", self.files.wasm.as_str().into()),
            ("integrity", self.files.wasm_integrity.as_str().into()),
        ]
    }

    /// Has them load the module. An event goes to the listener if one of them fails.
    fn load(&self, failed: &Function) {
        for worker in [Some(&self.first), self.helper.as_ref()].into_iter().flatten() {
            worker.fail_to(failed);
            // What is not loaded now is loaded with the task, and what is wrong is told then.
            let _ = worker.give(&object(&self.module()), &Array::new());
        }
    }

    /// Everything that the first worker says goes there, and an event without a message if either fails.
    pub(super) fn tell_to(&self, listener: &Function) {
        self.first.tell_to(listener);
        if let Some(helper) = &self.helper {
            helper.fail_to(listener);
        }
    }

    /// Gives the first worker its task, and the helper to it.
    pub(super) fn give(&self, mut task: Task) -> Result<(), NotStarted> {
        task.extend(self.module());
        let moved = Array::new();
        if let Some(helper) = &self.helper
            && let Ok(channel) = MessageChannel::new()
        {
            let (ours, theirs) = (JsValue::from(channel.port1()), JsValue::from(channel.port2()));
            let mut help = task.clone();
            help.retain(|(name, _)| HELPERS.contains(name));
            help.push(("help", theirs.clone()));
            if helper.give(&object(&help), &Array::of1(&theirs)).is_ok() {
                moved.push(&ours);
                task.push(("helper", ours));
            }
        }
        self.first.give(&object(&task), &moved)
    }
}

/// Workers that have loaded before there is something to scan, so that the scan itself begins at once. They end when this
/// is dropped.
pub struct Prepared(Rc<Ready>);

struct Ready {
    crew: RefCell<Option<Crew>>,
    failed: Rc<Cell<bool>>,
    heard: Closure<dyn FnMut(Event)>,
}

impl Prepared {
    /// Loads them meanwhile. If that fails, a scan starts others and tells what is wrong with those.
    #[must_use]
    pub fn soon() -> Self {
        let failed = Rc::new(Cell::new(false));
        let noted = Rc::clone(&failed);
        let heard = Closure::new(move |_: Event| noted.set(true));
        let ready = Rc::new(Ready { crew: RefCell::default(), failed, heard });
        let wanted = Rc::downgrade(&ready);
        spawn_local(async move {
            if let Ok(crew) = Crew::of_all().await
                && let Some(ready) = wanted.upgrade()
            {
                crew.load(ready.heard.as_ref().unchecked_ref());
                ready.crew.replace(Some(crew));
            }
        });
        Self(ready)
    }

    /// The crew, unless it is still on its way or has failed.
    pub(super) fn take(self) -> Option<Crew> {
        self.0.crew.take().filter(|_| !self.0.failed.get())
    }
}
