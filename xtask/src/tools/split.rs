//! The cutter. It cannot be asked for its version, so the project's own copy is looked for in cargo's list.

use std::fs;

use super::announce;
use crate::command;
use crate::failure::Outcome;
use crate::project::Project;

const NAME: &str = "wasm_split_cli_support";
/// It reads what the `wasm_split_helpers` in Cargo.lock writes; both are 0.2.
const VERSION: &str = "0.2.4";

pub(super) fn ensure(project: &Project) -> Outcome {
    let list = fs::read_to_string(project.tools().join(".crates.toml")).unwrap_or_default();
    if lists(&list) {
        return Ok(());
    }
    announce(
        &format!("{NAME} {VERSION}"),
        "it cuts what the first screen does without off the module",
        "1 to 3 minutes on two cores, once",
    );
    let mut install = command::cargo(project);
    install.args([
        "install",
        NAME,
        "--version",
        &format!("={VERSION}"),
        "--locked",
        "--features",
        "build-binary",
    ]);
    install.arg("--root").arg(project.tools()).env_remove("CARGO_TARGET_DIR");
    command::run(&mut install, "see that the package registry can be reached, then start the task again")
}

fn lists(list: &str) -> bool {
    list.lines().any(|line| line.starts_with(&format!("\"{NAME} {VERSION} ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_very_version_counts_as_installed() {
        let line =
            |version: &str| format!("[v1]\n\"{NAME} {version} (registry+x)\" = [\"wasm-split-cli\"]\n");
        assert!(lists(&line(VERSION)));
        assert!(!lists(&line("0.2.40")) && !lists(""));
    }
}
