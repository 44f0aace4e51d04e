//! Whether this browser stores a vault, asked without opening its database.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Whether there may be a vault. A browser that cannot list its databases counts as one that has it.
pub async fn has_stored_vault() -> bool {
    database_names()
        .await
        .is_none_or(|names| names.iter().any(|name| name == super::demo_mode::storage_name()))
}

async fn database_names() -> Option<Vec<String>> {
    let databases = web_sys::window()?.indexed_db().ok()??;
    let list: Function = Reflect::get(&databases, &JsValue::from_str("databases")).ok()?.dyn_into().ok()?;
    let promise: Promise = list.call0(&databases).ok()?.dyn_into().ok()?;
    let found = JsFuture::from(promise).await.ok()?;
    let name = |entry: JsValue| Reflect::get(&entry, &JsValue::from_str("name")).ok()?.as_string();
    Some(Array::from(&found).iter().filter_map(name).collect())
}
