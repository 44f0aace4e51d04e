//! The pages that the panel is measured beside: installed as locked, built, and compressed as the panel's own files are.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use crate::failure::Outcome;
use crate::project::Project;
use crate::{build, command, say};

/// The pages: where each is made, and by which of its scripts.
const PEERS: [(&str, &str, &str); 3] = [
    ("tanstack", "tanstack", "build"),
    ("tanstack-vault", "tanstack", "build:vault"),
    ("react-admin", "react-admin", "build"),
];
const NEXT: &str = "install Node.js 20.19 or later with npm, and see that the npm registry can be reached";

/// Builds every peer and says below which directory they lie, one subdirectory each.
pub(super) fn build(project: &Project) -> Outcome<PathBuf> {
    let built = project.target.join("bench");
    for (peer, folder, script) in PEERS {
        let source = project.root.join("bench/peers").join(folder);
        install(project, &source, peer)?;
        say::headline(&format!("Building the page `{peer}`"));
        let page = built.join(peer);
        command::run(npm(project, &source).args(["run", script, "--", "--outDir"]).arg(&page), NEXT)?;
        build::pack(&page)?;
    }
    Ok(built)
}

/// What the unlocking is measured beside needs no building. Says where it lies.
pub(super) fn of_unlocking(project: &Project) -> Outcome<PathBuf> {
    let source = project.root.join("bench/peers/hash-wasm");
    install(project, &source, "hash-wasm")?;
    Ok(source)
}

fn install(project: &Project, source: &Path, peer: &str) -> Outcome {
    if installed(source) {
        return Ok(());
    }
    say::headline(&format!("Installing what the page `{peer}` is made of (under a minute)"));
    command::run(npm(project, source).args(["ci", "--no-audit", "--no-fund"]), NEXT)
}

fn npm(project: &Project, source: &Path) -> Command {
    let mut npm = command::program(project, "npm");
    npm.current_dir(source);
    npm
}

/// npm leaves its own copy of the lock file behind; what is installed is current as long as that is the newer one.
fn installed(source: &Path) -> bool {
    let changed =
        |file: &str| -> Option<SystemTime> { fs::metadata(source.join(file)).ok()?.modified().ok() };
    let locked = changed("package-lock.json");
    locked.is_some() && changed("node_modules/.package-lock.json") >= locked
}
