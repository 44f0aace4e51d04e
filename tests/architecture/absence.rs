//! What a room must not reach, where the compiler does not say so: crates keep their own arrows.

use crate::source::{Source, is_test, product_code, sources, top};

/// The crates without web, clock, chance or files: what they need of those comes in as arguments.
const PURE: [&str; 4] = ["domain", "wire", "vault", "sandbox"];

/// How the names of packages begin that exist for a page or a server only.
const WEB: [&str; 7] =
    ["console_error_panic_hook", "gloo", "js-sys", "leptos", "tokio", "wasm-bindgen", "web-sys"];

/// All that the domain is built from.
const DOMAIN: [&str; 5] = ["chrono", "keyturn-scan", "sha2", "uuid", "zeroize"];

const OUTSIDE: [&str; 9] =
    ["env", "fs", "net", "process", "thread", "SystemTime", "Instant", "now", "new_v4"];

/// The words of this code that are named by a path: beside `::`, or anywhere in an import, however many lines it takes.
fn named(code: &str) -> Vec<(usize, String)> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let mut found = Vec::new();
    let mut import = false;
    for (at, line) in code.lines().enumerate() {
        let start = line.trim_start();
        import |= start.starts_with("use ")
            || start.starts_with("pub use ")
            || start.starts_with("pub(crate) use ");
        let mut end = 0;
        for word in line.split_inclusive(|c| !is_part(c)) {
            let before = &line[..end];
            end += word.len();
            let name = word.trim_end_matches(|c| !is_part(c));
            let in_path = before.ends_with("::") || line[end - (word.len() - name.len())..].starts_with("::");
            if !name.is_empty() && (import || in_path) {
                found.push((at + 1, name.to_owned()));
            }
        }
        import &= !line.contains(';');
    }
    found
}

fn reaching(file: &Source, forbidden: &[&str]) -> Vec<String> {
    named(&product_code(&file.text))
        .into_iter()
        .filter(|(_, name)| forbidden.contains(&name.as_str()))
        .map(|(line, name)| format!("{}:{line}: {name}", file.path))
        .collect()
}

fn reaching_in(folder: &str, forbidden: &[&str]) -> Vec<String> {
    let files = sources(&[folder], "rs");
    assert!(!files.is_empty(), "nothing is in {folder}");
    files.iter().filter(|file| !is_test(&file.path)).flat_map(|file| reaching(file, forbidden)).collect()
}

/// The packages that a manifest names before its dependencies for tests.
fn packages(manifest: &str) -> Vec<&str> {
    let named = manifest.split_once("[dependencies]").map_or("", |(_, rest)| rest);
    let named = named.split("dev-dependencies]").next().unwrap_or_default();
    named
        .lines()
        .filter_map(|line| line.split(['=', '.', ' ']).next())
        .filter(|name| !name.is_empty() && !name.starts_with('['))
        .collect()
}

#[test]
fn pure_crates_have_no_web_and_the_domain_no_formats() {
    for crate_name in PURE {
        let manifest = top(&format!("crates/{crate_name}/Cargo.toml"));
        let packages = packages(&manifest);
        assert!(packages.contains(&"uuid"), "{crate_name}: {packages:?}");
        let is_web = |package: &&&str| WEB.iter().any(|start| package.starts_with(start));
        assert_eq!(packages.iter().find(is_web), None, "{crate_name}");
        assert!(crate_name != "domain" || packages == DOMAIN, "the domain uses {packages:?}");
    }
}

#[test]
fn pure_crates_reach_nothing_outside() {
    let pure = PURE.map(|name| format!("crates/{name}/src"));
    for folder in pure.iter().map(String::as_str).chain(["src/demo"]) {
        assert_eq!(reaching_in(folder, &OUTSIDE), [""; 0]);
    }
}

/// Otherwise a fault in the reader of replies would be the sandbox's as well, and no test would see it.
#[test]
fn the_sandbox_shares_no_reader_with_the_page() {
    let allowed = ["keyturn_wire::http", "keyturn_domain::vendor"];
    let files = sources(&["crates/sandbox/src"], "rs");
    for file in files.iter().filter(|file| !is_test(&file.path)) {
        let code = product_code(&file.text);
        for (at, _) in code.match_indices("keyturn_wire").chain(code.match_indices("keyturn_domain")) {
            assert!(
                allowed.iter().any(|path| code[at..].starts_with(path)),
                "{}: {:.40}",
                file.path,
                &code[at..]
            );
        }
    }
}

#[test]
fn the_panel_reaches_the_browser_through_its_edges_only() {
    assert_eq!(reaching_in("src/app", &["web_sys", "js_sys", "gloo_net"]), [""; 0]);
    assert_eq!(reaching_in("src/browser", &["leptos", "leptos_router", "app"]), [""; 0]);
    assert_eq!(reaching_in("src/demo", &["leptos", "app", "browser"]), [""; 0]);
}

/// Places that write to the list of keys themselves instead of calling a verb of `Keys`.
fn writes_to_the_inventory(file: &Source) -> Vec<String> {
    let code = product_code(&file.text).split_whitespace().collect::<Vec<_>>().join("");
    let verbs = ["update", "try_update", "update_untracked", "set", "write", "notify"];
    let receivers = ["inventory", "keys"].map(|name| verbs.map(|verb| format!("{name}.{verb}(")));
    let mut marks = receivers.into_iter().flatten().chain(["RwSignal<Inventory>".to_owned()]);
    marks.find(|mark| code.contains(mark)).map(|mark| format!("{}: {mark}", file.path)).into_iter().collect()
}

#[test]
fn only_the_state_writes_to_the_inventory() {
    let files = sources(&["src/app"], "rs");
    let others = files.iter().filter(|file| !file.path.starts_with("src/app/state/"));
    let found: Vec<String> = others.flat_map(writes_to_the_inventory).collect();
    assert_eq!(found, [""; 0], "call a verb of `Keys`, or add one");
}

#[test]
fn a_write_to_the_inventory_is_found() {
    for text in ["a.inventory\n    .update(|b| c);", "app.keys.set(b);", "let a: RwSignal<Inventory>;"] {
        let file = Source { path: "a.rs".into(), text: text.into() };
        assert_eq!(writes_to_the_inventory(&file).len(), 1, "{text}");
    }
    let file = Source { path: "a.rs".into(), text: "app.keys.add_key(new); checks.update(|b| c);".into() };
    assert_eq!(writes_to_the_inventory(&file), [""; 0]);
}

#[test]
fn what_reaches_outside_is_found() {
    let words = [&OUTSIDE[..], &["leptos", "app", "web_sys"]].concat();
    for text in [
        "use std::fs;",
        "use std::{fmt, env};",
        "use std::{\n    fmt,\n    fs,\n};",
        "fn a() { std::time::Instant::now(); }",
        "fn a() -> uuid::Uuid { uuid::Uuid::new_v4() }",
        "use crate::app;",
        "use leptos::web_sys::HtmlElement;",
    ] {
        let file = Source { path: "a.rs".into(), text: text.into() };
        assert!(!reaching(&file, &words).is_empty(), "{text}");
    }
    for text in [
        "fn a(now: i64) -> i64 { now }",
        "// std::fs",
        "#[cfg(test)]\nmod tests { use std::fs; }",
        "a(\"std::env\")",
    ] {
        let file = Source { path: "a.rs".into(), text: text.into() };
        assert_eq!(reaching(&file, &words), [""; 0], "{text}");
    }
}
