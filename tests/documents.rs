//! What the documents claim: every test they name exists, and every trap has its line.

#![expect(clippy::unwrap_used, reason = "a test that cannot read the sources has failed")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

fn collect(folder: &Path, functions: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, functions);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let names = text.split("fn ").skip(1).map(|rest| {
                rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect::<String>()
            });
            functions.extend(names);
        }
    }
}

fn functions() -> BTreeSet<String> {
    let mut functions = BTreeSet::new();
    for folder in ["src", "crates", "tests", "xtask"] {
        collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut functions);
    }
    functions
}

/// The words between back-quotes that look like a test's name.
fn named_tests(text: &str) -> Vec<&str> {
    let is_name = |word: &&str| {
        word.matches('_').count() >= 3
            && word.bytes().all(|b| b == b'_' || b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    text.split('`').skip(1).step_by(2).filter(is_name).collect()
}

#[test]
fn every_test_that_a_document_names_exists() {
    let functions = functions();
    for document in ["ARCHITECTURE.md", "SECURITY.md", "README.md"] {
        let text = read(document);
        for name in named_tests(&text) {
            assert!(functions.contains(name), "{document} names `{name}`, which does not exist");
        }
    }
    assert!(!functions.contains("a_test_that_nobody_wrote"));
    assert_eq!(named_tests("see `a_test_that_nobody_wrote` and `src/lib.rs`"), ["a_test_that_nobody_wrote"]);
}

#[test]
fn the_changelog_has_a_section_for_the_version() {
    let section = format!("\n## {} - ", env!("CARGO_PKG_VERSION"));
    assert!(read("CHANGELOG.md").contains(&section), "no `{}` in CHANGELOG.md", section.trim());
}

#[test]
fn every_trap_has_its_line() {
    let text = read("ARCHITECTURE.md");
    for trap in 1..=40 {
        let line = text.lines().find(|line| line.starts_with(&format!("| {trap} ")) && line.contains(" | "));
        let kept = line.unwrap_or_else(|| panic!("no line for trap {trap}"));
        assert!(
            kept.contains(&format!("trap_{trap:02}_"))
                || kept.split('|').nth(2).is_some_and(|how| how.len() > 40)
        );
    }
}
