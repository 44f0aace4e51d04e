//! `index.html` and the files it names, as Trunk would put them into the page.

use std::fs;
use std::path::Path;

use super::html;
use super::module::{FIRST, GLUE};
use super::worker::{WORKERS, Worker};
use crate::failure::{Failure, Outcome};

/// Copies the page's own files from `root` into `page`.
pub(super) fn assemble(root: &Path, page: &Path) -> Outcome {
    let source = root.join("index.html");
    let mut index = fs::read_to_string(&source).map_err(|cause| Failure::file(&source, cause))?;
    let links: Vec<String> = html::tags(&index, "link").into_iter().map(str::to_owned).collect();
    for link in links.iter().filter(|link| link.starts_with("<link data-trunk ")) {
        let tag = match html::attribute(link, "rel") {
            Some("css") => format!(r#"<link rel="stylesheet" href="/{}">"#, copied(root, page, link)?),
            Some("icon") => {
                format!(r#"<link rel="icon" type="image/svg+xml" href="/{}">"#, copied(root, page, link)?)
            }
            Some("copy-file") => copied(root, page, link).map(|_| String::new())?,
            Some("rust") if html::attribute(link, "data-type") == Some("worker") => String::new(),
            Some("rust") => start(),
            _ => return Err(unknown(link)),
        };
        index = index.replace(link, &tag);
    }
    let target = page.join("index.html");
    fs::write(&target, index).map_err(|cause| Failure::file(&target, cause))
}

/// What `Trunk.toml` says of the same tags.
fn start() -> String {
    let worker = |worker: &Worker| {
        let Worker { name, .. } = worker;
        format!(r#" data-{name}="/{}" data-{name}-wasm="/{}""#, worker.script(), worker.module())
    };
    let workers: String = WORKERS.iter().map(worker).collect();
    format!(
        r#"<script defer crossorigin="anonymous" src="/boot.js" data-js="/{GLUE}" data-wasm="/{FIRST}"{workers}></script>
<link rel="modulepreload" href="/{GLUE}"><link rel="preload" href="/{FIRST}" as="fetch" type="application/wasm" crossorigin="anonymous">"#
    )
}

/// Copies the file of a link and gives its name.
fn copied(root: &Path, page: &Path, link: &str) -> Outcome<String> {
    let source = root.join(html::attribute(link, "href").ok_or_else(|| unknown(link))?);
    let name = source.file_name().unwrap_or_default().to_string_lossy().into_owned();
    fs::copy(&source, page.join(&name)).map_err(|cause| Failure::file(&source, cause))?;
    Ok(name)
}

fn unknown(link: &str) -> Failure {
    Failure::new(
        format!("index.html has a link that the release build does not know: {link}"),
        "see assemble.rs in xtask, which does for the release page what Trunk does for the development page",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root(name: &str, link: &str) -> std::path::PathBuf {
        let root = std::env::temp_dir().join(format!("keyturn-assemble-{}-{name}", std::process::id()));
        fs::create_dir_all(root.join("style")).unwrap();
        fs::create_dir_all(root.join("page")).unwrap();
        fs::write(root.join("style/one.css"), "one {}").unwrap();
        fs::write(root.join("index.html"), format!("<head>{link}<link data-trunk rel=\"rust\"></head>"))
            .unwrap();
        root
    }

    #[test]
    fn a_linked_file_comes_along_and_the_module_is_started() {
        let root = root("good", r#"<link data-trunk rel="css" href="style/one.css">"#);
        assemble(&root, &root.join("page")).unwrap();
        let index = fs::read_to_string(root.join("page/index.html")).unwrap();
        assert!(index.contains(r#"<link rel="stylesheet" href="/one.css">"#), "{index}");
        assert!(
            index.contains(r#"data-wasm="/keyturn_bg.wasm""#) && !index.contains("data-trunk"),
            "{index}"
        );
        assert_eq!(fs::read_to_string(root.join("page/one.css")).unwrap(), "one {}");
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn an_unknown_link_stops_the_build() {
        let root = root("unknown", r#"<link data-trunk rel="sass" href="style/one.css">"#);
        assert!(assemble(&root, &root.join("page")).unwrap_err().what.contains("sass"));
        fs::remove_dir_all(root).unwrap();
    }
}
