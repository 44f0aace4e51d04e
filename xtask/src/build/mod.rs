//! `cargo xtask build`: Trunk compiles and optimises, then the result is finished for serving.

mod compress;
mod dist;
mod finish;
mod html;
mod join;
mod shorten;
mod sizes;

use std::path::Path;

use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::{command, say, tools};

/// Builds the release page into `dist/`.
pub(crate) fn page(project: &Project) -> Outcome {
    tools::ensure(project, &tools::FOR_THE_PAGE)?;
    say::headline("Building the release page (2 to 4 minutes the first time, then about one)");
    let mut trunk = command::program(project, "trunk");
    // Trunk takes `true` or `false` there and fails on what everybody else sets.
    trunk.args(["build", "--release", "--locked"]).env_remove("NO_COLOR");
    command::run(&mut trunk, "read Trunk's first error above; a compiler error names the file and line")?;

    let page = project.page();
    join::worker(project, &page)?;
    finish::finish(&page, &|language, source| shorten::shorten(project, language, source))?;
    pack(&page)
}

/// Compresses every file of a built page and says what each weighs.
pub(crate) fn pack(page: &Path) -> Outcome {
    let files = compress::all(page).map_err(|cause| Failure::file(page, cause))?;
    say::line(&sizes::table(&files));
    Ok(())
}
