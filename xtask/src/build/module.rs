//! The module: compiled, cut into parts, joined to JavaScript, made smaller.
//!
//! Trunk can do all of this but the cutting, which has to come between its first step and its second.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command;
use crate::failure::{Failure, Outcome};
use crate::project::Project;

/// The glue, and in the page before it is finished also what starts it and loads its parts.
pub(super) const GLUE: &str = "keyturn.js";
/// What starts it.
const START: &str = "start.js";
/// What keeps it true while a browser translates the page; what starts it brings that along.
const TRANSLATED: &str = "translated.js";
/// The part that every visit starts with, likewise.
pub(super) const FIRST: &str = "keyturn_bg.wasm";

pub(super) const TARGET: &str = "wasm32-unknown-unknown";

/// The features are named one by one: switched on together they give a module that browsers refuse.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Writes the parts into `page`, which it empties once there is something to put there.
pub(super) fn make(project: &Project, page: &Path) -> Outcome {
    let compiled = compile(project)?;
    anew(page)?;
    let work = project.target.join("page");
    anew(&work)?;
    cut(project, &compiled, &work)?;
    let joined = work.join("joined");
    // The part is linked to the first by names that are otherwise taken out.
    join(project, &work.join("keyturn.wasm"), &joined, &["--keep-lld-exports"])?;
    shrink(project, "-Oz", &[], &joined.join(FIRST), &page.join(FIRST))?;
    for part in parts(&work)? {
        shrink(project, "-Oz", &[], &work.join(&part), &page.join(&part))?;
    }
    Ok(())
}

/// The files that the cutter made besides the module that every visit starts with: what was cut off, and what several
/// of those share. In the order of their names.
pub(super) fn parts(directory: &Path) -> Outcome<Vec<String>> {
    let entries = fs::read_dir(directory).map_err(|cause| Failure::file(directory, cause))?;
    let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let cut_off =
        |name: &String| name.ends_with(".wasm") && (name.starts_with("split_") || name.starts_with("chunk_"));
    let mut parts: Vec<String> = names.filter(cut_off).collect();
    parts.sort();
    Ok(parts)
}

/// An empty directory.
pub(super) fn anew(directory: &Path) -> Outcome {
    if directory.exists() {
        fs::remove_dir_all(directory).map_err(|cause| Failure::file(directory, cause))?;
    }
    fs::create_dir_all(directory).map_err(|cause| Failure::file(directory, cause))
}

/// The cutter has to know what refers to what, which the linker forgets unless told otherwise.
fn compile(project: &Project) -> Outcome<PathBuf> {
    let mut cargo = command::cargo(project);
    cargo.args(nameless_paths(project, &[])).args([
        "rustc",
        "--release",
        "--locked",
        "--bin",
        "keyturn",
        "--features",
        "split",
        "--target",
        TARGET,
    ]);
    cargo.args(["--", "-C", "link-arg=--emit-relocs"]);
    command::run(&mut cargo, "read the compiler's first error above; it names the file and line")?;
    Ok(project.target.join(TARGET).join("release").join("keyturn.wasm"))
}

/// Panics name the file they are in: without this, the files of whoever built the page. Further flags for the compiler
/// have to stand in the same place.
pub(super) fn nameless_paths(project: &Project, more: &[&str]) -> [String; 2] {
    let home = std::env::var("CARGO_HOME").or_else(|_| std::env::var("HOME").map(|home| home + "/.cargo"));
    let remap = |from: &str, to: &str| format!("'--remap-path-prefix={from}={to}'");
    let mut flags = vec![
        remap(&home.unwrap_or_default(), "cargo"),
        remap(&project.root.display().to_string(), "keyturn"),
    ];
    flags.extend(more.iter().map(|flag| format!("'{flag}'")));
    ["--config".into(), format!("target.{TARGET}.rustflags=[{}]", flags.join(","))]
}

fn cut(project: &Project, module: &Path, work: &Path) -> Outcome {
    let mut cutter = command::program(project, "wasm-split-cli");
    cutter.args(["--target", "web", "--out-name", "keyturn"]).arg(module).arg(work);
    command::run(&mut cutter, "see which function the line above names, and what marks it as a part")
}

/// Writes the glue of a module, under the module's own name.
pub(super) fn join(project: &Project, module: &Path, joined: &Path, more: &[&str]) -> Outcome {
    let mut bindgen = command::program(project, "wasm-bindgen");
    bindgen.args(["--target", "web", "--no-typescript"]).args(more);
    command::run(
        bindgen.arg("--out-dir").arg(joined).arg(module),
        "compare the wasm-bindgen versions in Cargo.lock and on PATH",
    )
}

/// Optimises a module at this level; it may use these features too.
pub(super) fn shrink(project: &Project, level: &str, more: &[&str], from: &Path, to: &Path) -> Outcome {
    let mut optimiser = command::program(project, "wasm-opt");
    optimiser.args([level, "--strip-debug", "--strip-producers"]).args(FEATURES).args(more);
    command::run(
        optimiser.arg(from).arg("-o").arg(to),
        "a feature that the compiler uses may be missing from the list in xtask",
    )
}

/// Makes one file of the glue, of what starts it and of what loads its parts. What one module imports from another no
/// browser checks against a hash; as one file they need one, and two requests less.
pub(super) fn bundle(project: &Project, page: &Path) -> Outcome {
    let work = project.target.join("page");
    let joined = work.join("joined");
    for (from, name) in [(&*work, "__wasm_split.js"), (page, START), (page, TRANSLATED)] {
        let file = from.join(name);
        fs::rename(&file, joined.join(name)).map_err(|cause| Failure::file(&file, cause))?;
    }
    let mut bundler = command::program(project, "esbuild");
    bundler.args(["--bundle", "--format=esm", "--target=esnext", "--charset=utf8", "--log-level=warning"]);
    // The cutter lists the loader once for each part; the entries are the same.
    bundler.arg("--log-override:duplicate-object-key=silent");
    bundler.arg(joined.join(START)).arg(format!("--outfile={}", page.join(GLUE).display()));
    command::run(&mut bundler, "compare the glue in target/page with the last good build")
}
