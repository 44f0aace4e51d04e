//! Time zones as the browser knows them.

use std::cell::RefCell;
use std::collections::HashMap;

use chrono::TimeDelta;
use js_sys::{Array, Date, Function, Intl, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::js::{call, object, property};
use keyturn_domain::moment::{Moment, iso};

/// Offsets only change on a quarter of an hour. In seconds.
const QUARTER: i64 = 900;

/// More quarters than any log needs. A full cache is emptied.
const CACHED: usize = 10_000;

/// A time zone. Asking the browser is slow, so each quarter of an hour is asked for once.
pub struct TimeZone {
    offset: Function,
    day: Function,
    moment: Function,
    offsets: RefCell<HashMap<i64, TimeDelta>>,
}

/// The name of this computer's zone, such as `Australia/Sydney`; `UTC` if the browser does not tell.
pub fn local_name() -> String {
    let format = Intl::DateTimeFormat::new(&Array::new(), &js_sys::Object::new());
    let options = call(&format, "resolvedOptions", &Array::new()).ok();
    options.and_then(|options| property(&options, "timeZone")?.as_string()).unwrap_or_else(|| "UTC".into())
}

impl TimeZone {
    /// The zone of this name; `None` if the browser does not know it.
    pub fn find(name: &str) -> Option<Self> {
        let format = |members: &[(&str, &str)]| -> Option<Function> {
            let zone = [("timeZone", name)];
            let members: Vec<_> =
                members.iter().chain(&zone).map(|(name, value)| (*name, JsValue::from_str(value))).collect();
            // `new Intl.DateTimeFormat` throws on an unknown zone, and the binding of js-sys does not catch that.
            let intl = property(&js_sys::global(), "Intl")?;
            let constructor: Function = property(&intl, "DateTimeFormat")?.dyn_into().ok()?;
            let arguments = Array::of2(&"en-AU".into(), &object(&members));
            let made = Reflect::construct(&constructor, &arguments).ok()?;
            property(&made, "format")?.dyn_into().ok()
        };
        Some(Self {
            offset: format(&[("timeZoneName", "longOffset")])?,
            day: format(&[("dateStyle", "medium")])?,
            moment: format(&[("dateStyle", "medium"), ("timeStyle", "long")])?,
            offsets: RefCell::default(),
        })
    }

    /// Its offset from UTC at an instant.
    pub fn utc_offset(&self, at: Moment) -> TimeDelta {
        let quarter = at.timestamp().div_euclid(QUARTER);
        if let Some(offset) = self.offsets.borrow().get(&quarter) {
            return *offset;
        }
        let text = formatted(&self.offset, at).unwrap_or_default();
        let offset = text.rsplit_once("GMT").map(|(_, offset)| parse_offset(offset)).unwrap_or_default();
        let mut cached = self.offsets.borrow_mut();
        if cached.len() >= CACHED {
            cached.clear();
        }
        cached.insert(quarter, offset);
        offset
    }

    /// Such as `22 Nov 2026`.
    pub fn day(&self, at: Moment) -> String {
        formatted(&self.day, at).unwrap_or_else(|| iso(at))
    }

    /// Such as `22 Nov 2026, 2:05:10 pm AEDT`.
    pub fn moment(&self, at: Moment) -> String {
        formatted(&self.moment, at).unwrap_or_else(|| iso(at))
    }
}

fn formatted(format: &Function, at: Moment) -> Option<String> {
    // Milliseconds of any date that people write are far within what a float holds exactly.
    let date = Date::new(&JsValue::from_f64(at.timestamp_millis() as f64));
    format.call1(&JsValue::UNDEFINED, &date).ok()?.as_string()
}

/// Such as `+11:00`; empty for UTC itself.
fn parse_offset(offset: &str) -> TimeDelta {
    let (sign, rest) = match offset.strip_prefix(['-', '−']) {
        Some(rest) => (-1, rest),
        None => (1, offset.trim_start_matches('+')),
    };
    let mut parts = rest.split(':').map(|part| part.trim().parse::<i32>().unwrap_or_default());
    let (hours, minutes) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    TimeDelta::minutes((sign * (hours * 60 + minutes)).into())
}
