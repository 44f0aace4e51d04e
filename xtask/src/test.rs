//! `cargo xtask test`: every test, the last ones on the release page as built.

use std::process::Command;

use crate::args::TestOptions;
use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::tools::{self, Tool};
use crate::{build, command, demo, say};

const READ_ON: &str = "the runner's own lines above say which test failed and why";

pub(crate) fn run(project: &Project, options: &TestOptions) -> Outcome {
    tools::ensure(project, &tools::FOR_THE_RELEASE)?;
    tools::ensure(project, &[Tool::Browser, Tool::Engines, Tool::Axe])?;

    let mut failed = Vec::new();
    let mut suite = |title: &'static str, run: &dyn Fn() -> Outcome| {
        say::headline(title);
        if let Err(failure) = run() {
            say::failure(&failure);
            failed.push(title);
        }
    };
    if options.filter.is_none() {
        suite("Native tests (1 of 3)", &|| command::run(&mut native(project), READ_ON));
        if project.has_browser_tests()? {
            suite("Tests compiled for the browser (2 of 3)", &|| {
                command::run(&mut in_browser(project)?, READ_ON)
            });
        }
    }
    suite("The release page, and acceptance tests on it (3 of 3)", &|| {
        build::page(project)?;
        demo::write(&project.page(), &demo::folder(project))?;
        if wants_trunk(options) {
            trunk_page(project)?;
        }
        command::run(&mut acceptance(project, options)?, READ_ON)
    });

    if failed.is_empty() {
        return Ok(());
    }
    Err(Failure::new(
        format!("failed: {}", failed.join(", ")),
        "start with the first one; its lines are above",
    ))
}

fn native(project: &Project) -> Command {
    let mut cargo = command::cargo(project);
    cargo.args(["test", "--no-fail-fast", "--workspace", "--exclude", "keyturn-acceptance"]);
    cargo
}

fn in_browser(project: &Project) -> Outcome<Command> {
    let mut cargo = command::cargo(project);
    cargo.args(["test", "--no-fail-fast", "--package", "keyturn", "--target", "wasm32-unknown-unknown"]);
    cargo.args(["--test", "web_*"]).env("CHROMEDRIVER", tools::browser::driver(project)?);
    Ok(cargo)
}

/// Whether a test is asked for that looks at the page as Trunk builds it.
fn wants_trunk(options: &TestOptions) -> bool {
    options.filter.as_ref().is_none_or(|filter| filter.contains("trunk"))
}

/// As somebody builds it who knows Trunk and not this program; the tools are those that are there.
fn trunk_page(project: &Project) -> Outcome {
    tools::ensure(project, &tools::FOR_DEVELOPMENT)?;
    let mut trunk = command::program(project, "trunk");
    trunk.args(["build", "--offline", "--dist"]).arg(project.target.join("trunk-page"));
    command::run(&mut trunk, "read Trunk's lines above")
}

fn acceptance(project: &Project, options: &TestOptions) -> Outcome<Command> {
    let mut cargo = command::cargo(project);
    cargo
        .args(["test", "--no-fail-fast", "--package", "keyturn-acceptance", "--", "--test-threads=2"])
        .args(options.filter.as_deref());
    if options.full {
        cargo.env("KEYTURN_FULL", "1");
    }
    cargo
        .env("KEYTURN_PAGE", project.page())
        .env("KEYTURN_DEMO", demo::folder(project))
        .env("KEYTURN_TRUNK_PAGE", project.target.join("trunk-page"))
        .env("KEYTURN_AXE", tools::AXE.directory(project).join("axe.min.js"))
        .env("KEYTURN_CHROMIUM", tools::browser::browser(project)?)
        .env("CHROMEDRIVER", tools::browser::driver(project)?)
        .envs(tools::engines::programs(project)?);
    Ok(cargo)
}
