//! Turns Trunk's output into what is served: one stylesheet, names that follow from the final bytes, and a hash for
//! everything that runs.
//!
//! Trunk names files before wasm-opt has changed them. Such a name could stand for two contents, and a browser that keeps
//! files by name would then pair an old module with a new hash and refuse to start.

use std::fs;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};

use super::{html, text};
use crate::failure::{Failure, Outcome};

/// Rewrites the page in place.
pub(super) fn finish(page: &Path) -> Outcome {
    let mut dist = Dist { page, index: String::new() };
    dist.index = text::html(&dist.read("index.html")?);
    dist.join_stylesheets()?;

    let boot = dist.boot_tag()?;
    let [old_boot, old_js, old_wasm] = ["src", "data-js", "data-wasm"].map(|name| file_name(&boot, name));
    let (old_boot, old_js, old_wasm) = (old_boot?, old_js?, old_wasm?);

    let wasm = dist.settle(&old_wasm, "keyturn", "wasm", |bytes| bytes)?;
    let js = dist.settle(&old_js, "keyturn", "js", |glue| replaced(glue, &old_wasm, &wasm.name))?;
    let loader = dist.settle(&old_boot, "boot", "js", |source| text::script(&lossy(source)).into_bytes())?;
    dist.rename(&[(&old_wasm, &wasm.name), (&old_js, &js.name), (&old_boot, &loader.name)]);

    let boot = dist.boot_tag()?;
    let guarded = html::with(
        &html::with(&boot, "data-wasm-integrity", &wasm.integrity),
        "integrity",
        &loader.integrity,
    );
    dist.index = dist.index.replace(&boot, &guarded);
    dist.guard_link("modulepreload", &js.integrity)?;
    dist.refuse_unguarded_scripts()?;
    dist.write("index.html", dist.index.as_bytes())
}

/// A file under its final name.
struct Settled {
    name: String,
    integrity: String,
}

struct Dist<'page> {
    page: &'page Path,
    index: String,
}

impl Dist<'_> {
    fn read(&self, name: &str) -> Outcome<String> {
        let path = self.page.join(name);
        fs::read_to_string(&path).map_err(|cause| Failure::file(&path, cause))
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Outcome {
        let path = self.page.join(name);
        fs::write(&path, bytes).map_err(|cause| Failure::file(&path, cause))
    }

    /// Joins the stylesheets in the order of their links: a request costs more than the few bytes of a rule not used yet.
    fn join_stylesheets(&mut self) -> Outcome {
        let links: Vec<String> = html::tags(&self.index, "link")
            .into_iter()
            .filter(|tag| html::attribute(tag, "rel") == Some("stylesheet"))
            .map(str::to_owned)
            .collect();
        let mut joined = String::new();
        for link in &links {
            let name = file_name(link, "href")?;
            joined += &text::css(&self.read(&name)?);
            self.remove(&name)?;
        }
        let Some((first, others)) = links.split_first() else { return Err(unexpected("no stylesheet")) };
        let style = settled("style", "css", joined.as_bytes());
        self.write(&style.name, joined.as_bytes())?;
        let href = html::attribute(first, "href").unwrap_or_default();
        let base = href.trim_end_matches(&file_name(first, "href")?);
        let link =
            format!(r#"<link rel="stylesheet" href="{base}{}" integrity="{}">"#, style.name, style.integrity);
        self.index = self.index.replace(first, &link);
        for other in others {
            self.index = self.index.replace(other, "");
        }
        self.index = text::html(&self.index);
        Ok(())
    }

    /// Gives a file its final bytes and the name that follows from them.
    fn settle(
        &self,
        old: &str,
        stem: &str,
        extension: &str,
        change: impl Fn(Vec<u8>) -> Vec<u8>,
    ) -> Outcome<Settled> {
        let path = self.page.join(old);
        let bytes = change(fs::read(&path).map_err(|cause| Failure::file(&path, cause))?);
        let settled = settled(stem, extension, &bytes);
        self.remove(old)?;
        self.write(&settled.name, &bytes)?;
        Ok(settled)
    }

    fn remove(&self, name: &str) -> Outcome {
        let path = self.page.join(name);
        fs::remove_file(&path).map_err(|cause| Failure::file(&path, cause))
    }

    fn rename(&mut self, names: &[(&str, &str)]) {
        for (old, new) in names {
            self.index = self.index.replace(&format!("{old}\""), &format!("{new}\""));
        }
    }

    fn boot_tag(&self) -> Outcome<String> {
        let tags = html::tags(&self.index, "script");
        let boot = tags.into_iter().find(|tag| html::attribute(tag, "data-wasm").is_some());
        boot.map(str::to_owned).ok_or_else(|| unexpected("no boot script"))
    }

    fn guard_link(&mut self, rel: &str, integrity: &str) -> Outcome {
        let tags = html::tags(&self.index, "link");
        let Some(link) =
            tags.into_iter().find(|tag| html::attribute(tag, "rel") == Some(rel)).map(str::to_owned)
        else {
            return Err(unexpected(&format!("no link of the kind {rel}")));
        };
        self.index = self.index.replace(&link, &html::with(&link, "integrity", integrity));
        Ok(())
    }

    /// A library may bring scripts of its own (`snippets/`). Nothing would check those against a hash.
    fn refuse_unguarded_scripts(&self) -> Outcome {
        if self.page.join("snippets").exists() {
            return Err(unexpected("scripts in snippets/, which no hash guards"));
        }
        match html::tags(&self.index, "script").iter().find(|tag| html::attribute(tag, "integrity").is_none())
        {
            Some(tag) => Err(unexpected(&format!("a script without a hash: {tag}"))),
            None => Ok(()),
        }
    }
}

fn settled(stem: &str, extension: &str, bytes: &[u8]) -> Settled {
    let short: String = Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    Settled {
        name: format!("{stem}-{short}.{extension}"),
        integrity: format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes))),
    }
}

