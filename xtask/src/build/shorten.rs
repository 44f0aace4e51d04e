//! Takes out of our own sources what only their readers need.

use std::io::Write;
use std::process::Stdio;

use crate::command;
use crate::failure::{Failure, Outcome};
use crate::project::Project;

/// What a text is written in.
#[derive(Clone, Copy, Debug)]
pub(super) enum Language {
    Script,
    Style,
}

/// Shortens a script or stylesheet without changing what it does or which browsers take it.
pub(super) fn shorten(project: &Project, language: Language, source: &str) -> Outcome<String> {
    let kind: &[&str] = match language {
        Language::Script => &["--loader=js", "--format=esm"],
        Language::Style => &["--loader=css"],
    };
    let failed = |cause: String| Failure::new(format!("esbuild: {cause}"), "mend the source that it names");
    let mut child = command::program(project, "esbuild")
        .args(["--minify", "--target=esnext", "--log-level=warning", "--charset=utf8"])
        .args(kind)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|cause| failed(cause.to_string()))?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(source.as_bytes()).map_err(|cause| failed(cause.to_string()))?;
    }
    let output = child.wait_with_output().map_err(|cause| failed(cause.to_string()))?;
    if !output.status.success() {
        return Err(failed(output.status.to_string()));
    }
    String::from_utf8(output.stdout).map_err(|cause| failed(cause.to_string()))
}

/// HTML without its comments and indentation.
pub(super) fn html(source: &str) -> String {
    let mut parts = source.split("<!--");
    let first = parts.next().unwrap_or_default().to_owned();
    let text = parts.filter_map(|part| part.split_once("-->")).fold(first, |kept, (_, rest)| kept + rest);
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(|line| format!("{line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::html;

    #[test]
    fn comments_and_indentation_go_and_the_rest_stays() {
        assert_eq!(html("<p>\n  <!-- why -->\n  one\n  two\n</p>"), "<p>\none\ntwo\n</p>\n");
    }
}
