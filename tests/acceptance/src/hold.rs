//! Holding the page at a point of its writing or calling, and what it passed on the way there. `hold.js` has the names
//! of the points.

use serde::Deserialize;
use serde_json::json;

use crate::page::Page;

/// Where the page stands that was told where to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stood {
    /// At the point.
    Held,
    /// Beyond: it waits for somebody to act.
    AtRest,
}

#[derive(Deserialize)]
struct Seen {
    held: bool,
    rests: bool,
    passed: Vec<String>,
}

/// Nothing is written, nothing is asked, and no step is under way.
const SEEN: &str = "const { at, open, passed } = __hold; \
                    const rests = open === 0 && !__walk.steps().some(({ status }) => status === 'running'); \
                    return { held: at !== null, rests, passed }";

impl Page {
    /// The page holds at this point, once; with `None` nowhere. Points are counted anew from here.
    pub async fn hold_at(&self, point: Option<&str>) {
        self.ask::<()>("__hold.until(arguments[0])", &[json!(point)]).await;
    }

    /// Lets a page go on that is held where a reply had come.
    pub async fn release(&self) {
        self.ask::<()>("__hold.at = null; __hold.release()", &[]).await;
    }

    /// So many records more are written; after them the browser gives each up.
    pub async fn let_through(&self, records: u32) {
        self.ask::<()>("__hold.room = arguments[0]", &[json!(records)]).await;
    }

    /// The points passed since then, in order.
    pub async fn passed(&self) -> Vec<String> {
        self.seen().await.passed
    }

    async fn seen(&self) -> Seen {
        self.ask(SEEN, &[]).await
    }

    /// Waits until an act that is journalled has led to the point, or to its end.
    pub async fn stood(&self) -> (Stood, Vec<String>) {
        self.until("the page to be held or at rest", async || match self.seen().await {
            Seen { held: true, passed, .. } => Ok((Stood::Held, passed)),
            Seen { rests: true, passed, .. } if passed.iter().any(|point| point.starts_with("append")) => {
                Ok((Stood::AtRest, passed))
            }
            Seen { passed, .. } => Err(format!("{passed:?} {}", self.text().await)),
        })
        .await
    }

    /// Waits until nothing is written or asked any more.
    pub async fn rests(&self) {
        self.until("the page to be at rest", async || match self.seen().await {
            Seen { rests: true, .. } => Ok(()),
            Seen { passed, .. } => Err(format!("{passed:?} {}", self.text().await)),
        })
        .await;
    }

    /// Waits until the journal of a run that is over is gone. The answer is what was passed until then.
    pub async fn erased(&self) -> Vec<String> {
        self.until("the journal to be erased", async || match self.seen().await {
            Seen { rests: true, passed, .. } if passed.iter().any(|point| point == "sweep 1 after") => {
                Ok(passed)
            }
            Seen { passed, .. } => Err(format!("{passed:?}")),
        })
        .await
    }

    /// How many sets the vault has in this browser's storage: the keys, and one for each journal.
    pub async fn stored_sets(&self) -> usize {
        const COUNT: &str = "const done = arguments[0]; const open = indexedDB.open('keyturn'); \
                             open.onsuccess = () => { \
                               const sets = open.result.transaction('sets').objectStore('sets').count(); \
                               sets.onsuccess = () => { open.result.close(); done(sets.result) } }";
        self.ask_later(COUNT).await
    }
}
