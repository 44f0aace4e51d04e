//! A key that was never received, and what became of it, as stored and back.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use keyturn_domain::inventory::{Fate, KeyId, Orphan, Resolved};

#[derive(Serialize, Deserialize)]
pub(super) struct StoredResolved {
    orphan: StoredOrphan,
    fate: StoredFate,
    reason: String,
    at: DateTime<Utc>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum StoredFate {
    Removed,
    Found(u32),
    NeverMade,
}

#[derive(Serialize, Deserialize)]
pub(super) struct StoredOrphan {
    connection: String,
    product: Uuid,
    at: DateTime<Utc>,
}

pub(super) fn encode_orphan(orphan: &Orphan) -> StoredOrphan {
    StoredOrphan { connection: orphan.connection.clone(), product: orphan.product, at: orphan.at }
}

pub(super) fn decode_orphan(orphan: StoredOrphan) -> Orphan {
    Orphan { connection: orphan.connection, product: orphan.product, at: orphan.at }
}

pub(super) fn encode_resolved(resolved: &Resolved) -> StoredResolved {
    StoredResolved {
        orphan: encode_orphan(&resolved.orphan),
        fate: match resolved.fate {
            Fate::Removed => StoredFate::Removed,
            Fate::Found(id) => StoredFate::Found(id.0),
            Fate::NeverMade => StoredFate::NeverMade,
        },
        reason: resolved.reason.clone(),
        at: resolved.at,
    }
}

pub(super) fn decode_resolved(resolved: StoredResolved) -> Resolved {
    Resolved {
        orphan: decode_orphan(resolved.orphan),
        fate: match resolved.fate {
            StoredFate::Removed => Fate::Removed,
            StoredFate::Found(id) => Fate::Found(KeyId(id)),
            StoredFate::NeverMade => Fate::NeverMade,
        },
        reason: resolved.reason,
        at: resolved.at,
    }
}
