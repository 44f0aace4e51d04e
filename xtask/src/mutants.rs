//! `cargo xtask mutants`: changes the code that must never be wrong, one place at a time, and looks whether a test
//! notices. What is changed and which tests are asked stands in `.cargo/mutants.toml`.

use crate::command;
use crate::failure::Outcome;
use crate::project::Project;
use crate::tools::{self, Tool};

pub(crate) fn run(project: &Project, rest: &[String]) -> Outcome {
    tools::ensure(project, &[Tool::CargoMutants])?;
    let mut mutants = command::program(project, "cargo-mutants");
    mutants
        .args(["mutants", "--package", "keyturn-domain", "--package", "keyturn-vault", "--output"])
        .arg(project.target.join("mutants"))
        .args(rest);
    command::run(&mut mutants, "kill each that was missed with a test, or explain it in docs/mutants.md")
}
