//! How vendors and instants are written in JSON and headers.

use chrono::{DateTime, Datelike, Timelike, Utc};

/// RFC 3339 in UTC, to the second.
pub(super) fn format_rfc3339(at: DateTime<Utc>) -> String {
    format_date_time(at) + "Z"
}

/// `2022-01-02T03:48:40`. Formatted by hand, like the next one: chrono's formatter would add much to the page's size.
pub(super) fn format_date_time(at: DateTime<Utc>) -> String {
    let (year, month, day) = (at.year(), at.month(), at.day());
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}", at.hour(), at.minute(), at.second())
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`.
pub(super) fn format_http_date(at: DateTime<Utc>) -> String {
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let day = DAYS[at.weekday().num_days_from_monday() as usize % 7];
    let month = MONTHS[at.month0() as usize % 12];
    let (hour, minute, second) = (at.hour(), at.minute(), at.second());
    format!("{day}, {:02} {month} {:04} {hour:02}:{minute:02}:{second:02} GMT", at.day(), at.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_their_standards_say() {
        for seconds in [0, 784_111_777, 1_772_413_200, 4_102_444_799] {
            let at = DateTime::from_timestamp(seconds, 0).unwrap();
            assert_eq!(format_rfc3339(at), at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true));
            assert_eq!(format_http_date(at), at.format("%a, %d %b %Y %H:%M:%S GMT").to_string());
        }
    }
}

/// A vendor by its identifier (`quickstream`, `superapi`).
pub(super) mod vendor {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use keyturn_domain::vendor::Vendor;

    pub(crate) fn serialize<S: Serializer>(vendor: &Vendor, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(vendor.id())
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vendor, D::Error> {
        let word = String::deserialize(from)?;
        Vendor::from_id(&word)
            .ok_or_else(|| D::Error::custom(format!("a vendor is {}", Vendor::ids_in_words())))
    }
}

/// An instant in RFC 3339, any offset.
pub(super) mod rfc3339 {
    use chrono::{DateTime, Utc};
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(crate) fn serialize<S: Serializer>(at: &DateTime<Utc>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&super::format_rfc3339(*at))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<DateTime<Utc>, D::Error> {
        DateTime::parse_from_rfc3339(&String::deserialize(from)?)
            .map(|at| at.with_timezone(&Utc))
            .map_err(|_| D::Error::custom("an instant is written like 2030-01-02T03:04:05Z"))
    }
}
