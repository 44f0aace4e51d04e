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

use args::{Args, Task};
use clap::Parser as _;
use failure::Outcome;
use project::Project;

fn main() -> ExitCode {
    match run(Args::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            say::failure(&failure);
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Outcome {
    let project = Project::find()?;
    match task {
        Task::Build => build::page(&project),
        Task::Serve(options) => serve::run(&project, &options),
        Task::Test(options) => test::run(&project, &options),
        Task::Check => check::run(&project),
        Task::Demo(options) => demo::run(&project, &options),
        Task::Pictures => pictures::run(&project),
        Task::Dev => dev::run(&project),
        Task::Fuzz { minutes } => fuzz::run(&project, minutes),
        Task::Mutants { rest } => mutants::run(&project, &rest),
        Task::Bench(options) => bench::run(&project, &options),
    }
}
