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

/// The documents at the top and in `docs/`, whatever their names.
fn documents() -> Vec<String> {
    let in_folder = |folder: &str| {
        let entries = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap();
        let paths = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let folder = folder.to_owned();
        paths
            .filter(|name| name.ends_with(".md"))
            .map(move |name| [&folder, "/", &name].concat())
            .collect::<Vec<_>>()
    };
    let documents = [in_folder("."), in_folder("docs")].concat();
    assert!(documents.len() > 8, "{documents:?}");
    documents
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
    // The changelog names settings, which look the same.
    for document in documents().into_iter().filter(|name| !name.contains("CHANGELOG")) {
        let text = read(&document);
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
    let text = read("docs/invariants.md");
    for trap in 1..=40 {
        let line = text.lines().find(|line| line.starts_with(&format!("| {trap} ")) && line.contains(" | "));
        let kept = line.unwrap_or_else(|| panic!("no line for trap {trap}"));
        assert!(
            kept.contains(&format!("trap_{trap:02}_"))
                || kept.split('|').nth(2).is_some_and(|how| how.len() > 40)
        );
    }
}

/// A link from one document to another, or into the tree, that leads nowhere.
#[test]
fn every_link_within_the_project_leads_somewhere() {
    for document in documents() {
        let text = read(&document);
        let links = text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
        for link in links.filter(|link| !link.is_empty() && !link.contains("://") && !link.contains(' ')) {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(&document);
            assert!(folder.with_file_name("").join(link).exists(), "{document} links to {link}");
        }
    }
}

#[test]
fn the_glossary_has_thirty_words_at_most() {
    let text = read("ARCHITECTURE.md");
    let glossary = text.split("\n## Words\n").nth(1).expect("a glossary");
    let rows = glossary.lines().filter(|line| line.starts_with("| ")).skip(2);
    let words: Vec<&str> = rows.flat_map(|row| row.split('|').nth(1).unwrap().split(',')).collect();
    assert!((10..=30).contains(&words.len()), "{} words", words.len());
}
