//! Chromium and its driver.

use std::env;
use std::path::{Path, PathBuf};

use super::{announce, apt};
use crate::command;
use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::say;

const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const PACKAGES: [&str; 2] = ["chromium", "chromium-driver"];
const BY_HAND: &str = "install Chromium and the chromedriver of the same version, then set CHROMEDRIVER to the driver's \
                       path if it is not on PATH";

pub(super) fn ensure(project: &Project) -> Outcome {
    if driver(project).is_ok() && browser(project).is_ok() {
        return Ok(());
    }
    if !apt::usable(project) {
        return Err(Failure::new(
            "the tests need Chromium and its driver, and they cannot be installed from here",
            BY_HAND,
        ));
    }
    announce("Chromium and its driver", "the tests walk the panel in a real browser", "1 to 3 minutes");
    apt::install(project, &PACKAGES, BY_HAND)?;
    say::line(&format!("Chromium is {}", browser(project)?.display()));
    driver(project).map(drop)
}

/// The driver that starts Chromium for a test.
pub(crate) fn driver(project: &Project) -> Outcome<PathBuf> {
    found(project, "CHROMEDRIVER", &["chromedriver"])
}

/// The browser itself.
pub(crate) fn browser(project: &Project) -> Outcome<PathBuf> {
    found(project, "KEYTURN_CHROMIUM", &BROWSERS)
}

/// The program that the variable names, or else the first of these on PATH.
fn found(project: &Project, variable: &str, names: &[&str]) -> Outcome<PathBuf> {
    let named = env::var_os(variable).map(PathBuf::from);
    let path = named.or_else(|| names.iter().find_map(|name| command::on_path(project, name)));
    path.filter(|path| Path::is_file(path))
        .ok_or_else(|| Failure::new(format!("`{}` was not found", names[0]), BY_HAND))
}
