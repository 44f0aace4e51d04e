//! Where the vault lies in this browser: sealed texts in IndexedDB, each write durable before it counts.

mod error;
mod event_log;
mod record_keys;
mod transaction;

pub use error::StoreError;
pub use event_log::EventLog;

use js_sys::{Array, Function};
use uuid::Uuid;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbOpenDbRequest, IdbRequest};

use super::demo_mode;
use keyturn_vault::load::StoredSet;
use record_keys::{all_of, erased, fence_of, id, is_erased, mark_of, name, number, place, set_of, text};
use transaction::{Transaction, answered, factory, opened};

const LAYOUT: u32 = 1;
/// The header under `header`, each set's fencing number under `[fence, set]`, where it ends under
/// `[mark, set]`, and `[erased, set]` while it is being erased.
const VAULT: &str = "vault";
/// Set headers by the set's id.
const SETS: &str = "sets";
/// Records by `[set, place]`.
const RECORDS: &str = "records";
const STORES: [&str; 3] = [VAULT, SETS, RECORDS];
const HEADER: &str = "header";
/// Stands where the header stood while a vault is being destroyed.
const GONE: &str = "gone";

/// What is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The vault's header, if there is one.
    pub header: Option<String>,
    /// The sets.
    pub sets: Vec<StoredSet>,
    /// Sets whose records are there without the header that holds their key, though nobody erased them.
    pub keyless: Vec<Uuid>,
    /// Whether this is what is left of a vault that was being destroyed when the page went.
    pub gone: bool,
}

