//! Where the vault lies in this browser: sealed texts in IndexedDB, each write durable before it counts.

mod fault;
mod idb;
mod keys;
mod tape;

pub use fault::StoreFault;
pub use tape::Tape;

use js_sys::{Array, Function};
use uuid::Uuid;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbOpenDbRequest, IdbRequest};

use super::realm;
use idb::{Transaction, answered, factory, opened};
use keys::{all_of, fence_of, id, name, number, place, text};

const LAYOUT: u32 = 1;
/// The header under `header`, each set's fencing number under `[fence, set]`.
const VAULT: &str = "vault";
/// Set headers by the set's id.
const SETS: &str = "sets";
/// Records by `[set, place]`.
const RECORDS: &str = "records";
const STORES: [&str; 3] = [VAULT, SETS, RECORDS];
const HEADER: &str = "header";

/// The open storage. Dropped, it lets go of the database.
pub struct Store {
    database: IdbDatabase,
    _lets_go: Closure<dyn FnMut()>,
}

impl Drop for Store {
    fn drop(&mut self) {
        self.database.set_onversionchange(None);
        self.database.close();
    }
}

impl Store {
    /// Opens the storage, and lays it out when it is new. It lets go of it by itself when another tab destroys
    /// the vault; from then on every call here is [`StoreFault::Gone`].
    ///
    /// # Errors
    /// No storage, held by another tab, laid out by a newer Keyturn, or unreadable.
    pub async fn open() -> Result<Self, StoreFault> {
        let request =
            factory()?.open_with_u32(realm::name(), LAYOUT).map_err(|thrown| StoreFault::thrown(&thrown))?;
        let laying = request.clone();
        let lay_out = Closure::once(move || lay_out(&laying));
        request.set_onupgradeneeded(Some(lay_out.as_ref().unchecked_ref::<Function>()));
        let database: IdbDatabase = opened(&request).await?.unchecked_into();
        let closing = database.clone();
        let lets_go = Closure::<dyn FnMut()>::new(move || closing.close());
        database.set_onversionchange(Some(lets_go.as_ref().unchecked_ref()));
        Ok(Self { database, _lets_go: lets_go })
    }

    /// The vault's header, if there is a vault.
    ///
    /// # Errors
    /// The storage failed.
    pub async fn header(&self) -> Result<Option<String>, StoreFault> {
        let transaction = Transaction::read(&self.database, &[VAULT])?;
        let found = answered(transaction.store(VAULT)?.get(&HEADER.into())).await?;
        if found.is_undefined() { Ok(None) } else { text(&found).map(Some) }
    }

    /// Stores the vault's header in place of `before`; `None` for a new vault.
    ///
    /// # Errors
    /// [`StoreFault::Taken`] if another header stands there by now; else the storage failed.
    pub async fn put_header(&self, before: Option<&str>, header: &str) -> Result<(), StoreFault> {
        let transaction = Transaction::write(&self.database, &[VAULT])?;
        let vault = transaction.store(VAULT)?;
        let found = answered(vault.get(&HEADER.into())).await?;
        if found.as_string().as_deref() != before || (before.is_none() && !found.is_undefined()) {
            return Err(transaction.refuse(StoreFault::Taken).await);
        }
        asked(vault.put_with_key(&header.into(), &HEADER.into()))?;
        transaction.complete().await
    }

    /// Every set's header, by the set's id.
    ///
    /// # Errors
    /// The storage failed, or holds what Keyturn does not write.
    pub async fn sets(&self) -> Result<Vec<(Uuid, String)>, StoreFault> {
        let transaction = Transaction::read(&self.database, &[SETS])?;
        let sets = transaction.store(SETS)?;
        let names = Array::from(&answered(sets.get_all_keys()).await?);
        let headers = Array::from(&answered(sets.get_all()).await?);
        let set = |(name, header): (JsValue, JsValue)| Ok((id(&name)?, text(&header)?));
        names.iter().zip(headers.iter()).map(set).collect()
    }

    /// Stores a new set's header. `writer` is a set of the same writer's with the number it writes that one with:
    /// who has lost that one may not begin another.
    ///
    /// # Errors
    /// [`StoreFault::Taken`] if there is such a set, [`StoreFault::Gone`] if there is no vault,
    /// [`StoreFault::Stale`] if the writer is one no longer; else the storage failed.
    pub async fn put_set(
        &self,
        set: Uuid,
        header: &str,
        writer: Option<(Uuid, u64)>,
    ) -> Result<(), StoreFault> {
        let transaction = Transaction::write(&self.database, &[VAULT, SETS])?;
        if let Some((own, fence)) = writer
            && let Err(fault) = may_write(&transaction, own, fence).await
        {
            return Err(transaction.refuse(fault).await);
        }
        if answered(transaction.store(VAULT)?.get_key(&HEADER.into())).await?.is_undefined() {
            return Err(transaction.refuse(StoreFault::Gone).await);
        }
        asked(transaction.store(SETS)?.add_with_key(&header.into(), &name(set)))?;
        transaction.complete().await
    }

    /// A set's records in their order.
    ///
    /// # Errors
    /// The storage failed, or holds what Keyturn does not write.
    pub async fn records(&self, set: Uuid) -> Result<Vec<String>, StoreFault> {
        let transaction = Transaction::read(&self.database, &[RECORDS])?;
        let found = answered(transaction.store(RECORDS)?.get_all_with_key(&all_of(set)?)).await?;
        Array::from(&found).iter().map(|record| text(&record)).collect()
    }

