//! Time zones as the browser knows them.

use std::cell::RefCell;
use std::collections::HashMap;

use chrono::TimeDelta;
use js_sys::{Array, Date, Function, Intl, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::deferred::{call, member, object};
use keyturn_domain::moment::{Moment, iso};

/// Zones change their clocks on the quarter of an hour.
const QUARTER: i64 = 900;

/// More than any log needs; then the oldest knowledge is thrown away altogether.
const REMEMBERED: usize = 10_000;

/// A time zone. The browser is asked once for each quarter of an hour: it takes its time.
pub struct Zone {
    offset: Function,
    day: Function,
    moment: Function,
    ahead: RefCell<HashMap<i64, TimeDelta>>,
}

/// The name of this computer's zone, such as `Australia/Sydney`; `UTC` if the browser does not tell.
pub fn here() -> String {
    let format = Intl::DateTimeFormat::new(&Array::new(), &js_sys::Object::new());
    let options = call(&format, "resolvedOptions", &Array::new()).ok();
    options.and_then(|options| member(&options, "timeZone")?.as_string()).unwrap_or_else(|| "UTC".into())
}

impl Zone {
    /// The zone of this name. `None` if the browser knows none of that name.
    pub fn named(name: &str) -> Option<Self> {
        let format = |members: &[(&str, &str)]| -> Option<Function> {
            let zone = [("timeZone", name)];
            let members: Vec<_> =
                members.iter().chain(&zone).map(|(name, value)| (*name, JsValue::from_str(value))).collect();
            // `new Intl.DateTimeFormat` throws at a zone it does not know, and web-sys does not catch that.
            let intl = member(&js_sys::global(), "Intl")?;
            let constructor: Function = member(&intl, "DateTimeFormat")?.dyn_into().ok()?;
            let arguments = Array::of2(&"en-AU".into(), &object(&members));
            let made = Reflect::construct(&constructor, &arguments).ok()?;
            member(&made, "format")?.dyn_into().ok()
        };
        Some(Self {
            offset: format(&[("timeZoneName", "longOffset")])?,
            day: format(&[("dateStyle", "medium")])?,
            moment: format(&[("dateStyle", "medium"), ("timeStyle", "long")])?,
            ahead: RefCell::default(),
        })
    }

    /// How far its clocks are ahead of UTC at an instant.
    pub fn ahead(&self, at: Moment) -> TimeDelta {
        let quarter = at.timestamp().div_euclid(QUARTER);
        if let Some(known) = self.ahead.borrow().get(&quarter) {
            return *known;
        }
        let words = written(&self.offset, at).unwrap_or_default();
        let ahead = words.rsplit_once("GMT").map(|(_, offset)| read(offset)).unwrap_or_default();
        let mut known = self.ahead.borrow_mut();
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(quarter, ahead);
        ahead
    }

    /// Such as `22 Nov 2026`.
    pub fn day(&self, at: Moment) -> String {
        written(&self.day, at).unwrap_or_else(|| iso(at))
    }

    /// Such as `22 Nov 2026, 2:05:10 pm AEDT`.
    pub fn moment(&self, at: Moment) -> String {
        written(&self.moment, at).unwrap_or_else(|| iso(at))
    }
}

fn written(format: &Function, at: Moment) -> Option<String> {
    // Milliseconds of any date that people write are far within what a float holds exactly.
    let date = Date::new(&JsValue::from_f64(at.timestamp_millis() as f64));
    format.call1(&JsValue::UNDEFINED, &date).ok()?.as_string()
}

/// `+11:00`; nothing for UTC itself.
fn read(offset: &str) -> TimeDelta {
    let (sign, rest) = match offset.strip_prefix(['-', '−']) {
        Some(rest) => (-1, rest),
        None => (1, offset.trim_start_matches('+')),
    };
    let mut parts = rest.split(':').map(|part| part.trim().parse::<i32>().unwrap_or_default());
    let (hours, minutes) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    TimeDelta::minutes((sign * (hours * 60 + minutes)).into())
}
