//! Turns the page as it was put together into what is served: one stylesheet, names that follow from the final bytes, and a hash for
//! everything that runs.
//!
//! A name that did not follow from the bytes could stand for two contents, and a browser that keeps files by name would
//! then pair an old module with a new hash and refuse to start.

use std::path::Path;

use super::dist::{Dist, Settled, Shorten, file_name, unexpected};
use super::module::parts;
use super::shorten::Language;
use super::worker::{WORKERS, Worker};
use super::{html, shorten};
use crate::failure::Outcome;

/// Rewrites the page in place.
pub(super) fn finish(page: &Path, shorten: Shorten<'_>) -> Outcome {
    let mut dist = Dist { page, shorten, index: String::new() };
    dist.index = shorten::html(&dist.text("index.html")?);
    dist.join_stylesheets()?;

    let boot = dist.boot_tag()?;
    let [old_boot, old_js, old_wasm] = ["src", "data-js", "data-wasm"].map(|name| file_name(&boot, name));
    let (old_boot, old_js, old_wasm) = (old_boot?, old_js?, old_wasm?);

    let module = dist.take(&old_wasm)?;
    let wasm = dist.settle("keyturn", "wasm", &module)?;
    let glue = dist.take(&old_js)?;
    let mut glue = String::from_utf8_lossy(&glue).replace(&old_wasm, &wasm.name);
    for part in parts(page)? {
        let bytes = dist.take(&part)?;
        let settled = dist.settle(stem(&part), "wasm", &bytes)?;
        glue = guarded_part(&glue, &part, &settled)?;
    }
    let glue = (dist.shorten)(Language::Script, &glue)?;
    let js = dist.settle("keyturn", "js", glue.as_bytes())?;
    let loader = dist.take_script(&old_boot)?;
    let loader = dist.settle("boot", "js", loader.as_bytes())?;
    dist.rename(&[(&old_wasm, &wasm.name), (&old_js, &js.name), (&old_boot, &loader.name)]);

    let mut hashes = vec![
        ("data-wasm-integrity".to_owned(), wasm.integrity),
        ("data-js-integrity".to_owned(), js.integrity.clone()),
        ("integrity".to_owned(), loader.integrity),
    ];
    for Worker { name, .. } in &WORKERS {
        hashes.extend(finish_worker(&mut dist, name)?);
    }
    let boot = dist.boot_tag()?;
    let guarded = hashes.iter().fold(boot.clone(), |tag, (name, hash)| html::with(&tag, name, hash));
    dist.index = dist.index.replace(&boot, &guarded);
    dist.guard_link("modulepreload", &js.integrity)?;
    dist.refuse_unguarded_scripts()?;
    dist.write("index.html", dist.index.as_bytes())
}

/// Settles a worker's script and module, and gives their hashes with the attributes that say them.
fn finish_worker(dist: &mut Dist<'_>, name: &str) -> Outcome<[(String, String); 2]> {
    let boot = dist.boot_tag()?;
    let old_script = file_name(&boot, &format!("data-{name}"))?;
    let old_module = file_name(&boot, &format!("data-{name}-wasm"))?;
    let module = dist.take(&old_module)?;
    let module = dist.settle(name, "wasm", &module)?;
    let script = dist.take_script(&old_script)?.replace(&old_module, &module.name);
    let script = dist.settle(name, "js", script.as_bytes())?;
    dist.rename(&[(&old_module, &module.name), (&old_script, &script.name)]);
    let hash = |what: &str, hash| (format!("data-{name}{what}-integrity"), hash);
    Ok([hash("", script.integrity), hash("-wasm", module.integrity)])
}

