//! Just enough HTML to find our own tags again. What it reads was written by this project and by Trunk.

/// Every start tag of this name, from `<` to `>`.
pub(super) fn tags<'html>(html: &'html str, name: &str) -> Vec<&'html str> {
    let start = format!("<{name} ");
    html.match_indices(&start).filter_map(|(at, _)| Some(&html[at..at + html[at..].find('>')? + 1])).collect()
}

/// The quoted value of an attribute.
pub(super) fn attribute<'tag>(tag: &'tag str, name: &str) -> Option<&'tag str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

/// The tag with one more attribute.
pub(super) fn with(tag: &str, name: &str, value: &str) -> String {
    format!("{} {name}=\"{value}\">", tag.trim_end_matches('>').trim_end_matches('/').trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str =
        r#"<link rel="stylesheet" href="/a.css"/><link rel="icon" href="/i.svg"><script data-js="/x.js">"#;

    #[test]
    fn tags_end_where_they_end() {
        assert_eq!(
            tags(HEAD, "link"),
            [r#"<link rel="stylesheet" href="/a.css"/>"#, r#"<link rel="icon" href="/i.svg">"#]
        );
    }

    #[test]
    fn an_attribute_is_not_taken_for_another_that_ends_alike() {
        let script = tags(HEAD, "script")[0];
        assert_eq!(attribute(script, "data-js"), Some("/x.js"));
        assert_eq!(attribute(script, "js"), None);
    }

    #[test]
    fn an_attribute_is_added_inside_the_tag() {
        assert_eq!(
            with(r#"<link href="/a.css"/>"#, "integrity", "x"),
            r#"<link href="/a.css" integrity="x">"#
        );
    }
}
