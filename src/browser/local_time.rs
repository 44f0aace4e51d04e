//! Instants in the time zone of this computer.

use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

use keyturn_domain::moment::{Moment, iso};

/// Such as `22 Nov 2026, 2:05:10 pm AEDT`, in the panel's language and this computer's zone. ISO 8601 if the browser
/// knows no zones.
pub fn format_local(at: Moment) -> String {
    let options = Object::new();
    for (name, value) in [("dateStyle", "medium"), ("timeStyle", "long")] {
        let _ = Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    let languages = Array::of1(&JsValue::from_str("en-AU"));
    let format: Function = Intl::DateTimeFormat::new(&languages, &options).format();
    // Milliseconds of any date that people write are far within what a float holds exactly.
    let date = Date::new(&JsValue::from_f64(at.timestamp_millis() as f64));
    format
        .call1(&JsValue::UNDEFINED, &date)
        .ok()
        .and_then(|words| words.as_string())
        .unwrap_or_else(|| iso(at))
}
