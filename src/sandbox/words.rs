//! Vendors and instants as words in JSON.

use chrono::{DateTime, SecondsFormat, Utc};

/// RFC 3339 in UTC, to the second.
pub(super) fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// A vendor by its identifier (`quickstream`, `superapi`).
pub(super) mod vendor {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use crate::domain::vendor::Vendor;

    pub(crate) fn serialize<S: Serializer>(vendor: &Vendor, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(vendor.id())
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vendor, D::Error> {
        let word = String::deserialize(from)?;
        [Vendor::QuickStream, Vendor::SuperApi]
            .into_iter()
            .find(|vendor| vendor.id() == word)
            .ok_or_else(|| D::Error::custom("a vendor is `quickstream` or `superapi`"))
    }
}

/// An instant in RFC 3339, any offset.
pub(super) mod rfc3339 {
    use chrono::{DateTime, Utc};
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(crate) fn serialize<S: Serializer>(at: &DateTime<Utc>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&super::instant(*at))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<DateTime<Utc>, D::Error> {
        DateTime::parse_from_rfc3339(&String::deserialize(from)?)
            .map(|at| at.with_timezone(&Utc))
            .map_err(|_| D::Error::custom("an instant is written like 2030-01-02T03:04:05Z"))
    }
}
