//! `cargo xtask demo`: a folder that shows the demo and nothing else, from any server of plain files.

use std::fs;
use std::path::{Path, PathBuf};

use crate::args::DemoOptions;
use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::{build, say};

/// What the gateway would send with the page, as far as a page can say it of itself: who may frame it, only a header
/// can say.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
                      font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src blob:; base-uri 'none'; \
                      object-src 'none'; form-action 'none'; require-trusted-types-for 'script'; \
                      trusted-types default keyturn-worker";

/// There is nothing here that a page could ask a vendor through.
const CONFIG: &str = "{\"connections\": [], \"demo\": \"only\"}\n";

pub(crate) fn run(project: &Project, options: &DemoOptions) -> Outcome {
    if !options.no_build {
        build::page(project)?;
    }
    let folder = options.to.clone().unwrap_or_else(|| folder(project));
    write(&project.page(), &folder)?;
    say::line(&format!(
        "
The demo stands in {0}

  Any server of plain files can serve it, at the top of a host or below a path. To look at it here:
  python3 -m http.server --bind 127.0.0.1 --directory {0} 8000

  docs/demo.md has the running order, and links that open one story each.
",
        folder.display()
    ));
    Ok(())
}

/// Where the demo stands unless told otherwise.
pub(crate) fn folder(project: &Project) -> PathBuf {
    project.target.join("demo")
}

/// Writes the demo of a built page into a folder, which it empties if that is one of its own.
pub(crate) fn write(page: &Path, folder: &Path) -> Outcome {
    let index = page.join("index.html");
    let html = fs::read_to_string(&index).map_err(|cause| Failure::file(&index, cause))?;
    let html = only_the_demo(&html)?;
    empty(folder)?;
    let entries = fs::read_dir(page).map_err(|cause| Failure::file(page, cause))?;
    for entry in entries.flatten() {
        let from = entry.path();
        let packed = from.extension().is_some_and(|kind| kind == "br" || kind == "gz");
        if from.is_file() && !packed {
            let to = folder.join(entry.file_name());
            fs::copy(&from, &to).map_err(|cause| Failure::file(&to, cause))?;
        }
    }
    for (name, text) in [("index.html", html.as_str()), ("config.json", CONFIG)] {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|cause| Failure::file(&path, cause))?;
    }
    Ok(())
}

/// A folder of anything else is left alone.
fn empty(folder: &Path) -> Outcome {
    if folder.exists() {
        let own = fs::read_to_string(folder.join("config.json")).is_ok_and(|text| text == CONFIG);
        let is_empty = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none());
        if !own && !is_empty {
            let what = format!("{} is there already and is no demo", folder.display());
            return Err(Failure::new(what, "name another folder, or remove this one"));
        }
        fs::remove_dir_all(folder).map_err(|cause| Failure::file(folder, cause))?;
    }
    fs::create_dir_all(folder).map_err(|cause| Failure::file(folder, cause))
}

/// The page, marked and confined, with addresses that hold wherever it stands.
fn only_the_demo(html: &str) -> Outcome<String> {
    let confined = format!("<head><meta http-equiv=\"content-security-policy\" content=\"{POLICY}\">");
    let mut page = html.to_owned();
    for (from, to) in [("<html lang=\"en\">", "<html lang=\"en\" data-demo-only>"), ("<head>", &confined)] {
        if page.matches(from).count() != 1 {
            let what = format!("the built page does not have {from} just once");
            return Err(Failure::new(what, "compare index.html with that of the last good build"));
        }
        page = page.replace(from, to);
    }
    // Every address in the page is that of a file of its own, whichever attribute it stands in.
    Ok(page.replace("=\"/", "=\"./"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_marked_confined_and_free_of_its_place() {
        let page = "<html lang=\"en\"><head><script src=\"/boot.js\" data-scan-wasm=\"/a.js\"></script></head></html>";
        let page = only_the_demo(page).unwrap();
        assert!(page.starts_with("<html lang=\"en\" data-demo-only><head><meta http-equiv="), "{page}");
        assert!(
            page.ends_with("<script src=\"./boot.js\" data-scan-wasm=\"./a.js\"></script></head></html>"),
            "{page}"
        );
        assert!(only_the_demo("<html>").is_err());
    }

    #[test]
    fn the_policy_is_the_gateways_but_for_who_may_frame_it() {
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/gateway/src/page/security_headers.rs");
        let source = fs::read_to_string(source).unwrap();
        let words: Vec<&str> = source.split_whitespace().filter(|word| *word != "\\").collect();
        let source = words.join(" ").replace("frame-ancestors 'none'; ", "");
        assert!(source.contains(POLICY), "{source}");
    }

    #[test]
    fn a_folder_of_something_else_is_left_alone() {
        let top = std::env::temp_dir().join(format!("keyturn-demo-{}", std::process::id()));
        let (page, folder) = (top.join("page"), top.join("demo"));
        fs::create_dir_all(&page).unwrap();
        for (name, text) in
            [("index.html", "<html lang=\"en\"><head></head></html>"), ("a.js", "1"), ("a.js.br", "2")]
        {
            fs::write(page.join(name), text).unwrap();
        }
        write(&page, &folder).unwrap();
        write(&page, &folder).unwrap();
        assert!(folder.join("a.js").exists() && !folder.join("a.js.br").exists());
        fs::write(folder.join("config.json"), "{}").unwrap();
        assert!(write(&page, &folder).unwrap_err().what.contains("no demo"));
        assert!(folder.join("a.js").exists());
        fs::remove_dir_all(top).unwrap();
    }
}