/// The last part of the path in an attribute.
fn file_name(tag: &str, attribute: &str) -> Outcome<String> {
    html::attribute(tag, attribute)
        .and_then(|path| path.rsplit('/').next())
        .map(str::to_owned)
        .ok_or_else(|| unexpected(&format!("no `{attribute}` in {tag}")))
}

fn replaced(bytes: Vec<u8>, old: &str, new: &str) -> Vec<u8> {
    lossy(bytes).replace(old, new).into_bytes()
}

fn lossy(bytes: Vec<u8>) -> String {
    String::from_utf8_lossy(&bytes).into_owned()
}

fn unexpected(what: &str) -> Failure {
    Failure::new(
        format!("the built index.html has {what}"),
        "compare index.html and Trunk.toml with the last good build",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const INDEX: &str = r#"<html><head>
  <!-- a note -->
  <link rel="stylesheet" href="/one-1.css"/>
  <link rel="stylesheet" href="/two-2.css"/>
  <link rel="modulepreload" href="/app-1.js"><link rel="preload" href="/app-1_bg.wasm" as="fetch">
  <script type="module" src="/boot.js" data-js="/app-1.js" data-wasm="/app-1_bg.wasm"></script>
</head></html>"#;

    fn page(name: &str, index: &str) -> std::path::PathBuf {
        let page = std::env::temp_dir().join(format!("keyturn-finish-{}-{name}", std::process::id()));
        fs::create_dir_all(&page).unwrap();
        for (file, text) in [
            ("index.html", index),
            ("one-1.css", "@layer one {}\n"),
            ("two-2.css", "@layer two {}\n"),
            ("app-1.js", "load('app-1_bg.wasm')"),
            ("app-1_bg.wasm", "module"),
            ("boot.js", "// why\nstart()\n"),
        ] {
            fs::write(page.join(file), text).unwrap();
        }
        page
    }

    fn names(page: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(page)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn every_name_and_hash_follows_from_the_final_bytes() {
        let page = page("good", INDEX);
        finish(&page).unwrap();
        let index = fs::read_to_string(page.join("index.html")).unwrap();
        let names = names(&page);
        assert_eq!(names.len(), 5, "{names:?}");
        for name in names.iter().filter(|name| *name != "index.html") {
            let bytes = fs::read(page.join(name)).unwrap();
            let (stem, extension) = name.split_once('.').unwrap();
            let settled = settled(stem.split_once('-').unwrap().0, extension, &bytes);
            assert_eq!(&settled.name, name);
            assert!(
                index.contains(&format!("/{name}\"")) && index.contains(&settled.integrity),
                "{name}: {index}"
            );
        }
        let style = names.iter().find(|name| name.ends_with(".css")).unwrap();
        assert_eq!(fs::read_to_string(page.join(style)).unwrap(), "@layer one {}\n@layer two {}\n");
        let glue = names.iter().find(|name| name.starts_with("keyturn") && name.ends_with(".js")).unwrap();
        let wasm = names.iter().find(|name| name.ends_with(".wasm")).unwrap();
        assert_eq!(fs::read_to_string(page.join(glue)).unwrap(), format!("load('{wasm}')"));
        assert!(!index.contains("a note"));
        fs::remove_dir_all(page).unwrap();
    }

    #[test]
    fn a_script_that_nothing_guards_stops_the_build() {
        let index = INDEX.replace("</head>", "<script src=\"/more.js\"></script></head>");
        let page = page("unguarded", &index);
        assert!(finish(&page).unwrap_err().what.contains("/more.js"));
        fs::remove_dir_all(page).unwrap();
    }
}
