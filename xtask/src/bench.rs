//! `cargo xtask bench`: the release page, or its scanner, measured by the package in `bench/` beside the same made with
//! others' tools.

mod peers;

use std::path::PathBuf;

use clap::ValueEnum as _;

use crate::args::{BenchOptions, Measured};
use crate::failure::Outcome;
use crate::project::Project;
use crate::tools::{self, Tool};
use crate::{build, command};

pub(crate) fn run(project: &Project, options: &BenchOptions) -> Outcome {
    tools::ensure(project, &[Tool::Browser])?;
    let built = match options.what {
        Measured::FirstView | Measured::Returning => {
            build::page(project)?;
            vec![("KEYTURN_PAGE", project.page()), ("KEYTURN_PEERS", peers::build(project)?)]
        }
        Measured::Unlock => {
            build::page(project)?;
            vec![("KEYTURN_PAGE", project.page()), ("KEYTURN_PEERS", peers::of_unlocking(project)?)]
        }
        Measured::Scan => {
            tools::ensure(project, &[Tool::Ripgrep])?;
            vec![("KEYTURN_SCANNER", build::scanner(project)?)]
        }
    };
    measure(project, options, built)
}

fn measure(project: &Project, options: &BenchOptions, built: Vec<(&str, PathBuf)>) -> Outcome {
    let what = options.what.to_possible_value().map(|value| value.get_name().to_owned());
    let mut bench = command::cargo(project);
    bench.args(["run", "--profile", "native", "--package", "keyturn-bench", "--"]).args(what);
    bench.args(["--rounds", &options.rounds.to_string()]);
    bench
        .envs(built)
        .env("KEYTURN_CHROMIUM", tools::browser::browser(project)?)
        .env("CHROMEDRIVER", tools::browser::driver(project)?);
    command::run(&mut bench, "read the benchmark's last lines above")
}
