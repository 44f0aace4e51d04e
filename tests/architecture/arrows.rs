//! The modules of `src/app` depend on each other in one direction only.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{Source, product_code, sources};

/// A module at the top of `src/app`, and what it uses of the others.
type Arrows = BTreeMap<String, BTreeSet<String>>;

/// The module at the top of `src/app` that a file belongs to.
fn module(path: &str) -> Option<&str> {
    let top = path.strip_prefix("src/app/")?.split('/').next()?;
    let name = top.strip_suffix(".rs").unwrap_or(top);
    // `mod.rs` puts the others together, so it is above them all.
    (name != "mod").then_some(name)
}

/// The modules that a file uses: `crate::app::X`, and `super::X` in a file that has no folder of its own.
fn used(file: &Source) -> BTreeSet<String> {
    let depth = file.path.split('/').count() - usize::from(file.path.ends_with("/mod.rs"));
    let mut roots = vec!["crate::app::".to_owned()];
    if let Some(up) = depth.checked_sub(2) {
        roots.push("super::".repeat(up));
    }
    let code: String = product_code(&file.text).split_whitespace().collect();
    let names = |root: &String| -> Vec<String> {
        let from_root = code.match_indices(root.as_str()).filter(|(at, _)| !code[..*at].ends_with("super::"));
        let after = from_root.map(|(at, _)| &code[at + root.len()..]);
        after.flat_map(first_names).collect()
    };
    roots.iter().flat_map(names).collect()
}

/// The name that a path begins with, or the names that a list in braces has.
fn first_names(path: &str) -> Vec<String> {
    let name =
        |text: &str| text.chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect::<String>();
    let Some(list) = path.strip_prefix('{') else { return vec![name(path)] };
    let (mut depth, mut names, mut start) = (0, Vec::new(), 0);
    for (at, char) in list.char_indices() {
        match char {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                names.push(name(&list[start..at]));
                start = at + 1;
                if char == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    names
}

fn arrows(files: &[Source]) -> Arrows {
    let modules: BTreeSet<&str> = files.iter().filter_map(|file| module(&file.path)).collect();
    let mut arrows = Arrows::new();
    for file in files {
        let Some(from) = module(&file.path) else { continue };
        let to = used(file).into_iter().filter(|to| to != from && modules.contains(to.as_str()));
        arrows.entry(from.to_owned()).or_default().extend(to);
    }
    arrows
}

/// The modules that can be reached from themselves.
fn in_circles(arrows: &Arrows) -> Vec<String> {
    let reaches_itself = |module: &&String| {
        let mut seen = BTreeSet::new();
        let mut next: Vec<&String> = arrows[*module].iter().collect();
        while let Some(one) = next.pop() {
            if seen.insert(one) {
                next.extend(arrows.get(one).into_iter().flatten());
            }
        }
        seen.contains(module)
    };
    arrows.keys().filter(reaches_itself).cloned().collect()
}

#[test]
fn the_panels_modules_have_no_circle() {
    let arrows = arrows(&sources(&["src/app"], "rs"));
    assert!(arrows["pages"].contains("state"), "arrows are read: {arrows:?}");
    assert_eq!(in_circles(&arrows), [""; 0], "{arrows:#?}");
}

#[test]
fn a_circle_is_found() {
    let file = |path: &str, text: &str| Source { path: format!("src/app/{path}"), text: text.into() };
    let keys = file("keys.rs", "use super::{runs::{Run, state}, vault::Vault};");
    let vault = file("vault/mod.rs", "use super::runs::Runs;\nuse self::keys::Key;");
    let runs = file("runs.rs", "// use super::keys::Keys;");
    assert_eq!(in_circles(&arrows(&[keys, vault, runs])), [""; 0]);
    let keys = file("keys.rs", "use super::{runs::Run, vault::Vault};");
    let vault =
        file("vault/inside/open.rs", "fn open() { super::super::super::app::b(); crate::app::keys::a() }");
    let runs = file("runs.rs", "");
    assert_eq!(in_circles(&arrows(&[keys, vault, runs])), ["keys", "vault"]);
}
