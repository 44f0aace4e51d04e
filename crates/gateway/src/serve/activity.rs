//! What one connection is doing, as far as others have to know: whether it can make room for another, and whether it
//! can be closed when the gateway stops.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

#[derive(Debug)]
struct State {
    answering: bool,
    receiving: bool,
    write_blocked: bool,
    moved: Instant,
}

#[derive(Debug)]
pub(crate) struct Activity {
    state: Mutex<State>,
}

impl Activity {
    pub(crate) fn new() -> Arc<Self> {
        let state = State { answering: false, receiving: false, write_blocked: false, moved: Instant::now() };
        Arc::new(Self { state: Mutex::new(state) })
    }

    /// Bytes went over the connection.
    pub(crate) fn moved(&self) {
        self.state().moved = Instant::now();
    }

    /// Whether the other end takes no more of an answer for now.
    pub(crate) fn set_write_blocked(&self, blocked: bool) {
        self.state().write_blocked = blocked;
    }

    /// A request is being answered until the guard is dropped.
    pub(crate) fn answering(self: &Arc<Self>) -> Doing {
        self.state().answering = true;
        Doing { activity: Arc::clone(self), what: |state| &mut state.answering }
    }

    /// The rest of a request is being waited for until the guard is dropped.
    pub(crate) fn receiving(self: &Arc<Self>) -> Doing {
        self.state().receiving = true;
        Doing { activity: Arc::clone(self), what: |state| &mut state.receiving }
    }

    /// Since when nothing has moved, if nobody but the other end is waited for.
    pub(crate) fn waits_since(&self) -> Option<Instant> {
        let state = self.state();
        (!state.answering || state.receiving).then_some(state.moved)
    }

    /// Whether nothing of an answer is on its way.
    pub(crate) fn is_quiet(&self) -> bool {
        self.waits_since().is_some() && !self.state().write_blocked
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Something that a connection does for a while.
pub(crate) struct Doing {
    activity: Arc<Activity>,
    what: fn(&mut State) -> &mut bool,
}

impl Drop for Doing {
    fn drop(&mut self) {
        *(self.what)(&mut self.activity.state()) = false;
    }
}
