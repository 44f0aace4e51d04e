//! Replies that may hold a key: until the key in them is saved, this page must not go.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use leptos::prelude::*;

use super::keys::Keys;

/// Saves the keys as they are now, and says whether that worked.
pub type SaveKeys = Rc<dyn Fn() -> Pin<Box<dyn Future<Output = bool>>>>;

/// While there is one, a reply that may hold a key is on its way to this page, or is being saved.
pub struct AwaitedReply(Rc<Cell<u32>>);

impl Drop for AwaitedReply {
    fn drop(&mut self) {
        self.0.set(self.0.get().saturating_sub(1));
    }
}

/// What is awaited, and what came and could not be saved.
#[derive(Clone, Copy)]
pub(super) struct UnsavedReplies {
    save: StoredValue<Option<SaveKeys>, LocalStorage>,
    awaited: StoredValue<Rc<Cell<u32>>, LocalStorage>,
    unsaved: StoredValue<Vec<AwaitedReply>, LocalStorage>,
}

impl UnsavedReplies {
    pub(super) fn new() -> Self {
        Self {
            save: StoredValue::new_local(None),
            awaited: StoredValue::new_local(Rc::default()),
            unsaved: StoredValue::new_local(Vec::new()),
        }
    }
}

impl Keys {
    /// Has the keys saved by this function from now on.
    pub(in crate::app) fn save_with(self, save: SaveKeys) {
        self.unsaved.save.set_value(Some(save));
    }

    /// A reply that may hold a key is awaited until the token is dropped.
    pub fn await_reply(self) -> AwaitedReply {
        let awaited = self.unsaved.awaited.get_value();
        awaited.set(awaited.get() + 1);
        AwaitedReply(awaited)
    }

    /// Whether such a reply is awaited.
    pub(in crate::app) fn is_awaiting_reply(self) -> bool {
        self.unsaved.awaited.with_value(|awaited| awaited.get() > 0)
    }

    /// Saves the key that came in a reply, where keys are saved. A reply whose key could not be saved stays awaited
    /// until it is; every page says what stands in the way.
    pub(super) async fn save_reply(self, reply: AwaitedReply) {
        if let Some(save) = self.unsaved.save.with_value(Clone::clone)
            && !save().await
        {
            self.unsaved.unsaved.update_value(|unsaved| unsaved.push(reply));
        }
    }

    /// The keys were saved as they are now.
    pub(in crate::app) fn are_saved(self) {
        self.unsaved.unsaved.set_value(Vec::new());
    }

    /// Whether a key that came in a reply is in this page's memory only, although there is a vault.
    pub(in crate::app) fn has_unsaved_reply(self) -> bool {
        self.unsaved.unsaved.with_value(|unsaved| !unsaved.is_empty())
    }
}
