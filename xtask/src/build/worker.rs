//! The worker that derives a key: a module of its own, and one script.

use std::fs;
use std::path::Path;

use super::module::{TARGET, join, nameless_paths, shrink};
use crate::command;
use crate::failure::{Failure, Outcome};
use crate::project::Project;

/// The worker's script, as it is in the page before it is finished.
pub(super) const SCRIPT: &str = "derive.js";
/// The worker's module, likewise.
pub(super) const MODULE: &str = "keyturn-derive_bg.wasm";
const GLUE: &str = "keyturn-derive.js";

/// Writes the module and its glue into `page`. It is built for speed: here the operator waits.
pub(super) fn make(project: &Project, page: &Path) -> Outcome {
    let mut cargo = command::cargo(project);
    cargo.args(nameless_paths(project));
    cargo.args(["build", "--release", "--locked", "--package", "keyturn-derive", "--target", TARGET]);
    command::run(&mut cargo, "read the compiler's first error above; it names the file and line")?;
    let compiled = project.target.join(TARGET).join("release/keyturn-derive.wasm");
    let joined = project.target.join("page/derive");
    join(project, &compiled, &joined, &[])?;
    shrink(project, "-O3", &joined.join(MODULE), &page.join(MODULE))?;
    let glue = joined.join(GLUE);
    fs::copy(&glue, page.join(GLUE)).map_err(|cause| Failure::file(&glue, cause))?;
    Ok(())
}

/// Puts the worker's glue into the worker's script: what it would import could not be checked against a hash.
pub(super) fn bundle(project: &Project, page: &Path) -> Outcome {
    let script = page.join(SCRIPT);
    let mut esbuild = command::program(project, "esbuild");
    esbuild.args(["--bundle", "--format=esm", "--target=esnext", "--log-level=warning", "--charset=utf8"]);
    esbuild.arg("--allow-overwrite").arg(format!("--outfile={}", script.display())).arg(&script);
    command::run(&mut esbuild, "mend what it names in boot/derive.js")?;
    let glue = page.join(GLUE);
    fs::remove_file(&glue).map_err(|cause| Failure::file(&glue, cause))
}
