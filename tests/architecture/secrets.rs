//! Every place that takes a secret out of its wrapping says why; nothing half-done is left in.

use crate::source::{code, is_test, product_code, sources};

/// Lines that expose a secret without an `EXPOSE:` comment. One comment covers the lines right under it.
fn unexplained(path: &str, text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let code = product_code(text);
    let code: Vec<&str> = code.lines().collect();
    let exposes = |at: &usize| code[*at].contains(".expose(");
    let covered = |at: usize| {
        let above =
            (0..at).rev().take_while(|above| exposes(above) || lines[*above].trim_start().starts_with("//"));
        std::iter::once(at).chain(above).any(|at| reason(lines[at]))
    };
    (0..code.len())
        .filter(exposes)
        .filter(|at| !covered(*at))
        .map(|at| format!("{path}:{}", at + 1))
        .collect()
}

fn reason(line: &str) -> bool {
    line.split_once("EXPOSE:").is_some_and(|(_, reason)| reason.trim().len() > 3)
}

/// Macros that belong to unfinished work.
fn unfinished(path: &str, text: &str) -> Vec<String> {
    let found = |(at, line): (usize, &str)| {
        let marks = ["todo!(", "unimplemented!(", "dbg!("];
        marks.iter().any(|mark| line.contains(mark)).then(|| format!("{path}:{}", at + 1))
    };
    code(text).lines().enumerate().filter_map(found).collect()
}

#[test]
fn every_exposed_secret_has_a_reason() {
    let files = sources(&["src", "crates"], "rs");
    let product = files.iter().filter(|file| !is_test(&file.path));
    let silent: Vec<String> = product.flat_map(|file| unexplained(&file.path, &file.text)).collect();
    assert_eq!(silent, [""; 0], "say why: `// EXPOSE: …` on the line or the one above");
}

#[test]
fn an_exposure_without_a_reason_is_found() {
    assert_eq!(unexplained("a.rs", "fn a() {\n    b(key.expose());\n}"), ["a.rs:2"]);
    assert_eq!(unexplained("a.rs", "// EXPOSE:\nb(key.expose());"), ["a.rs:2"]);
    assert_eq!(unexplained("a.rs", "// EXPOSE: it is sent\na();\nb(key.expose());"), ["a.rs:3"]);
    assert_eq!(
        unexplained("a.rs", "// EXPOSE: both are\n// sent\nb(one.expose());\nb(two.expose());"),
        [""; 0]
    );
    assert_eq!(unexplained("a.rs", "b(key.expose()); // EXPOSE: it is sent"), [""; 0]);
    assert_eq!(unexplained("a.rs", "#[cfg(test)]\nmod tests {\n    fn a() { b.expose(); }\n}"), [""; 0]);
}

#[test]
fn nothing_is_left_unfinished() {
    let files = sources(&["src", "crates", "xtask", "tests"], "rs");
    let left: Vec<String> = files.iter().flat_map(|file| unfinished(&file.path, &file.text)).collect();
    assert_eq!(left, [""; 0]);
}

#[test]
fn what_is_unfinished_is_found() {
    assert_eq!(unfinished("a.rs", "fn a() {\n    todo!()\n}\nfn b() { dbg!(1); }"), ["a.rs:2", "a.rs:4"]);
    assert_eq!(unfinished("a.rs", "// todo!()\nlet a = \"dbg!(1)\";"), [""; 0]);
}
