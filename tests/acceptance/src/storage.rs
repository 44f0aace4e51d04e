//! The browser's storage, out of order in the ways that browsers know.

use serde_json::json;

use crate::page::Page;

/// Every write is given up by the browser in its middle.
const ABORT: &str = "const { add, put } = IDBObjectStore.prototype; \
                     globalThis.__mend = () => Object.assign(IDBObjectStore.prototype, { add, put }); \
                     const aborts = (real) => function (...asked) { \
                       const request = real.apply(this, asked); \
                       this.transaction.abort(); \
                       return request }; \
                     Object.assign(IDBObjectStore.prototype, { add: aborts(add), put: aborts(put) })";

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
            Failing::Full => self.room(Some(1)).await,
            Failing::GivingUp => self.ask(ABORT, &[]).await,
        }
    }

    /// It can again.
    pub async fn mend_storage(&self, how: Failing) {
        match how {
            Failing::Full => self.room(None).await,
            Failing::GivingUp => self.ask("__mend()", &[]).await,
        }
    }

    /// So many bytes may be stored; with `None` as many as the browser thinks right.
    async fn room(&self, bytes: Option<u64>) {
        let room = json!({ "origin": self.origin, "quotaSize": bytes });
        self.browser.command("Storage.overrideQuotaForOrigin", room).await;
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
