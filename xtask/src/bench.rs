//! `cargo xtask bench`: the release page's first view, or with `unlock` the opening of its vault, measured by the package in
//! `bench/` beside the same view made with others' tools; with `scan` the scanner.

mod peers;

use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::tools::{self, Tool};
use crate::{build, command};

pub(crate) fn run(project: &Project, rest: &[String]) -> Outcome {
    if !project.root.join("bench/Cargo.toml").is_file() {
        return Err(Failure::new(
            "this checkout has no directory bench/",
            "`cargo xtask help` lists the tasks",
        ));
    }
    if rest.first().is_some_and(|word| word == "scan") {
        return scan(project, rest);
    }
    let peers = if rest.first().is_some_and(|word| word == "unlock") {
        tools::ensure(project, &tools::FOR_THE_RELEASE)?;
        tools::ensure(project, &[Tool::Browser])?;
        build::page(project)?;
        peers::of_unlocking(project)?
    } else {
        // The pages it is measured beside are made with Trunk.
        tools::ensure(project, &[Tool::Browser, Tool::Trunk])?;
        build::page(project)?;
        peers::build(project)?
    };
    let mut bench = command::cargo(project);
    bench.args(["run", "--profile", "native", "--package", "keyturn-bench", "--"]).args(rest);
    bench
        .env("KEYTURN_PAGE", project.page())
        .env("KEYTURN_PEERS", peers)
        .env("KEYTURN_CHROMIUM", tools::browser::browser(project)?)
        .env("CHROMEDRIVER", tools::browser::driver(project)?);
    command::run(&mut bench, "read the benchmark's last lines above")
}

/// The scanner's worker alone, beside other ways to search a log.
fn scan(project: &Project, rest: &[String]) -> Outcome {
    tools::ensure(project, &[Tool::Browser, Tool::Ripgrep])?;
    let worker = build::scanner(project)?;
    let mut bench = command::cargo(project);
    bench.args(["run", "--profile", "native", "--package", "keyturn-bench", "--"]).args(rest);
    bench
        .env("KEYTURN_SCANNER", worker)
        .env("KEYTURN_CHROMIUM", tools::browser::browser(project)?)
        .env("CHROMEDRIVER", tools::browser::driver(project)?);
    command::run(&mut bench, "read the benchmark's last lines above")
}