/// The loader with the part's final name, and with the hash that the browser checks before the part can run.
fn guarded_part(glue: &str, part: &str, settled: &Settled) -> Outcome<String> {
    let unguarded = format!(r#"new URL("./{part}", import.meta.url))"#);
    let Settled { name, integrity } = settled;
    let guarded = format!(r#"new URL("./{name}", import.meta.url), {{ integrity: "{integrity}" }})"#);
    match glue.matches(&unguarded).count() {
        1 => Ok(glue.replace(&unguarded, &guarded)),
        count => Err(unexpected(&format!("a loader that fetches {part} {count} times, not once"))),
    }
}

/// What a part is called in the page: `lazy` for `split_lazy.wasm`, `shared` for what several parts share.
fn stem(part: &str) -> &str {
    part.strip_prefix("split_").and_then(|name| name.strip_suffix(".wasm")).unwrap_or("shared")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::dist::settled;
    use super::*;

    const INDEX: &str = r#"<html><head>
  <!-- a note -->
  <link rel="stylesheet" href="/one-1.css"/>
  <link rel="stylesheet" href="/two-2.css"/>
  <link rel="modulepreload" href="/app-1.js"><link rel="preload" href="/app-1_bg.wasm" as="fetch">
  <script defer crossorigin="anonymous" src="/boot.js" data-js="/app-1.js" data-wasm="/app-1_bg.wasm" data-derive="/d.js" data-derive-wasm="/d_bg.wasm" data-scan="/s.js" data-scan-wasm="/s_bg.wasm"></script>
</head></html>"#;

    const GLUE: &str = r#"load('app-1_bg.wasm'); fetch(new URL("./split_lazy.wasm", import.meta.url)) fetch(new URL("./chunk_2.wasm", import.meta.url))"#;

    fn page(name: &str, index: &str) -> std::path::PathBuf {
        let page = std::env::temp_dir().join(format!("keyturn-finish-{}-{name}", std::process::id()));
        fs::create_dir_all(&page).unwrap();
        for (file, text) in [
            ("index.html", index),
            ("one-1.css", "@layer one {}\n"),
            ("two-2.css", "@layer two {}\n"),
            ("app-1.js", GLUE),
            ("split_lazy.wasm", "part"),
            ("chunk_2.wasm", "shared part"),
            ("app-1_bg.wasm", "module"),
            ("boot.js", "// why\nstart()\n"),
            ("d.js", "derive('d_bg.wasm')"),
            ("d_bg.wasm", "another module"),
            ("s.js", "scan('s_bg.wasm')"),
            ("s_bg.wasm", "a third module"),
        ] {
            fs::write(page.join(file), text).unwrap();
        }
        page
    }

    fn plain(_: Language, source: &str) -> Outcome<String> {
        Ok(source.to_owned())
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
        finish(&page, &plain).unwrap();
        let index = fs::read_to_string(page.join("index.html")).unwrap();
        let names = names(&page);
        assert_eq!(names.len(), 11, "{names:?}");
        let glue = names.iter().find(|name| name.starts_with("keyturn") && name.ends_with(".js")).unwrap();
        let glue = fs::read_to_string(page.join(glue)).unwrap();
        for name in names.iter().filter(|name| *name != "index.html") {
            let bytes = fs::read(page.join(name)).unwrap();
            let (stem, extension) = name.split_once('.').unwrap();
            let settled = settled(stem.split_once('-').unwrap().0, extension, &bytes);
            assert_eq!(&settled.name, name);
            let by = if stem.starts_with("lazy") || stem.starts_with("shared") { &glue } else { &index };
            assert!(by.contains(&format!("/{name}\"")) && by.contains(&settled.integrity), "{name}: {by}");
        }
        let style = names.iter().find(|name| name.ends_with(".css")).unwrap();
        assert_eq!(fs::read_to_string(page.join(style)).unwrap(), "@layer one {}\n@layer two {}\n");
        let wasm = |stem: &str| names.iter().find(|name| name.starts_with(stem) && name.ends_with(".wasm"));
        assert!(glue.starts_with(&format!("load('{}')", wasm("keyturn").unwrap())), "{glue}");
        for stem in ["derive", "scan"] {
            let worker = names.iter().find(|name| name.starts_with(stem) && name.ends_with(".js")).unwrap();
            let load = format!("{stem}('{}')", wasm(stem).unwrap());
            assert_eq!(fs::read_to_string(page.join(worker)).unwrap(), load);
        }
        assert!(!index.contains("a note"));
        fs::remove_dir_all(page).unwrap();
    }

    #[test]
    fn a_part_that_nothing_guards_stops_the_build() {
        let page = page("loader", INDEX);
        fs::write(page.join("app-1.js"), "load('app-1_bg.wasm'); fetch('split_lazy.wasm')").unwrap();
        assert!(finish(&page, &plain).unwrap_err().what.contains("chunk_2.wasm"));
        fs::remove_dir_all(page).unwrap();
    }

    #[test]
    fn a_script_that_nothing_guards_stops_the_build() {
        let index = INDEX.replace("</head>", "<script src=\"/more.js\"></script></head>");
        let page = page("unguarded", &index);
        assert!(finish(&page, &plain).unwrap_err().what.contains("/more.js"));
        fs::remove_dir_all(page).unwrap();
    }
}
