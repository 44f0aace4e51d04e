//! The two engines beside Chromium's: Firefox's, and Safari's in WebKit's own small browser, which needs a display.

use std::env;
use std::fs;
use std::path::PathBuf;

use super::{announce, apt, cargo_install};
use crate::command;
use crate::failure::{Failure, Outcome};
use crate::project::Project;

/// A program that the tests start.
struct Program {
    /// The variable that may name it.
    variable: &'static str,
    names: &'static [&'static str],
    /// Below the folders of libraries, where it is on no PATH.
    beside_libraries: &'static [&'static str],
    /// The Debian package that brings it. The driver of Firefox is in none.
    package: Option<&'static str>,
}

const PROGRAMS: [Program; 5] = [
    Program::of("KEYTURN_FIREFOX", &["firefox-esr", "firefox"], Some("firefox-esr")),
    Program::of("GECKODRIVER", &["geckodriver"], None),
    Program::of("WEBKITDRIVER", &["WebKitWebDriver"], Some("webkit2gtk-driver")),
    Program {
        beside_libraries: &["webkit2gtk-4.1/MiniBrowser", "webkit2gtk-4.0/MiniBrowser"],
        ..Program::of("KEYTURN_MINIBROWSER", &["MiniBrowser"], Some("webkit2gtk-driver"))
    },
    Program::of("KEYTURN_XVFB", &["Xvfb"], Some("xvfb")),
];

const BY_HAND: &str = "install Firefox, WebKitGTK's driver with its MiniBrowser, and Xvfb (on Debian: firefox-esr, \
                       webkit2gtk-driver, xvfb); where they are not found by themselves, set KEYTURN_FIREFOX, \
                       GECKODRIVER, WEBKITDRIVER, KEYTURN_MINIBROWSER and KEYTURN_XVFB to their paths";

pub(super) fn ensure(project: &Project) -> Outcome {
    let mut missing: Vec<&str> = PROGRAMS
        .iter()
        .filter(|program| program.path(project).is_none())
        .filter_map(|program| program.package)
        .collect();
    missing.dedup();
    if !missing.is_empty() {
        if !apt::usable(project) {
            let what =
                "the tests need Firefox, WebKitGTK and Xvfb too, and they cannot be installed from here";
            return Err(Failure::new(what, BY_HAND));
        }
        let why = "the tests start the panel in Firefox's and Safari's engines too";
        announce(&missing.join(", "), why, "1 to 4 minutes");
        apt::install(project, &missing, BY_HAND)?;
    }
    if env::var_os("GECKODRIVER").is_none() {
        cargo_install::ensure(project, &cargo_install::geckodriver())?;
    }
    programs(project).map(drop)
}

/// Where the programs are, each with the variable by which the tests are told.
pub(crate) fn programs(project: &Project) -> Outcome<Vec<(&'static str, PathBuf)>> {
    let found = PROGRAMS.iter().map(|program| {
        let missing = || Failure::new(format!("`{}` was not found", program.names[0]), BY_HAND);
        program.path(project).map(|path| (program.variable, path)).ok_or_else(missing)
    });
    found.collect()
}

impl Program {
    const fn of(
        variable: &'static str,
        names: &'static [&'static str],
        package: Option<&'static str>,
    ) -> Self {
        Self { variable, names, beside_libraries: &[], package }
    }

    fn path(&self, project: &Project) -> Option<PathBuf> {
        let named = env::var_os(self.variable).map(PathBuf::from);
        let on_path = || self.names.iter().find_map(|name| command::on_path(project, name));
        let path = named.or_else(on_path).or_else(|| self.beside_a_library());
        path.filter(|path| path.is_file())
    }

    fn beside_a_library(&self) -> Option<PathBuf> {
        let folders = fs::read_dir("/usr/lib").ok()?.flatten().map(|entry| entry.path());
        let places =
            folders.flat_map(|folder| self.beside_libraries.iter().map(move |name| folder.join(name)));
        places.into_iter().find(|path| path.is_file())
    }
}
