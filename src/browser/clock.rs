//! The wall clock and the monotonic clock.

use chrono::DateTime;

use keyturn_domain::moment::Moment;

/// This computer's time. It may be wrong; `app/state/site.rs` corrects it by the server's.
pub fn wall() -> Moment {
    // Whole milliseconds of any date that people meet fit an i64 exactly.
    DateTime::from_timestamp_millis(js_sys::Date::now() as i64).unwrap_or_default()
}

/// Milliseconds since the page was loaded. Monotonic, so durations are measured with it.
pub fn millis() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
}
