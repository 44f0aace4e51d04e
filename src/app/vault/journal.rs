//! One run's journal: every entry is durable before the run moves.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use uuid::Uuid;

use super::error::VaultAccessError;
use super::open_vault::{OpenVault, fresh_set, random_or_error};
use crate::app::state::Parking;
use crate::browser::random::{random_bytes, random_uuid};
use keyturn_domain::call::{Call, OnceId};
use keyturn_domain::moment::{Moment, precise};
use keyturn_vault::entry::{Began, Entry};
use keyturn_vault::parked::ReplyKey;
use keyturn_vault::record::Tip;
use keyturn_vault::replay::parked_under;
use keyturn_vault::seal::DataKey;
use keyturn_vault::secret_text::SecretText;
use keyturn_vault::set::Kind;

/// The journal of a run that has begun.
pub struct Journal {
    opened: Rc<OpenVault>,
    set: Uuid,
    key: DataKey,
    fence: u64,
    tip: Cell<Tip>,
    parking: RefCell<Vec<(OnceId, SecretText)>>,
}

impl Journal {
    /// Begins a journal with the run's beginning.
    pub(in crate::app) async fn begin(
        opened: Rc<OpenVault>,
        began: &Entry,
        at: Moment,
    ) -> Result<Rc<Self>, VaultAccessError> {
        let set = random_uuid();
        let (header, key) = fresh_set(&opened.master, set, Kind::Run)?;
        opened.store.put_set(set, &header.write(), Some(opened.home)).await?;
        let tip = Tip::start(opened.master.vault(), set);
        let journal = Self::of(opened, set, key, 0, tip);
        journal.write(began, at).await?;
        Ok(Rc::new(journal))
    }

    /// A journal that ends in `tip`.
    pub(in crate::app) fn of(opened: Rc<OpenVault>, set: Uuid, key: DataKey, fence: u64, tip: Tip) -> Self {
        Self { opened, set, key, fence, tip: Cell::new(tip), parking: RefCell::default() }
    }

    /// Which set it is.
    pub fn set(&self) -> Uuid {
        self.set
    }

    /// Writes an entry. When this returns, it is durable; when it fails, nothing was written.
    pub async fn write(&self, entry: &Entry, at: Moment) -> Result<(), VaultAccessError> {
        let mut tip = self.tip.get();
        let place = tip.next;
        let record =
            tip.append(&self.key, self.fence, precise(at), *random_or_error::<24>()?, &entry.write())?;
        let mark = tip.mark(&self.key, *random_or_error::<24>()?);
        self.opened.store.append(self.set, (place, self.fence), &record, &mark).await?;
        self.tip.set(tip);
        self.note(entry);
        Ok(())
    }

    /// Remembers under which key the reply to an act's call may be parked.
    pub(in crate::app) fn note(&self, entry: &Entry) {
        if let Entry::Acted { act } = entry
            && let Some((once, key)) = parked_under(act)
        {
            self.parking.borrow_mut().push((once, key.keep()));
        }
    }

    /// Under which key the reply to this call may be parked.
    pub fn parking(&self, call: &Call) -> Option<Parking> {
        let made = call.once()?;
        let parking = self.parking.borrow();
        let (once, key) = parking.iter().find(|(one, _)| *one == made)?;
        Some((*once, ReplyKey::kept(key).ok()?))
    }

    /// Erases the journal for good, its key first.
    pub async fn erase(&self) -> Result<(), VaultAccessError> {
        Ok(self.opened.store.erase_set(self.set, self.fence).await?)
    }
}

/// A fresh key for one call's reply. Without random_or_error, nothing is parked.
pub fn reply_key() -> Option<SecretText> {
    random_bytes().map(|bytes| ReplyKey::new(bytes).keep())
}

/// Where a run's entries go: into its journal, which begins with the first of them.
#[derive(Clone)]
pub struct Recorder(Rc<RefCell<State>>);

#[derive(Clone)]
enum State {
    Fresh(Rc<OpenVault>, Rc<Entry>),
    RunStart(Rc<Journal>),
}

impl Recorder {
    /// For a run that begins like this.
    pub(in crate::app) fn fresh(opened: Rc<OpenVault>, began: Began) -> Self {
        Self(Rc::new(RefCell::new(State::Fresh(opened, Rc::new(Entry::Began(began))))))
    }

    /// For a run that goes on.
    pub fn of(journal: Rc<Journal>) -> Self {
        Self(Rc::new(RefCell::new(State::RunStart(journal))))
    }

    /// The journal, once it has begun.
    pub fn journal(&self) -> Option<Rc<Journal>> {
        match &*self.0.borrow() {
            State::RunStart(journal) => Some(Rc::clone(journal)),
            State::Fresh(..) => None,
        }
    }

    /// Writes an entry. When this returns, it is durable; when it fails, it was not written.
    ///
    /// # Errors
    /// Whatever stood in the way.
    pub async fn write(&self, entry: &Entry, at: Moment) -> Result<(), VaultAccessError> {
        let state = self.0.borrow().clone();
        let journal = match state {
            State::RunStart(journal) => journal,
            State::Fresh(opened, began) => {
                let journal = Journal::begin(opened, &began, at).await?;
                *self.0.borrow_mut() = State::RunStart(Rc::clone(&journal));
                journal
            }
        };
        journal.write(entry, at).await
    }
}
