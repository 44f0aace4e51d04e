//! The page's own files: stylesheets linked and layered, nothing inline.

use crate::source::{Source, sources, top};

/// Stylesheets that the page does not link, and links without a stylesheet.
fn unmatched(html: &str, sheets: &[&str]) -> Vec<String> {
    let linked: Vec<&str> = html
        .split("<link ")
        .filter(|tag| tag.contains(r#"rel="css""#))
        .filter_map(|tag| tag.split_once(r#"href=""#)?.1.split('"').next())
        .collect();
    let missing =
        sheets.iter().filter(|sheet| !linked.contains(sheet)).map(|sheet| format!("{sheet} is not linked"));
    let dangling =
        linked.iter().filter(|link| !sheets.contains(link)).map(|link| format!("{link} does not exist"));
    missing.chain(dangling).collect()
}

fn without(text: &str, open: &str, close: &str) -> String {
    let mut parts = text.split(open);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.filter_map(|part| part.split_once(close)).fold(first, |kept, (_, rest)| kept + rest)
}

/// What stands in a stylesheet outside every layer.
fn unlayered(css: &str) -> Vec<String> {
    let text = without(css, "/*", "*/");
    let (mut depth, mut start, mut items) = (0, 0, Vec::new());
    for (at, char) in text.char_indices() {
        depth += i32::from(char == '{') - i32::from(char == '}');
        if depth == 0 && matches!(char, '}' | ';') {
            items.push(text[start..=at].trim().to_owned());
            start = at + 1;
        }
    }
    items.push(text[start..].trim().to_owned());
    items.into_iter().filter(|item| !item.is_empty() && !item.starts_with("@layer ")).collect()
}

/// What the page's content security policy would refuse.
fn inline(html: &str) -> Vec<String> {
    let html = without(html, "<!--", "-->");
    let tags = html.split('<').skip(1);
    tags.filter_map(|text| text.split_once('>'))
        .filter(|(tag, _)| {
            let name = tag.split_whitespace().next().unwrap_or_default();
            let mut attributes = tag.split_whitespace().skip(1);
            name == "style"
                || (name == "script" && !tag.contains(" src="))
                || tag.contains("javascript:")
                || attributes.any(|attribute| {
                    let name = attribute.split('=').next().unwrap_or_default();
                    attribute.contains('=') && (name == "style" || name.starts_with("on"))
                })
        })
        .map(|(tag, _)| tag.to_owned())
        .collect()
}

#[test]
fn every_stylesheet_is_linked_and_every_link_has_one() {
    let files = sources(&["style"], "css");
    let sheets: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(unmatched(&top("index.html"), &sheets), [""; 0]);
}

#[test]
fn every_stylesheet_keeps_to_its_layer() {
    let outside = |file: &Source| {
        unlayered(&file.text).into_iter().map(|item| format!("{}: {item}", file.path)).collect()
    };
    let found: Vec<String> =
        sources(&["style"], "css").iter().flat_map(|file| -> Vec<String> { outside(file) }).collect();
    assert_eq!(found, [""; 0]);
}

#[test]
fn the_page_has_nothing_inline() {
    assert_eq!(inline(&top("index.html")), [""; 0]);
    let boot = top("Trunk.toml");
    let pattern = boot.lines().find_map(|line| line.strip_prefix("pattern_script = ")).unwrap();
    assert_eq!(inline(pattern), [""; 0]);
}

#[test]
fn a_stylesheet_left_out_or_left_over_is_found() {
    let html = r#"<link data-trunk rel="css" href="style/a.css"><link data-trunk rel="icon" href="b.svg">"#;
    assert_eq!(unmatched(html, &["style/a.css"]), [""; 0]);
    assert_eq!(
        unmatched(html, &["style/b.css"]),
        ["style/b.css is not linked", "style/a.css does not exist"]
    );
}

#[test]
fn rules_outside_a_layer_are_found() {
    assert_eq!(unlayered("/* a */ @layer a, b;\n@layer a { b { c: d; } }"), [""; 0]);
    assert_eq!(unlayered("@layer a { b { c: d; } }\ne { f: g; }"), ["e { f: g; }"]);
    assert_eq!(unlayered("@import url(a.css);"), ["@import url(a.css);"]);
}

#[test]
fn what_is_inline_is_found() {
    for html in [
        "<style>a {}</style>",
        "<p style=\"color: red\">",
        "<script>a()</script>",
        "<script type=\"module\">a()</script>",
        "<button onclick=\"a()\">",
        "<a href=\"javascript:a()\">",
    ] {
        assert_eq!(inline(html).len(), 1, "{html}");
    }
    let allowed = r#"<script src="/boot.js"></script><p class="style">on = off</p><!-- <style> -->"#;
    assert_eq!(inline(allowed), [""; 0]);
}
