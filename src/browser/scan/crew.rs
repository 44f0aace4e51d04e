//! The workers of one scan.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::MessageChannel;

use super::ScanFault;
use crate::browser::deferred::object;
use crate::browser::worker::{Files, NotStarted, Running};

/// What a worker is told, by name.
pub(super) type Task = Vec<(&'static str, JsValue)>;

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
            crew.helper = Running::start(&crew.files).await.ok();
        }
        Ok(crew)
    }

    fn module(&self) -> Task {
        vec![
            ("wasm", self.files.wasm.as_str().into()),
            ("integrity", self.files.wasm_integrity.as_str().into()),
        ]
    }

    fn load(&self) {
        for worker in [Some(&self.first), self.helper.as_ref()].into_iter().flatten() {
            // What is not loaded now is loaded with the task, and what is wrong is told then.
            let _ = worker.give(&object(&self.module()), &Array::new());
        }
    }

    /// Everything that the first worker says goes there.
    pub(super) fn tell_to(&self, listener: &Function) {
        self.first.tell_to(listener);
    }

    /// Gives the first worker its task, and the helper to it.
    pub(super) fn give(&self, mut task: Task) -> Result<(), NotStarted> {
        task.extend(self.module());
        let moved = Array::new();
        if let Some(helper) = &self.helper
            && let Ok(channel) = MessageChannel::new()
        {
            let (ours, theirs) = (JsValue::from(channel.port1()), JsValue::from(channel.port2()));
            let help = [task.clone(), vec![("help", theirs.clone())]].concat();
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
pub struct Prepared(Rc<RefCell<Option<Crew>>>);

impl Prepared {
    /// Loads them meanwhile. What is wrong with them is told when a scan is to start.
    #[must_use]
    pub fn soon() -> Self {
        let crew = Rc::new(RefCell::new(None));
        let wanted = Rc::downgrade(&crew);
        spawn_local(async move {
            if let Ok(started) = Crew::of_all().await
                && let Some(crew) = wanted.upgrade()
            {
                started.load();
                crew.replace(Some(started));
            }
        });
        Self(crew)
    }

    /// The crew, unless it is still on its way.
    pub(super) fn take(self) -> Option<Crew> {
        self.0.take()
    }
}
