//! Which room may know what.

use crate::paths::{module, paths};
use crate::source::{is_test, product_code, sources, top};

struct Room {
    name: &'static str,
    /// Modules of this crate, by the start of their path.
    knows: &'static [&'static str],
    /// Packages besides the standard library.
    uses: Uses,
}

enum Uses {
    Only(&'static [&'static str]),
    AllBut(&'static [&'static str]),
}

const WEB: &[&str] = &[
    "console_error_panic_hook",
    "gloo_net",
    "gloo_timers",
    "js_sys",
    "leptos",
    "leptos_router",
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "web_sys",
];

const ROOMS: [Room; 7] = [
    Room {
        name: "domain",
        knows: &["domain"],
        uses: Uses::Only(&["chrono", "keyturn_scan", "zeroize", "sha2", "uuid"]),
    },
    Room { name: "wire", knows: &["wire", "domain"], uses: Uses::AllBut(WEB) },
    // A parked reply is one of `wire`'s replies, sealed.
    Room { name: "vault", knows: &["vault", "wire", "domain"], uses: Uses::AllBut(WEB) },
    Room { name: "sandbox", knows: &["sandbox", "wire::http", "domain::vendor"], uses: Uses::AllBut(WEB) },
    Room { name: "demo", knows: &["demo", "sandbox", "vault", "wire", "domain"], uses: Uses::AllBut(WEB) },
    Room {
        name: "browser",
        knows: &["browser", "wire", "vault", "domain"],
        uses: Uses::AllBut(&["leptos", "leptos_router"]),
    },
    Room {
        name: "app",
        knows: &["app", "browser", "demo", "sandbox", "wire", "vault", "domain"],
        uses: Uses::AllBut(&["web_sys", "js_sys", "gloo_net"]),
    },
];

/// What reaches outside the program: files, the network, clocks, chance. Pure rooms are told instead.
const OUTSIDE: [&str; 9] =
    ["env", "fs", "net", "process", "thread", "SystemTime", "Instant", "now", "new_v4"];

/// What the file at `path` names although its room may not, given the packages this crate depends on.
fn wrong_arrows(path: &str, text: &str, packages: &[String]) -> Vec<String> {
    let module = module(path);
    let Some(room) = ROOMS.iter().find(|room| module.first().is_some_and(|first| first == room.name)) else {
        return vec![format!("{path}: there is no such room")];
    };
    let pure = !matches!(room.name, "browser" | "app");
    paths(&product_code(text), &module)
        .into_iter()
        .filter(|path| match path[0].as_str() {
            "crate" => !known(room, &path[1..].join("::")),
            _ if pure && path.iter().any(|part| OUTSIDE.contains(&part.as_str())) => true,
            // Found wherever it stands, since other packages hand it on.
            _ if room.name == "app" && path.iter().any(|part| part == "web_sys") => true,
            package => packages.iter().any(|name| name == package) && !usable(&room.uses, package),
        })
        .map(|named| format!("{path}: {}", named.join("::")))
        .collect()
}

fn known(room: &Room, path: &str) -> bool {
    room.knows.iter().any(|start| path == *start || path.starts_with(&format!("{start}::")))
}

fn usable(uses: &Uses, package: &str) -> bool {
    match uses {
        Uses::Only(names) => names.contains(&package),
        Uses::AllBut(names) => !names.contains(&package),
    }
}

/// The names under which this crate's dependencies are imported.
fn packages(manifest: &str) -> Vec<String> {
    let mut inside = false;
    let mut names = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.ends_with("dependencies]") && !line.contains("workspace");
        } else if inside
            && let Some(name) = line.split(['=', '.', ' ']).next().filter(|name| !name.is_empty())
        {
            names.push(name.replace('-', "_"));
        }
    }
    names
}

#[test]
fn every_room_knows_only_the_rooms_below_it() {
    let packages = packages(&top("Cargo.toml"));
    let files = sources(&["src"], "rs");
    let in_rooms = files.iter().filter(|file| file.path.matches('/').count() > 1 && !is_test(&file.path));
    let wrong: Vec<String> =
        in_rooms.flat_map(|file| wrong_arrows(&file.path, &file.text, &packages)).collect();
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn the_dependencies_are_all_seen() {
    let packages = packages(&top("Cargo.toml"));
    for name in ["chrono", "serde_json", "sha2", "leptos", "web_sys", "wasm_bindgen"] {
        assert!(packages.iter().any(|package| package == name), "{name} is missing in {packages:?}");
    }
}

#[test]
fn wrong_arrows_are_found() {
    let packages: Vec<String> =
        ["serde", "chrono", "uuid"].iter().chain(WEB).map(|name| (*name).to_owned()).collect();
    for (path, text) in [
        ("src/domain/key.rs", "use serde::Serialize;"),
        ("src/domain/key.rs", "use crate::{domain::vendor, wire::routes};"),
        ("src/domain/renewal/step.rs", "use super::super::super::wire::http;"),
        ("src/domain/key.rs", "fn a() { std::time::Instant::now(); }"),
        ("src/domain/key.rs", "fn a() -> uuid::Uuid { uuid::Uuid::new_v4() }"),
        ("src/wire/http.rs", "use leptos::prelude::*;"),
        ("src/wire/http.rs", "use crate::sandbox;"),
        ("src/wire/http.rs", "use crate::vault;"),
        ("src/sandbox/mod.rs", "use crate::wire::superapi;"),
        ("src/sandbox/mod.rs", "use crate::domain::fault::Fault;"),
        ("src/browser/fetch.rs", "use crate::app;"),
        ("src/browser/fetch.rs", "use leptos::prelude::*;"),
        ("src/app/mod.rs", "fn a() { web_sys::window(); }"),
        ("src/app/mod.rs", "use leptos::web_sys::HtmlElement;"),
        ("src/attic/mod.rs", ""),
    ] {
        assert_eq!(wrong_arrows(path, text, &packages).len(), 1, "{path}: {text}");
    }
}

#[test]
fn right_arrows_are_let_through() {
    let packages: Vec<String> =
        ["serde", "chrono"].iter().chain(WEB).map(|name| (*name).to_owned()).collect();
    for (path, text) in [
        ("src/domain/key.rs", "use super::vendor::Vendor; use chrono::{DateTime, Utc}; use std::fmt;"),
        ("src/wire/http.rs", "use crate::domain::vendor; use serde::Serialize;"),
        ("src/sandbox/mod.rs", "use crate::wire::http::Reply; use crate::domain::vendor::Vendor;"),
        ("src/browser/fetch.rs", "use crate::wire::http; use web_sys::Window;"),
        ("src/app/mod.rs", "use crate::{browser, domain, wire}; use leptos::prelude::*;"),
        ("src/domain/key.rs", "#[cfg(test)]\nmod tests { use serde::Serialize; }\n// serde::Serialize"),
    ] {
        assert_eq!(wrong_arrows(path, text, &packages), [""; 0], "{path}: {text}");
    }
}
