//! What the panel keeps in this browser in clear: each with the literal form of every value, as the first version
//! wrote it.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test that meets a fault has failed")]

use keyturn::browser::theme::{self, Theme};
use keyturn::browser::{clipboard_reminder, expiry_thresholds};
use keyturn_domain::moment::Thresholds;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::Storage;

wasm_bindgen_test_configure!(run_in_browser);

fn local() -> Storage {
    web_sys::window().unwrap().local_storage().unwrap().unwrap()
}

#[wasm_bindgen_test]
fn every_theme_is_stored_by_its_word_and_read_again() {
    for stored in [None, Some("light"), Some("dark")] {
        match stored {
            Some(word) => local().set_item("keyturn-theme", word).unwrap(),
            None => local().remove_item("keyturn-theme").unwrap(),
        }
        let theme = theme::load();
        let word = match theme {
            Theme::System => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        };
        assert_eq!(word, stored);
        local().set_item("keyturn-theme", "another").unwrap();
        theme::set(theme);
        assert_eq!(local().get_item("keyturn-theme").unwrap().as_deref(), stored);
    }
    local().set_item("keyturn-theme", "sepia").unwrap();
    assert_eq!(theme::load(), Theme::System);
}

#[wasm_bindgen_test]
fn the_days_of_warning_are_stored_as_two_numbers() {
    let chosen = Thresholds { soon: 60, urgent: 14 };
    assert!(expiry_thresholds::save(chosen));
    assert_eq!(local().get_item("keyturn-warn-days").unwrap().as_deref(), Some("60 14"));
    assert_eq!(expiry_thresholds::load(), chosen);
}

#[wasm_bindgen_test]
fn that_a_key_may_be_on_the_clipboard_is_stored_as_a_one() {
    let session = web_sys::window().unwrap().session_storage().unwrap().unwrap();
    clipboard_reminder::set(true);
    assert_eq!(session.get_item("keyturn-clipboard").unwrap().as_deref(), Some("1"));
    assert!(clipboard_reminder::is_set());
    clipboard_reminder::set(false);
    assert_eq!(session.get_item("keyturn-clipboard").unwrap(), None);
    assert!(!clipboard_reminder::is_set());
}
