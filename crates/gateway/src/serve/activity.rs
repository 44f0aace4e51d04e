//! What one connection is doing, as far as others have to know: whether it can make room for another, and whether it
//! can be closed when the gateway stops.

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

    /// Bytes went over the connection.
    pub(crate) fn record_progress(&self) {
        self.state().last_progress = Instant::now();
    }

    /// Whether the other end takes no more of an answer for now.
    pub(crate) fn set_write_blocked(&self, blocked: bool) {
        self.state().write_blocked = blocked;
    }

    /// A request is being answered until the guard is dropped.
    pub(crate) fn begin_response(self: &Arc<Self>) -> ActivityGuard {
        self.state().responding = true;
        ActivityGuard { activity: Arc::clone(self), flag: |state| &mut state.responding }
    }

    /// The rest of a request is being waited for until the guard is dropped.
    pub(crate) fn begin_body(self: &Arc<Self>) -> ActivityGuard {
        self.state().reading_body = true;
        ActivityGuard { activity: Arc::clone(self), flag: |state| &mut state.reading_body }
    }

    /// Since when nothing has moved, if nobody but the other end is waited for.
    pub(crate) fn idle_since(&self) -> Option<Instant> {
        let state = self.state();
        (!state.responding || state.reading_body).then_some(state.last_progress)
    }

    /// Whether nothing of an answer is on its way.
    pub(crate) fn is_idle(&self) -> bool {
        self.idle_since().is_some() && !self.state().write_blocked
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Something that a connection does for a while.
pub(crate) struct ActivityGuard {
    activity: Arc<Activity>,
    flag: fn(&mut State) -> &mut bool,
}

impl Drop for ActivityGuard {
    fn drop(&mut self) {
        *(self.flag)(&mut self.activity.state()) = false;
    }
}
