//! Takes out of our own sources what only their readers need. Plain text work: compression does the rest.

/// HTML without its comments and indentation.
pub(super) fn html(source: &str) -> String {
    unindented(&without(source, "<!--", "-->"))
}

/// A stylesheet without its comments and indentation. The stylesheets quote no text that looks like a comment.
pub(super) fn css(source: &str) -> String {
    unindented(&without(source, "/*", "*/"))
}

/// A script without its whole-line comments and indentation.
pub(super) fn script(source: &str) -> String {
    unindented(source)
        .lines()
        .filter(|line| !line.starts_with("//"))
        .map(|line| format!("{line}\n"))
        .collect()
}

fn without(source: &str, open: &str, close: &str) -> String {
    let mut kept = String::with_capacity(source.len());
    let mut rest = source;
    while let Some((before, after)) = rest.split_once(open) {
        kept.push_str(before);
        rest = after.split_once(close).map_or("", |(_, after)| after);
    }
    kept + rest
}

fn unindented(source: &str) -> String {
    source.lines().map(str::trim).filter(|line| !line.is_empty()).map(|line| format!("{line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_go_and_the_rest_stays() {
        assert_eq!(css("/* why */\n@layer a {\n  b { c: d /* e */; }\n}\n"), "@layer a {\nb { c: d ; }\n}\n");
        assert_eq!(html("<p>\n  <!-- why -->\n  one\n  two\n</p>"), "<p>\none\ntwo\n</p>\n");
        assert_eq!(script("// why\nconst a = 'b//c';\n"), "const a = 'b//c';\n");
    }
}
