//! `cargo xtask pictures`: the README's pictures, made anew by the demo in a real browser.

use crate::failure::Outcome;
use crate::project::Project;
use crate::tools::{self, Tool};
use crate::{build, command, demo};

pub(crate) fn run(project: &Project) -> Outcome {
    tools::ensure(project, &tools::FOR_THE_RELEASE)?;
    tools::ensure(project, &[Tool::Browser])?;
    build::page(project)?;
    let folder = demo::folder(project);
    demo::write(&project.page(), &folder)?;
    let mut maker = command::cargo(project);
    maker.args(["run", "--package", "keyturn-acceptance", "--example", "pictures"]);
    maker
        .env("KEYTURN_DEMO", folder)
        .env("KEYTURN_CHROMIUM", tools::browser::browser(project)?)
        .env("CHROMEDRIVER", tools::browser::driver(project)?);
    command::run(&mut maker, "the last line above says what was not on screen")
}
