//! What the vendors' servers received and did, whatever the caller was told.

use std::collections::VecDeque;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::codec;
use super::replies::Delivery;
use keyturn_domain::vendor::Vendor;
use keyturn_wire::http::VendorRequest;

/// Older requests are dropped; numbers are never reused.
const MAX_LOGGED: usize = 1_000;

/// A request that reached a vendor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoggedRequest {
    /// Counted from 1 since the world began.
    pub number: u64,
    /// The sandbox's own time, RFC 3339 in UTC.
    pub at: String,
    /// The vendor that received it.
    #[serde(with = "codec::vendor")]
    pub vendor: Vendor,
    /// As sent.
    pub method: String,
    /// As sent.
    pub path: String,
    /// The status of the reply, as text, or `dropped`, or `hang`.
    pub answered: String,
    /// Whether only part of the body was sent.
    pub cut: bool,
    /// Whether a key was made or ended, or a product removed, whatever the caller was told.
    pub effect: bool,
}

#[derive(Default)]
pub(super) struct RequestLog {
    received: VecDeque<LoggedRequest>,
    count: u64,
}

impl RequestLog {
    pub(super) fn add(
        &mut self,
        vendor: Vendor,
        request: &VendorRequest,
        now: DateTime<Utc>,
        delivery: &Delivery,
        effect: bool,
    ) {
        if self.received.len() == MAX_LOGGED {
            self.received.pop_front();
        }
        self.count += 1;
        self.received.push_back(LoggedRequest {
            number: self.count,
            at: codec::format_rfc3339(now),
            vendor,
            method: request.method.clone(),
            path: request.path.clone(),
            answered: match delivery {
                Delivery::Whole(reply) | Delivery::Cut(reply, _) => reply.status.to_string(),
                Delivery::Dropped => "dropped".to_owned(),
                Delivery::Hang => "hang".to_owned(),
            },
            cut: matches!(delivery, Delivery::Cut(..)),
            effect,
        });
    }

    pub(super) fn lines(&self) -> Vec<LoggedRequest> {
        self.received.iter().cloned().collect()
    }
}
