//! The browser's storage, out of order in the ways that browsers know.

use serde_json::json;

use crate::page::Page;

/// Every write is given up by the browser in its middle.
const ABORT: &str = "const { add, put } = IDBObjectStore.prototype; \
                     globalThis.__mend = () => Object.assign(IDBObjectStore.prototype, { add, put }); \
                     const aborts = (real) => function (...asked) { \
                       const request = real.apply(this, asked); \
                       request.addEventListener('success', () => this.transaction.abort()); \
                       return request }; \
                     Object.assign(IDBObjectStore.prototype, { add: aborts(add), put: aborts(put) })";

const FILL: &str = "const done = arguments[0]; const open = indexedDB.open('filler'); \
    open.onupgradeneeded = () => open.result.createObjectStore('filler', { autoIncrement: true }); \
    open.onsuccess = () => { \
      const put = (length) => { \
        const writing = open.result.transaction('filler', 'readwrite'); \
        writing.objectStore('filler').add(crypto.getRandomValues(new Uint8Array(length))); \
        writing.oncomplete = () => put(length); \
        writing.onabort = () => length > 64 ? put(length / 4) : (open.result.close(), done(writing.error?.name)) }; \
      put(65536) }";

/// Bytes that a page gets where there is to be little room.
pub const ROOM: u64 = 1 << 20;

/// Holds on to the vault's database and lets go for nobody, while somebody wants it deleted.
const BLOCK: &str = "const open = indexedDB.open('keyturn'); \
                     open.onsuccess = () => { \
                       globalThis.__held = open.result; \
                       indexedDB.deleteDatabase('keyturn').onblocked = () => { document.documentElement.id = 'blocked' } }";

/// How storage fails a page that has it open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failing {
    /// There is no room.
    Full,
    /// The browser gives up each write.
    GivingUp,
}

impl Failing {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Full, Self::GivingUp];
}

impl Page {
    /// From now on nothing can be written.
    pub async fn break_storage(&self, how: Failing) {
        match how {
            Failing::Full => self.fill().await,
            Failing::GivingUp => self.ask(ABORT, &[]).await,
        }
    }

    /// It can again.
    pub async fn mend_storage(&self, how: Failing) {
        match how {
            Failing::Full => {
                let used: u64 =
                    self.ask_later("const done = arguments[0]; navigator.storage.estimate().then(({ usage }) => done(usage))").await;
                self.room(used + ROOM).await;
            }
            Failing::GivingUp => self.ask("__mend()", &[]).await,
        }
    }

    /// So many bytes may be stored from now on. Browsers count from time to time only, so the walk sets this before
    /// anything is stored.
    pub async fn room(&self, bytes: u64) {
        let room = json!({ "origin": self.origin, "quotaSize": bytes });
        self.browser.command("Storage.overrideQuotaForOrigin", room).await;
    }

    /// Stores what cannot be compressed until nothing more fits.
    async fn fill(&self) {
        let end: String = self.ask_later(FILL).await;
        assert_eq!(end, "QuotaExceededError");
    }

    /// Holds the vault's storage in this tab so that no other can open it.
    pub async fn block_storage(&self) {
        self.ask::<()>(BLOCK, &[]).await;
        self.until("the storage to be blocked", async || {
            match self.ask::<String>("return document.documentElement.id", &[]).await {
                id if id == "blocked" => Ok(()),
                id => Err(id),
            }
        })
        .await;
    }

    /// Lets it go.
    pub async fn unblock_storage(&self) {
        self.ask::<()>("__held.close()", &[]).await;
    }
}
