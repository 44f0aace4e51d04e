//! What is known of a run, whatever its machine.

use uuid::Uuid;

use crate::route::RunId;
use keyturn_domain::connection::Connection;
use keyturn_domain::inventory::KeyId;
use keyturn_domain::moment::Moment;
use keyturn_domain::product::ProductId;

/// What a run is about, whatever its machine.
pub struct About {
    /// Identifies it.
    pub id: RunId,
    /// Its name, such as "Rotate Payroll".
    pub title: String,
    /// The connection that all its calls go through.
    pub connection: Connection,
    /// The key it starts from.
    pub key: Option<KeyId>,
    /// The product whose keys it changes.
    pub product: Option<ProductId>,
    /// When it began.
    pub began: Moment,
    /// Whether a journal of it is kept in the vault.
    pub kept: bool,
    /// The journal that it was read from, if it was.
    pub set: Option<Uuid>,
}

/// Whether a run is this tab's to go on with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ownership {
    /// It is.
    #[default]
    Mine,
    /// Another tab works with it.
    OtherTab,
    /// It was handed over with this export.
    HandedOver(Uuid),
    /// It ended elsewhere.
    Ended,
}

/// Whether a run came to its end while nobody was there, by an answer that was fetched for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unseen {
    /// It did not.
    #[default]
    No,
    /// It did, and its page has not been opened since.
    New,
    /// It did, and somebody has looked at it.
    Seen,
}
