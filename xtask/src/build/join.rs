//! One script for the worker: what it would import could not be checked against a hash.

use std::fs;
use std::path::Path;

use crate::command;
use crate::failure::{Failure, Outcome};
use crate::project::Project;

const WORKER: &str = "derive.js";
const GLUE: &str = "keyturn-derive.js";

/// Puts the worker's glue into the worker's script, and takes it away on its own.
pub(super) fn worker(project: &Project, page: &Path) -> Outcome {
    let script = page.join(WORKER);
    let mut esbuild = command::program(project, "esbuild");
    esbuild.args(["--bundle", "--format=esm", "--target=esnext", "--log-level=warning", "--charset=utf8"]);
    esbuild.arg("--allow-overwrite").arg(format!("--outfile={}", script.display())).arg(&script);
    command::run(&mut esbuild, "mend what it names in boot/derive.js")?;
    let glue = page.join(GLUE);
    fs::remove_file(&glue).map_err(|cause| Failure::file(&glue, cause))
}
