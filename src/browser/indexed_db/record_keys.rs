//! Where each thing lies, and what comes back from there.

use js_sys::Array;
use uuid::Uuid;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::IdbKeyRange;

use super::error::StoreError;

pub(super) fn name(set: Uuid) -> JsValue {
    set.to_string().into()
}

pub(super) fn fence_of(set: Uuid) -> JsValue {
    Array::of2(&"fence".into(), &name(set)).into()
}

pub(super) fn mark_of(set: Uuid) -> JsValue {
    Array::of2(&"mark".into(), &name(set)).into()
}

pub(super) fn erased(set: Uuid) -> JsValue {
    Array::of2(&"erased".into(), &name(set)).into()
}

pub(super) fn is_erased(place: &JsValue) -> bool {
    place.dyn_ref::<Array>().is_some_and(|parts| parts.get(0) == "erased")
}

/// The name of the set that what lies at this place belongs to; nothing for a place that is no set's.
pub(super) fn set_of(place: &JsValue) -> Option<JsValue> {
    let parts: &Array = place.dyn_ref()?;
    let first = parts.get(0).as_string()?;
    Some(if matches!(first.as_str(), "fence" | "mark" | "erased") { parts.get(1) } else { parts.get(0) })
}

pub(super) fn place(set: Uuid, seq: u64) -> JsValue {
    Array::of2(&name(set), &number(seq)).into()
}

/// Every place of a set: in key order an array comes after every number.
pub(super) fn all_of(set: Uuid) -> Result<JsValue, StoreError> {
    let first = Array::of1(&name(set));
    let last = Array::of2(&name(set), &Array::new());
    let range = IdbKeyRange::bound(&first, &last).map_err(|thrown| StoreError::thrown(&thrown))?;
    Ok(range.into())
}

pub(super) fn number(number: u64) -> JsValue {
    JsValue::from_f64(number as f64)
}

pub(super) fn text(value: &JsValue) -> Result<String, StoreError> {
    value.as_string().ok_or_else(|| StoreError::Unreadable("something other than text".into()))
}

pub(super) fn id(value: &JsValue) -> Result<Uuid, StoreError> {
    let text = text(value)?;
    text.parse().map_err(|_| StoreError::Unreadable("a set without an id".into()))
}
