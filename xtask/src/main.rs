//! `cargo xtask …`: everything that is done with Keyturn from a terminal, set-up included.

mod args;
mod bench;
mod build;
mod check;
mod command;
mod demo;
mod dev;
mod failure;
mod fuzz;
mod mutants;
mod pictures;
mod project;
mod say;
mod serve;
mod test;
mod tools;

use std::process::ExitCode;

use args::Task;
use failure::Outcome;
use project::Project;

fn main() -> ExitCode {
    match args::parse(std::env::args().skip(1)).and_then(run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            say::failure(&failure);
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Outcome {
    let project = Project::find;
    match task {
        Task::Help => {
            say::line(args::HELP);
            Ok(())
        }
        Task::Build => build::page(&project()?),
        Task::Serve(options) => serve::run(&project()?, &options),
        Task::Test { filter } => test::run(&project()?, filter.as_deref()),
        Task::Check => check::run(&project()?),
        Task::Demo(options) => demo::run(&project()?, &options),
        Task::Pictures => pictures::run(&project()?),
        Task::Dev => dev::run(&project()?),
        Task::Fuzz { minutes } => fuzz::run(&project()?, minutes),
        Task::Mutants { rest } => mutants::run(&project()?, &rest),
        Task::Bench { rest } => bench::run(&project()?, &rest),
    }
}
