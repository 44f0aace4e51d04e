//! The page's directory while it is being finished.

use std::fs;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};

use super::html;
use super::shorten::{self, Language};
use crate::failure::{Failure, Outcome};

/// Shortens a text.
pub(super) type Shorten<'task> = &'task dyn Fn(Language, &str) -> Outcome<String>;

/// A file under its final name.
pub(super) struct Settled {
    pub(super) name: String,
    pub(super) integrity: String,
}

pub(super) struct Dist<'task> {
    pub(super) page: &'task Path,
    pub(super) shorten: Shorten<'task>,
    pub(super) index: String,
}

impl Dist<'_> {
    fn read(&self, name: &str) -> Outcome<Vec<u8>> {
        let path = self.page.join(name);
        fs::read(&path).map_err(|cause| Failure::file(&path, cause))
    }

    pub(super) fn text(&self, name: &str) -> Outcome<String> {
        String::from_utf8(self.read(name)?).map_err(|cause| Failure::file(&self.page.join(name), cause))
    }

    pub(super) fn write(&self, name: &str, bytes: &[u8]) -> Outcome {
        let path = self.page.join(name);
        fs::write(&path, bytes).map_err(|cause| Failure::file(&path, cause))
    }

    /// Joins the stylesheets in the order of their links: a request costs more than the few bytes of a rule not used yet.
    pub(super) fn join_stylesheets(&mut self) -> Outcome {
        let links: Vec<String> = html::tags(&self.index, "link")
            .into_iter()
            .filter(|tag| html::attribute(tag, "rel") == Some("stylesheet"))
            .map(str::to_owned)
            .collect();
        let mut joined = String::new();
        for link in &links {
            let name = file_name(link, "href")?;
            joined += &self.text(&name)?;
            self.remove(&name)?;
        }
        let Some((first, others)) = links.split_first() else { return Err(unexpected("no stylesheet")) };
        let style = self.settle("style", "css", (self.shorten)(Language::Style, &joined)?.as_bytes())?;
        let href = html::attribute(first, "href").unwrap_or_default();
        let base = href.trim_end_matches(&file_name(first, "href")?);
        let link =
            format!(r#"<link rel="stylesheet" href="{base}{}" integrity="{}">"#, style.name, style.integrity);
        self.index = self.index.replace(first, &link);
        for other in others {
            self.index = self.index.replace(other, "");
        }
        self.index = shorten::html(&self.index);
        Ok(())
    }

    /// The content of a file that will be written anew under another name.
    pub(super) fn take(&self, name: &str) -> Outcome<Vec<u8>> {
        let bytes = self.read(name)?;
        self.remove(name)?;
        Ok(bytes)
    }

    pub(super) fn take_script(&self, name: &str) -> Outcome<String> {
        let script = self.text(name)?;
        self.remove(name)?;
        (self.shorten)(Language::Script, &script)
    }

    /// Writes final bytes under the name that follows from them.
    pub(super) fn settle(&self, stem: &str, extension: &str, bytes: &[u8]) -> Outcome<Settled> {
        let settled = settled(stem, extension, bytes);
        self.write(&settled.name, bytes)?;
        Ok(settled)
    }

    fn remove(&self, name: &str) -> Outcome {
        let path = self.page.join(name);
        fs::remove_file(&path).map_err(|cause| Failure::file(&path, cause))
    }

    pub(super) fn rename(&mut self, names: &[(&str, &str)]) {
        for (old, new) in names {
            self.index = self.index.replace(&format!("{old}\""), &format!("{new}\""));
        }
    }

    pub(super) fn boot_tag(&self) -> Outcome<String> {
        let tags = html::tags(&self.index, "script");
        let boot = tags.into_iter().find(|tag| html::attribute(tag, "data-wasm").is_some());
        boot.map(str::to_owned).ok_or_else(|| unexpected("no boot script"))
    }

    pub(super) fn guard_link(&mut self, rel: &str, integrity: &str) -> Outcome {
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
    pub(super) fn refuse_unguarded_scripts(&self) -> Outcome {
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

pub(super) fn settled(stem: &str, extension: &str, bytes: &[u8]) -> Settled {
    let short: String = Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    Settled {
        name: format!("{stem}-{short}.{extension}"),
        integrity: format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes))),
    }
}

/// The last part of the path in an attribute.
pub(super) fn file_name(tag: &str, attribute: &str) -> Outcome<String> {
    html::attribute(tag, attribute)
        .and_then(|path| path.rsplit('/').next())
        .map(str::to_owned)
        .ok_or_else(|| unexpected(&format!("no `{attribute}` in {tag}")))
}

fn unexpected(what: &str) -> Failure {
    Failure::new(
        format!("the built index.html has {what}"),
        "compare index.html and Trunk.toml with the last good build",
    )
}
