//! Rust's standard library for the browser, through rustup.

use super::announce;
use crate::command;
use crate::failure::Outcome;
use crate::project::Project;

const TARGET: &str = "wasm32-unknown-unknown";

pub(super) fn ensure(project: &Project) -> Outcome {
    if installed(project) {
        return Ok(());
    }
    announce(TARGET, "the page is compiled for it", "under a minute");
    command::run(
        command::program(project, "rustup").args(["target", "add", TARGET]),
        "install Rust through rustup, or add your system's package of the wasm32-unknown-unknown standard library",
    )
}

/// Asks the compiler in use, which also finds a target that came without rustup.
fn installed(project: &Project) -> bool {
    let mut rustc = command::program(project, "rustc");
    rustc.args(["--target", TARGET, "--print", "target-libdir"]);
    command::output(&mut rustc).is_some_and(|directory| std::path::Path::new(&directory).is_dir())
}
