//! The paths that code names, grouped imports spelt out and `super` resolved.

/// Every path in blanked-out code of the module `module` (such as `["domain", "renewal"]`), as its segments.
pub(crate) fn paths(code: &str, module: &[String]) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut rest = code;
    let mut before = ' ';
    while let Some(char) = rest.chars().next() {
        let word = identifier(rest);
        if word.is_empty() {
            before = char;
            rest = &rest[char.len_utf8()..];
        } else if word == "use" && before != '#' {
            let (tree, after) = rest[word.len()..].split_once(';').unwrap_or((&rest[word.len()..], ""));
            expand(tree, &[], &mut found);
            (rest, before) = (after, ';');
        } else {
            let path = written(rest);
            if path.len() > 1 && before != '.' {
                found.push(path.iter().map(|part| (*part).to_owned()).collect());
            }
            let last = path[path.len() - 1];
            let end = last.as_ptr() as usize + last.len() - rest.as_ptr() as usize;
            (rest, before) = (&rest[end..], 'x');
        }
    }
    found.into_iter().map(|path| resolved(path, module)).collect()
}

/// The module that a file of `src/` is.
pub(crate) fn module(path: &str) -> Vec<String> {
    let path = path.trim_start_matches("src/").trim_end_matches(".rs");
    path.split('/').filter(|part| *part != "mod").map(str::to_owned).collect()
}

fn identifier(text: &str) -> &str {
    let end = text.find(|char: char| !char.is_alphanumeric() && char != '_').unwrap_or(text.len());
    &text[..end]
}

/// A path as it stands in an expression or type: `a::b::c`.
fn written(text: &str) -> Vec<&str> {
    let mut parts = vec![identifier(text)];
    let mut rest = &text[parts[0].len()..];
    while let Some(after) = rest.strip_prefix("::") {
        let part = identifier(after);
        if part.is_empty() {
            break;
        }
        parts.push(part);
        rest = &after[part.len()..];
    }
    parts
}

/// Spells out `a::{b, c::d as e}`.
fn expand(tree: &str, stem: &[String], found: &mut Vec<Vec<String>>) {
    let tree = tree.trim().trim_start_matches("::");
    if let Some(inner) = tree.strip_prefix('{') {
        for branch in branches(inner.trim_end().trim_end_matches('}')) {
            expand(branch, stem, found);
        }
        return;
    }
    let name = tree.split_whitespace().next().unwrap_or_default();
    let (first, rest) = match tree.split_once("::") {
        Some((first, rest)) => (first.trim(), Some(rest)),
        None => (name, None),
    };
    if first.is_empty() {
        return;
    }
    let mut path = stem.to_vec();
    path.push(first.to_owned());
    match rest {
        Some(rest) => expand(rest, &path, found),
        None => found.push(path),
    }
}

/// Splits at the commas that no brace encloses.
fn branches(inner: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, char) in inner.char_indices() {
        depth += i32::from(char == '{') - i32::from(char == '}');
        if char == ',' && depth == 0 {
            parts.push(&inner[start..at]);
            start = at + 1;
        }
    }
    parts.push(&inner[start..]);
    parts
}

/// Turns `self` and `super` into `crate::…`.
fn resolved(path: Vec<String>, module: &[String]) -> Vec<String> {
    let ups = path.iter().take_while(|part| *part == "super").count();
    let here = usize::from(path.first().is_some_and(|part| part == "self"));
    if ups == 0 && here == 0 {
        return path;
    }
    let stem = &module[..module.len().saturating_sub(ups)];
    let mut whole = vec!["crate".to_owned()];
    whole.extend(stem.iter().cloned().chain(path.into_iter().skip(ups + here)));
    whole
}

#[test]
fn imports_and_inline_paths_are_spelt_out() {
    let code = "pub use crate::{wire::{http, routes as r}, domain};\nfn a() -> std::io::Result<()> { b.c::<u8>(); super::d::e() }";
    let paths: Vec<String> =
        paths(code, &["domain".into(), "renewal".into()]).iter().map(|path| path.join("::")).collect();
    assert_eq!(
        paths,
        [
            "crate::wire::http",
            "crate::wire::routes",
            "crate::domain",
            "std::io::Result",
            "crate::domain::d::e"
        ]
    );
}

#[test]
fn a_file_is_the_module_its_path_says() {
    assert_eq!(module("src/domain/mod.rs"), ["domain"]);
    assert_eq!(module("src/domain/renewal/step.rs"), ["domain", "renewal", "step"]);
}