/// A place in the storage, and what stands there.
struct Put {
    store: &'static str,
    key: JsValue,
    value: JsValue,
}

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
    /// the vault; from then on every call here is [`StoreError::Gone`].
    ///
    /// # Errors
    /// No storage, held by another tab, laid out by a newer Keyturn, or unreadable.
    pub async fn open() -> Result<Self, StoreError> {
        let request = factory()?
            .open_with_u32(demo_mode::storage_name(), LAYOUT)
            .map_err(|thrown| StoreError::thrown(&thrown))?;
        let laying = request.clone();
        let lay_out = Closure::once(move || lay_out(&laying));
        request.set_onupgradeneeded(Some(lay_out.as_ref().unchecked_ref::<Function>()));
        let database: IdbDatabase = opened(&request).await?.unchecked_into();
        let closing = database.clone();
        let lets_go = Closure::<dyn FnMut()>::new(move || closing.close());
        database.set_onversionchange(Some(lets_go.as_ref().unchecked_ref()));
        Ok(Self { database, _lets_go: lets_go })
    }

    /// Everything that is stored, as it stands at one instant.
    ///
    /// # Errors
    /// The storage failed, or holds what Keyturn does not write.
    pub async fn all(&self) -> Result<Stored, StoreError> {
        let transaction = Transaction::read(&self.database, &STORES)?;
        let vault = transaction.store(VAULT)?;
        let header = read(answered(vault.get(&HEADER.into())).await?)?;
        let gone = !answered(vault.get_key(&GONE.into())).await?.is_undefined();
        let sets = transaction.store(SETS)?;
        let names = Array::from(&answered(sets.get_all_keys()).await?);
        let headers = Array::from(&answered(sets.get_all()).await?);
        let records = transaction.store(RECORDS)?;
        let mut all = Vec::new();
        for (name, header) in names.iter().zip(headers.iter()) {
            let id = id(&name)?;
            let found = Array::from(&answered(records.get_all_with_key(&all_of(id)?)).await?);
            let mark = read(answered(vault.get(&mark_of(id))).await?)?;
            let records = found.iter().map(|record| text(&record)).collect::<Result<_, _>>()?;
            all.push(StoredSet { id, header: text(&header)?, records, mark });
        }
        let places = Array::from(&answered(records.get_all_keys()).await?);
        let erased = Array::from(&answered(vault.get_all_keys()).await?);
        let erased: Vec<JsValue> =
            erased.iter().filter(is_erased).filter_map(|place| set_of(&place)).collect();
        let mut keyless = Vec::new();
        for set in places.iter().filter_map(|place| set_of(&place)) {
            if !names.includes(&set, 0) && !erased.contains(&set) && !keyless.contains(&id(&set)?) {
                keyless.push(id(&set)?);
            }
        }
        Ok(Stored { header, sets: all, keyless, gone })
    }

    /// Everything that is stored, byte for byte and whatever it is, for somebody to look into.
    ///
    /// # Errors
    /// The storage failed.
    pub async fn remains(&self) -> Result<String, StoreError> {
        let transaction = Transaction::read(&self.database, &STORES)?;
        let all = js_sys::Object::new();
        for store in STORES {
            let found = transaction.store(store)?;
            let names = Array::from(&answered(found.get_all_keys()).await?);
            let values = Array::from(&answered(found.get_all()).await?);
            let pairs: Array =
                names.iter().zip(values.iter()).map(|(name, value)| Array::of2(&name, &value)).collect();
            js_sys::Reflect::set(&all, &store.into(), &pairs)
                .map_err(|thrown| StoreError::thrown(&thrown))?;
        }
        let text = js_sys::JSON::stringify(&all).map_err(|thrown| StoreError::thrown(&thrown))?;
        Ok(text.into())
    }

    /// The vault's header, if there is a vault.
    ///
    /// # Errors
    /// The storage failed.
    pub async fn header(&self) -> Result<Option<String>, StoreError> {
        let transaction = Transaction::read(&self.database, &[VAULT])?;
        read(answered(transaction.store(VAULT)?.get(&HEADER.into())).await?)
    }

    /// Founds a vault: its header and its first sets, each with the fencing number that it begins with, all at once
    /// or not at all. What is left of a vault that was being destroyed goes.
    ///
    /// # Errors
    /// [`StoreError::Taken`] if anything of another vault stands there; else the storage failed.
    pub async fn found(&self, header: &str, sets: &[(StoredSet, u64)]) -> Result<(), StoreError> {
        let transaction = Transaction::write(&self.database, &STORES)?;
        let vault = transaction.store(VAULT)?;
        let gone = !answered(vault.get_key(&GONE.into())).await?.is_undefined();
        let there = answered(vault.count()).await?.as_f64().unwrap_or_default()
            + answered(transaction.store(SETS)?.count()).await?.as_f64().unwrap_or_default();
        if there > 0.0 && !gone {
            return Err(transaction.refuse(StoreError::Taken).await);
        }
        for store in STORES {
            asked(transaction.store(store)?.clear())?;
        }
        asked(vault.put_with_key(&header.into(), &HEADER.into()))?;
        for (set, fence) in sets {
            for Put { store, key, value } in puts(set, *fence) {
                asked(transaction.store(store)?.put_with_key(&value, &key))?;
            }
        }
        transaction.complete().await
    }

    /// Stores the vault's header in place of `before`. `writer` is a set with the number that this tab writes it
    /// with: who has lost it changes nothing.
    ///
    /// # Errors
    /// [`StoreError::Taken`] if another header stands there by now, [`StoreError::Stale`] if the writer is one no
    /// longer; else the storage failed.
    pub async fn change_header(
        &self,
        before: &str,
        header: &str,
        writer: (Uuid, u64),
    ) -> Result<(), StoreError> {
        let transaction = Transaction::write(&self.database, &[VAULT, SETS])?;
        if let Err(fault) = may_write(&transaction, writer.0, writer.1).await {
            return Err(transaction.refuse(fault).await);
        }
        let vault = transaction.store(VAULT)?;
        if answered(vault.get(&HEADER.into())).await?.as_string().as_deref() != Some(before) {
            return Err(transaction.refuse(StoreError::Taken).await);
        }
        asked(vault.put_with_key(&header.into(), &HEADER.into()))?;
        transaction.complete().await
    }

    /// Stores a new set's header. `writer` is a set of the same writer's with the number it writes that one with:
    /// who has lost that one may not begin another.
    ///
    /// # Errors
    /// [`StoreError::Taken`] if there is such a set, [`StoreError::Gone`] if there is no vault,
    /// [`StoreError::Stale`] if the writer is one no longer; else the storage failed.
    pub async fn put_set(
        &self,
        set: Uuid,
        header: &str,
        writer: Option<(Uuid, u64)>,
    ) -> Result<(), StoreError> {
        let transaction = Transaction::write(&self.database, &[VAULT, SETS])?;
        if let Some((own, fence)) = writer
            && let Err(fault) = may_write(&transaction, own, fence).await
        {
            return Err(transaction.refuse(fault).await);
        }
        if answered(transaction.store(VAULT)?.get_key(&HEADER.into())).await?.is_undefined() {
            return Err(transaction.refuse(StoreError::Gone).await);
        }
        asked(transaction.store(SETS)?.add_with_key(&header.into(), &name(set)))?;
        transaction.complete().await
    }

    /// Appends a record, and marks that the set ends there now. When this returns, both are durable; when it fails,
    /// nothing was written.
    ///
    /// # Errors
    /// [`StoreError::Stale`] if another tab holds a higher fencing number, [`StoreError::Taken`] if a record
    /// stands at that place, [`StoreError::Gone`] if the set was erased; else the storage failed.
    pub async fn append(
        &self,
        set: Uuid,
        (seq, fence): (u64, u64),
        record: &str,
        mark: &str,
    ) -> Result<(), StoreError> {
        let transaction = Transaction::write(&self.database, &STORES)?;
        if let Err(fault) = may_write(&transaction, set, fence).await {
            return Err(transaction.refuse(fault).await);
        }
        // The record last: what the browser says of it is then said of the whole.
        asked(transaction.store(VAULT)?.put_with_key(&mark.into(), &mark_of(set)))?;
        asked(transaction.store(RECORDS)?.add_with_key(&record.into(), &place(set, seq)))?;
        transaction.complete().await
    }

    /// Puts a set in place of what it was, its key too: all at once or not at all. For a set that is always written
    /// whole. What was there can be opened no more.
    ///
    /// # Errors
    /// [`StoreError::Stale`] if another tab holds a higher fencing number, [`StoreError::Gone`] if the set was
    /// erased; else the storage failed.
    pub async fn replace(&self, set: &StoredSet, fence: u64) -> Result<(), StoreError> {
        let transaction = Transaction::write(&self.database, &STORES)?;
        if let Err(fault) = may_write(&transaction, set.id, fence).await {
            return Err(transaction.refuse(fault).await);
        }
        for Put { store, key, value } in puts(set, fence) {
            asked(transaction.store(store)?.put_with_key(&value, &key))?;
        }
        transaction.complete().await
    }

    /// Makes this tab the set's writer: every lower fencing number is stale from now on. Gives the number to
    /// write with, which is `least` or more.
    ///
    /// # Errors
    /// [`StoreError::Gone`] if the set was erased; else the storage failed.
    pub async fn take_over(&self, set: Uuid, least: u64) -> Result<u64, StoreError> {
        let transaction = Transaction::write(&self.database, &[VAULT, SETS])?;
        let fence = match stored_fence(&transaction, set).await {
            Ok(fence) => (fence + 1).max(least),
            Err(fault) => return Err(transaction.refuse(fault).await),
        };
        asked(transaction.store(VAULT)?.put_with_key(&number(fence), &fence_of(set)))?;
        transaction.complete().await?;
        Ok(fence)
    }

    /// Erases a set for good: its key first, and then what only that key could open.
    ///
    /// # Errors
    /// [`StoreError::Stale`] if another tab holds a higher fencing number; else the storage failed.
    pub async fn erase_set(&self, set: Uuid, fence: u64) -> Result<(), StoreError> {
        let transaction = Transaction::write(&self.database, &[VAULT, SETS])?;
        match may_write(&transaction, set, fence).await {
            // A set without a key has been erased before, and perhaps not to its end.
            Ok(()) | Err(StoreError::Gone) => {}
            Err(fault) => return Err(transaction.refuse(fault).await),
        }
        asked(transaction.store(SETS)?.delete(&name(set)))?;
        asked(transaction.store(VAULT)?.put_with_key(&true.into(), &erased(set)))?;
        transaction.complete().await?;

        self.sweep().await
    }

    /// Ends every erasing that was interrupted after the set's key was gone.
    ///
    /// # Errors
    /// The storage failed.
    pub async fn sweep(&self) -> Result<(), StoreError> {
        let transaction = Transaction::write(&self.database, &STORES)?;
        let places = Array::from(&answered(transaction.store(VAULT)?.get_all_keys()).await?);
        let erased: Vec<JsValue> =
            places.iter().filter(is_erased).filter_map(|place| set_of(&place)).collect();
        for store in [RECORDS, VAULT] {
            let store = transaction.store(store)?;
            let places = Array::from(&answered(store.get_all_keys()).await?);
            for place in places.iter().filter(|place| set_of(place).is_some_and(|set| erased.contains(&set)))
            {
                asked(store.delete(&place))?;
            }
        }
        transaction.complete().await
    }

    /// Destroys the vault: its header first, so that nothing opens any more; then everything; then the database.
    ///
    /// # Errors
    /// [`StoreError::Blocked`] if another tab holds on to the database, which is empty by then; else the storage
    /// failed, and what had been removed by then stays removed.
    pub async fn destroy(self) -> Result<(), StoreError> {
        let transaction = Transaction::write(&self.database, &[VAULT])?;
        asked(transaction.store(VAULT)?.delete(&HEADER.into()))?;
        asked(transaction.store(VAULT)?.put_with_key(&true.into(), &GONE.into()))?;
        transaction.complete().await?;

        let transaction = Transaction::write(&self.database, &STORES)?;
        for store in STORES {
            asked(transaction.store(store)?.clear())?;
        }
        transaction.complete().await?;

        drop(self);
        let request = factory()?
            .delete_database(demo_mode::storage_name())
            .map_err(|thrown| StoreError::thrown(&thrown))?;
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

async fn may_write(transaction: &Transaction, set: Uuid, fence: u64) -> Result<(), StoreError> {
    if stored_fence(transaction, set).await? > fence { Err(StoreError::Stale) } else { Ok(()) }
}

/// The set's fencing number; 0 if nobody has ever taken it over.
async fn stored_fence(transaction: &Transaction, set: Uuid) -> Result<u64, StoreError> {
    if answered(transaction.store(SETS)?.get_key(&name(set))).await?.is_undefined() {
        return Err(StoreError::Gone);
    }
    let found = answered(transaction.store(VAULT)?.get(&fence_of(set))).await?;
    match found.as_f64() {
        None if found.is_undefined() => Ok(0),
        // Whole numbers are exact in a float for as long as anybody could count.
        Some(fence) if fence >= 1.0 && fence.fract() == 0.0 => Ok(fence as u64),
        _ => Err(StoreError::Unreadable("a fencing number".into())),
    }
}

/// Where each part of a set stands.
fn puts(set: &StoredSet, fence: u64) -> Vec<Put> {
    let put = |store, key, value| Put { store, key, value };
    let records =
        set.records.iter().zip(0..).map(|(record, seq)| put(RECORDS, place(set.id, seq), record.into()));
    let mark = set.mark.iter().map(|mark| put(VAULT, mark_of(set.id), mark.into()));
    // Nobody has ever taken over a set that is written with 0.
    let fence = (fence > 0).then(|| put(VAULT, fence_of(set.id), number(fence)));
    let header = put(SETS, name(set.id), set.header.as_str().into());
    records.chain(mark).chain(fence).chain([header]).collect()
}

/// The text that stands there, if anything does.
fn read(found: JsValue) -> Result<Option<String>, StoreError> {
    if found.is_undefined() { Ok(None) } else { text(&found).map(Some) }
}

/// Whether it went wrong is seen at the transaction's end; here only what was refused at once.
fn asked(request: Result<IdbRequest, JsValue>) -> Result<(), StoreError> {
    request.map(drop).map_err(|thrown| StoreError::thrown(&thrown))
}
