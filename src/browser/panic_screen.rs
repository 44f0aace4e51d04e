//! What people see if the panel panics.

use super::mount;

/// Installs the panic hook. The panel cannot go on after a panic. What it last showed stays on the page, because it may
/// hold the only copy of a new key; a message is put above it. The panic's own text goes to developers only.
pub fn install() {
    std::panic::set_hook(Box::new(|_panic| {
        #[cfg(debug_assertions)]
        console_error_panic_hook::hook(_panic);
        let _ = show();
    }));
}

fn show() -> Option<()> {
    const HEADING: &str = "Keyturn stopped";
    const WORDS: [&str; 2] = [
        "The panel met an error of its own and cannot go on. This is a fault of Keyturn, not of a vendor or a key. Buttons on this page no longer do anything.",
        "If a new key is on the screen below, copy it now and keep it: this page is its only copy. Then reload the page. The keys that were added here have to be added again, and the vendor can be asked what became of them.",
    ];
    let document = mount::document()?;
    let alert = document.create_element("div").ok()?;
    alert.set_class_name("error stopped");
    alert.set_attribute("role", "alert").ok()?;
    for (name, words) in [("h1", HEADING), ("p", WORDS[0]), ("p", WORDS[1])] {
        let element = document.create_element(name).ok()?;
        element.set_text_content(Some(words));
        alert.append_child(&element).ok()?;
    }
    let body = document.body()?;
    body.insert_before(&alert, body.first_child().as_ref()).ok()?;
    Some(())
}
