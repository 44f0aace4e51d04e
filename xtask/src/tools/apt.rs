//! Packages of Debian and its relatives.

use std::process::Command;

use crate::command;
use crate::failure::Outcome;
use crate::project::Project;

/// Whether packages can be installed here without asking anybody: apt is there, and we are root.
pub(super) fn usable(project: &Project) -> bool {
    let root = command::output(command::program(project, "id").arg("-u")).as_deref() == Some("0");
    root && command::output(&mut apt(project, &["--version"])).is_some()
}

pub(super) fn install(project: &Project, packages: &[&str], by_hand: &str) -> Outcome {
    let next = format!("see that the package mirror can be reached, or {by_hand}");
    command::run(&mut apt(project, &["--quiet", "update"]), &next)?;
    command::run(
        apt(project, &["--quiet", "install", "--yes", "--no-install-recommends"]).args(packages),
        &next,
    )
}

fn apt(project: &Project, words: &[&str]) -> Command {
    let mut apt = command::program(project, "apt-get");
    apt.env("DEBIAN_FRONTEND", "noninteractive").args(words);
    apt
}
