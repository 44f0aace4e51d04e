//! What a connection is doing: whether it can be closed to make room for another, or at shutdown.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

#[derive(Debug)]
struct State {
    responding: bool,
    reading_body: bool,
    write_blocked: bool,
    last_progress: Instant,
}

#[derive(Debug)]
pub(crate) struct Activity {
    state: Mutex<State>,
}

impl Activity {
    pub(crate) fn new() -> Arc<Self> {
        let state = State {
            responding: false,
            reading_body: false,
            write_blocked: false,
            last_progress: Instant::now(),
        };
        Arc::new(Self { state: Mutex::new(state) })
    }

    /// Records that bytes were transferred.
    pub(crate) fn record_progress(&self) {
        self.state().last_progress = Instant::now();
    }

    /// Records whether the other end accepts no more bytes for now.
    pub(crate) fn set_write_blocked(&self, blocked: bool) {
        self.state().write_blocked = blocked;
    }

    /// Marks that a request is being answered, until the guard is dropped.
    pub(crate) fn begin_response(self: &Arc<Self>) -> ActivityGuard {
        self.state().responding = true;
        ActivityGuard { activity: Arc::clone(self), flag: |state| &mut state.responding }
    }

    /// Marks that the rest of a request is awaited, until the guard is dropped.
    pub(crate) fn begin_body(self: &Arc<Self>) -> ActivityGuard {
        self.state().reading_body = true;
        ActivityGuard { activity: Arc::clone(self), flag: |state| &mut state.reading_body }
    }

    /// When bytes were last transferred, if the connection only waits for its other end.
    pub(crate) fn idle_since(&self) -> Option<Instant> {
        let state = self.state();
        (!state.responding || state.reading_body).then_some(state.last_progress)
    }

    /// Whether no response is being made or sent.
    pub(crate) fn is_idle(&self) -> bool {
        self.idle_since().is_some() && !self.state().write_blocked
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Clears a flag when dropped.
pub(crate) struct ActivityGuard {
    activity: Arc<Activity>,
    flag: fn(&mut State) -> &mut bool,
}

impl Drop for ActivityGuard {
    fn drop(&mut self) {
        *(self.flag)(&mut self.activity.state()) = false;
    }
}
