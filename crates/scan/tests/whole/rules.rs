//! The detection rules say what the matcher finds, and the files in `rules/` are what the definition gives.

use std::path::Path;

use crate::feed::{Cut, scan};
use keyturn_scan::rules::{combined, files, rules, vectors};
use regex::Regex;

#[test]
fn rules_and_matcher_find_the_same_in_every_vector() {
    for vector in vectors() {
        let found = scan(vector.text.as_bytes(), &[], &Cut::whole()).findings;
        assert_eq!(found.iter().map(|one| one.kind).collect::<Vec<_>>(), vector.kinds, "{}", vector.text);
        let matching: Vec<String> = rules()
            .into_iter()
            .filter(|rule| Regex::new(&rule.regex()).unwrap().is_match(&vector.text))
            .map(|rule| rule.id)
            .collect();
        assert_eq!(matching, vector.rules, "{}", vector.text);
        assert_eq!(Regex::new(&combined()).unwrap().is_match(&vector.text), !vector.rules.is_empty());
    }
}

#[test]
fn every_rule_has_a_vector_and_its_keywords_stand_in_what_it_finds() {
    for rule in rules() {
        let texts: Vec<String> = vectors()
            .into_iter()
            .filter(|vector| vector.rules.contains(&rule.id.as_str()))
            .map(|vector| vector.text.to_lowercase())
            .collect();
        assert!(!texts.is_empty(), "{}", rule.id);
        for text in texts
            .iter()
            .filter(|text| ["%5f", "u005f", "\\_", "&#95"].iter().all(|joint| !text.contains(joint)))
        {
            assert!(rule.keywords.iter().any(|word| text.contains(word)), "{}: {text}", rule.id);
        }
    }
}

#[test]
fn the_files_are_what_the_definition_gives() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules");
    for (name, text) in files() {
        let written = std::fs::read_to_string(directory.join(name)).unwrap();
        assert_eq!(written, text, "run `cargo run -p keyturn-scan --example rules`");
    }
}
