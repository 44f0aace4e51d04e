//! Leaving nothing behind.

/// Loads the page anew: everything that it held in memory is gone. `false` if the browser refused.
pub fn reload() -> bool {
    web_sys::window().is_some_and(|window| window.location().reload().is_ok())
}