    /// Appends a record. When this returns, the record is durable; when it fails, nothing was written.
    ///
    /// # Errors
    /// [`StoreFault::Stale`] if another tab holds a higher fencing number, [`StoreFault::Taken`] if a record
    /// stands at that place, [`StoreFault::Gone`] if the set was erased; else the storage failed.
    pub async fn append(&self, set: Uuid, seq: u64, fence: u64, record: &str) -> Result<(), StoreFault> {
        let transaction = Transaction::write(&self.database, &STORES)?;
        if let Err(fault) = may_write(&transaction, set, fence).await {
            return Err(transaction.refuse(fault).await);
        }
        asked(transaction.store(RECORDS)?.add_with_key(&record.into(), &place(set, seq)))?;
        transaction.complete().await
    }

    /// Puts one record, and the key that opens it, in place of a set's first: both at once or neither. For a set
    /// that is always written whole. What was there can be opened no more.
    ///
    /// # Errors
    /// [`StoreFault::Stale`] if another tab holds a higher fencing number, [`StoreFault::Gone`] if the set was
    /// erased; else the storage failed.
    pub async fn replace(&self, set: Uuid, fence: u64, header: &str, record: &str) -> Result<(), StoreFault> {
        let transaction = Transaction::write(&self.database, &STORES)?;
        if let Err(fault) = may_write(&transaction, set, fence).await {
            return Err(transaction.refuse(fault).await);
        }
        asked(transaction.store(SETS)?.put_with_key(&header.into(), &name(set)))?;
        asked(transaction.store(RECORDS)?.put_with_key(&record.into(), &place(set, 0)))?;
        transaction.complete().await
    }

    /// Makes this tab the set's writer: every lower fencing number is stale from now on. Gives the number to
    /// write with.
    ///
    /// # Errors
    /// [`StoreFault::Gone`] if the set was erased; else the storage failed.
    pub async fn take_over(&self, set: Uuid) -> Result<u64, StoreFault> {
        let transaction = Transaction::write(&self.database, &[VAULT, SETS])?;
        let fence = match stored_fence(&transaction, set).await {
            Ok(fence) => fence + 1,
            Err(fault) => return Err(transaction.refuse(fault).await),
        };
        asked(transaction.store(VAULT)?.put_with_key(&number(fence), &fence_of(set)))?;
        transaction.complete().await?;
        Ok(fence)
    }

    /// Erases a set for good: its key first, and then what only that key could open.
    ///
    /// # Errors
    /// [`StoreFault::Stale`] if another tab holds a higher fencing number; else the storage failed.
    pub async fn erase_set(&self, set: Uuid, fence: u64) -> Result<(), StoreFault> {
        let transaction = Transaction::write(&self.database, &[VAULT, SETS])?;
        match may_write(&transaction, set, fence).await {
            // A set without a key has been erased before, and perhaps not to its end.
            Ok(()) | Err(StoreFault::Gone) => {}
            Err(fault) => return Err(transaction.refuse(fault).await),
        }
        asked(transaction.store(SETS)?.delete(&name(set)))?;
        transaction.complete().await?;

        let transaction = Transaction::write(&self.database, &[VAULT, RECORDS])?;
        asked(transaction.store(RECORDS)?.delete(&all_of(set)?))?;
        asked(transaction.store(VAULT)?.delete(&fence_of(set)))?;
        transaction.complete().await
    }

    /// Destroys the vault: its header first, so that nothing opens any more; then everything; then the database.
    ///
    /// # Errors
    /// [`StoreFault::Blocked`] if another tab holds on to the database, which is empty by then; else the storage
    /// failed, and what had been removed by then stays removed.
    pub async fn destroy(self) -> Result<(), StoreFault> {
        let transaction = Transaction::write(&self.database, &[VAULT])?;
        asked(transaction.store(VAULT)?.delete(&HEADER.into()))?;
        transaction.complete().await?;

        let transaction = Transaction::write(&self.database, &STORES)?;
        for store in STORES {
            asked(transaction.store(store)?.clear())?;
        }
        transaction.complete().await?;

        drop(self);
        let request =
            factory()?.delete_database(realm::name()).map_err(|thrown| StoreFault::thrown(&thrown))?;
        opened(&request).await.map(drop)
    }
}

/// All or nothing: taken back, opening fails.
fn lay_out(request: &IdbOpenDbRequest) {
    let Ok(database) = request.result() else { return };
    let database: IdbDatabase = database.unchecked_into();
    let made = STORES.iter().all(|store| database.create_object_store(store).is_ok());
    if let (false, Some(transaction)) = (made, request.transaction()) {
        // It fails only on a transaction that the browser has taken back already.
        let _ = transaction.abort();
    }
}

async fn may_write(transaction: &Transaction, set: Uuid, fence: u64) -> Result<(), StoreFault> {
    if stored_fence(transaction, set).await? > fence { Err(StoreFault::Stale) } else { Ok(()) }
}

/// The set's fencing number; 0 if nobody has ever taken it over.
async fn stored_fence(transaction: &Transaction, set: Uuid) -> Result<u64, StoreFault> {
    if answered(transaction.store(SETS)?.get_key(&name(set))).await?.is_undefined() {
        return Err(StoreFault::Gone);
    }
    let found = answered(transaction.store(VAULT)?.get(&fence_of(set))).await?;
    match found.as_f64() {
        None if found.is_undefined() => Ok(0),
        // Whole numbers are exact in a float for as long as anybody could count.
        Some(fence) if fence >= 1.0 && fence.fract() == 0.0 => Ok(fence as u64),
        _ => Err(StoreFault::Unreadable("a fencing number".into())),
    }
}

/// Whether it went wrong is seen at the transaction's end; here only what was refused at once.
fn asked(request: Result<IdbRequest, JsValue>) -> Result<(), StoreFault> {
    request.map(drop).map_err(|thrown| StoreFault::thrown(&thrown))
}
