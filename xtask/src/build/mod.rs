//! `cargo xtask build`: the module is made and cut, then the page is put together and finished for serving.

mod assemble;
mod compress;
mod dist;
mod finish;
mod html;
mod module;
mod shorten;
mod sizes;
mod worker;

use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::{say, tools};

/// Builds the release page into `dist/`.
pub(crate) fn page(project: &Project) -> Outcome {
    tools::ensure(project, &tools::FOR_THE_RELEASE)?;
    say::headline("Building the release page (2 to 4 minutes the first time, then about one)");
    let page = project.page();
    module::make(project, &page)?;
    for worker in &worker::WORKERS {
        worker.make(project, &page)?;
    }
    assemble::assemble(&project.root, &page)?;
    module::bundle(project, &page)?;
    for worker in &worker::WORKERS {
        worker.bundle(project, &page)?;
    }
    finish::finish(&page, &|language, source| shorten::shorten(project, language, source))?;
    pack(&page)
}

/// Builds the scanner's worker alone and says where it lies.
pub(crate) fn scanner(project: &Project) -> Outcome<PathBuf> {
    tools::ensure(project, &tools::FOR_THE_RELEASE)?;
    say::headline("Building the scanner (under a minute)");
    let directory = project.target.join("bench/scan");
    module::anew(&directory)?;
    for worker in worker::WORKERS.iter().filter(|worker| worker.name == "scan") {
        worker.make(project, &directory)?;
        worker.copy_script(project, &directory)?;
        worker.bundle(project, &directory)?;
    }
    pack(&directory)?;
    Ok(directory)
}

/// Compresses every file of a built page and says what each weighs.
pub(crate) fn pack(page: &Path) -> Outcome {
    let files = compress::all(page).map_err(|cause| Failure::file(page, cause))?;
    say::line(&sizes::table(&files));
    Ok(())
}
