//! The date format of HTTP headers.

use chrono::{DateTime, Utc};

pub(crate) fn http_date(at: DateTime<Utc>) -> String {
    at.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}
