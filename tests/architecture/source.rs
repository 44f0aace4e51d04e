//! Source files, and their code alone: comments, quoted text and tests blanked out, line for line.

use std::fs;
use std::path::{Path, PathBuf};

/// A source file by its path from the top of the workspace, with `/` between the parts.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// Every file with this extension under these directories, in order.
pub(crate) fn sources(directories: &[&str], extension: &str) -> Vec<Source> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for directory in directories {
        collect(&root.join(directory), extension, &mut found);
    }
    found.sort();
    let named = |path: &PathBuf| path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
    found.iter().map(|path| Source { path: named(path), text: fs::read_to_string(path).unwrap() }).collect()
}

/// One file at the top of the workspace.
pub(crate) fn top(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

fn collect(directory: &Path, extension: &str, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(directory) else { return };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() && !path.ends_with("target") {
            collect(&path, extension, found);
        } else if path.extension().is_some_and(|this| this == extension) {
            found.push(path);
        }
    }
}

/// Whether a file holds nothing but tests.
pub(crate) fn is_test(path: &str) -> bool {
    path.split('/').any(|part| matches!(part, "tests" | "tests.rs") || part.ends_with("_tests.rs"))
}

/// The code of a file that runs in the product.
pub(crate) fn product_code(text: &str) -> String {
    without_tests(code(text))
}

/// Rust with comments and quoted text blanked out; every line keeps its number.
pub(crate) fn code(text: &str) -> String {
    let mut blank = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (length, keep) = token(rest, blank.chars().next_back());
        let (taken, after) = rest.split_at(length.max(first.len_utf8()));
        blank.extend(taken.chars().map(|char| if keep || char == '\n' { char } else { ' ' }));
        rest = after;
    }
    blank
}

/// The quoted texts of Rust, each with its line.
pub(crate) fn quoted(text: &str) -> Vec<(usize, &str)> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(first) = text[at..].chars().next() {
        let (length, _) = token(&text[at..], text[..at].chars().next_back());
        let end = at + length.max(first.len_utf8());
        let taken = &text[at..end];
        let inside = taken.trim_start_matches('r').trim_matches('#').strip_prefix('"');
        if let Some(inside) = inside.and_then(|inside| inside.strip_suffix('"')) {
            found.push((text[..at].matches('\n').count() + 1, inside));
        }
        at = end;
    }
    found
}

/// The length of the next comment or quotation, or of one character to keep.
fn token(rest: &str, before: Option<char>) -> (usize, bool) {
    let in_word = before.is_some_and(|char| char.is_alphanumeric() || char == '_');
    let upto = |end: Option<usize>| (end.unwrap_or(rest.len()), false);
    if rest.starts_with("//") {
        return upto(rest.find('\n'));
    }
    if rest.starts_with("/*") {
        return upto(rest.find("*/").map(|at| at + 2));
    }
    if rest.starts_with('"') {
        return upto(closing_quote(rest));
    }
    if !in_word && rest.starts_with('r') {
        let hashes = rest[1..].chars().take_while(|char| *char == '#').count();
        if rest[1 + hashes..].starts_with('"') {
            let close = format!("\"{}", "#".repeat(hashes));
            let body = 2 + hashes;
            return upto(rest[body..].find(&close).map(|at| body + at + close.len()));
        }
    }
    if let Some(inner) = rest.strip_prefix('\'') {
        // A character, not a lifetime: it is closed right after one character or an escape.
        if inner.starts_with('\\') {
            return upto(rest[3..].find('\'').map(|at| at + 4));
        }
        let end = rest.char_indices().nth(2).map(|(at, _)| at);
        if let Some(end) = end.filter(|end| rest[*end..].starts_with('\'')) {
            return (end + 1, false);
        }
    }
    (0, true)
}

fn closing_quote(rest: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, char) in rest.char_indices().skip(1) {
        match char {
            '"' if !escaped => return Some(at + 1),
            _ => escaped = char == '\\' && !escaped,
        }
    }
    None
}

/// Blanks what follows `#[cfg(test)]`: up to the matching brace, or to the semicolon if that comes first.
fn without_tests(mut code: String) -> String {
    const MARK: &str = "#[cfg(test)]";
    while let Some(start) = code.find(MARK) {
        let mut depth = 0;
        let body = &code[start + MARK.len()..];
        let end = body.char_indices().find_map(|(at, char)| {
            depth += i32::from(char == '{') - i32::from(char == '}');
            (depth == 0 && matches!(char, '}' | ';')).then_some(at + 1)
        });
        let end = start + MARK.len() + end.unwrap_or(body.len());
        let blank: String =
            code[start..end].chars().map(|char| if char == '\n' { '\n' } else { ' ' }).collect();
        code.replace_range(start..end, &blank);
    }
    code
}

#[test]
fn code_is_what_is_neither_comment_nor_quotation() {
    let text = "a(\"web_sys::x\"); // web_sys::y\nb('\"', r#\"c\"d\"#, '\\'', &'a e); /* f */ g";
    let blank = code(text);
    assert_eq!(blank.lines().count(), 2);
    assert_eq!(blank.split_whitespace().collect::<String>(), "a();b(,,,&'ae);g");
}

#[test]
fn quoted_texts_are_found_on_their_lines() {
    let text = "a(\"b\");\n// \"c\"\nd(r#\"e\"f\"#, '\"', <g h=\"i\"/>);";
    assert_eq!(quoted(text), [(1, "b"), (3, "e\"f"), (3, "i")]);
}

#[test]
fn product_code_is_what_is_not_a_test() {
    let text = "fn a() {}\n#[cfg(test)]\nmod tests {\n  fn b() { c(); }\n}\nfn d() {}\n#[cfg(test)]\nmod e;\nfn f() {}";
    let code = product_code(text);
    assert_eq!(code.split_whitespace().collect::<String>(), "fna(){}fnd(){}fnf(){}");
    assert_eq!(code.lines().count(), text.lines().count());
}
