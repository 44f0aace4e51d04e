//! Addresses of the panel are made by `Route` alone.

use keyturn::route::Route;

use crate::source::{quoted, sources};

/// Whether a text spells an address of the panel, or the part of one that a file might put together.
fn spells_an_address(text: &str) -> bool {
    let path = text.split(['?', '#']).next().unwrap_or_default();
    let whole = path.starts_with('/') && Route::parse(path) != Route::NotFound;
    let parts = ["/keys/", "/runs/", "/rotate", "/renew", "/leak", "href='/", "href^='/"];
    whole || parts.iter().any(|part| text.contains(part))
}

fn handwritten(path: &str, text: &str) -> Vec<String> {
    let addresses = quoted(text).into_iter().filter(|(_, text)| spells_an_address(text));
    addresses.map(|(line, text)| format!("{path}:{line}: {text}")).collect()
}

#[test]
fn no_address_is_written_by_hand() {
    let files = sources(&["src/app", "src/demo"], "rs");
    let found: Vec<String> = files.iter().flat_map(|file| handwritten(&file.path, &file.text)).collect();
    assert_eq!(found, [""; 0], "take it from `Route::href`");
}

#[test]
fn an_address_written_by_hand_is_found() {
    for text in [
        "<a href=\"/look-up\">",
        "go(\"/?sort=name\")",
        "format!(\"/keys/{}\", id)",
        "page + \"/rotate\"",
        "at(\"nav a[href='/activity']\")",
    ] {
        assert_eq!(handwritten("a.rs", text).len(), 1, "{text}");
    }
    for text in ["// \"/look-up\"", "path.contains(\"/partner\")", "<Button kind=\"a\"/>", "\"a / b\""] {
        assert_eq!(handwritten("a.rs", text), [""; 0], "{text}");
    }
}
