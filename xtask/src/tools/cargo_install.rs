//! Tools that cargo installs.

use super::{CARGO_DENY, CARGO_MUTANTS, TRUNK, announce};
use crate::command;
use crate::failure::Outcome;
use crate::project::Project;

/// A program to be had with `cargo install`.
pub(super) struct Crate {
    name: &'static str,
    /// The program and its words that print the version.
    version_of: &'static [&'static str],
    version: String,
    /// Whether a later version than this one will do.
    at_least: bool,
    /// Whether the lock file that came with the crate still resolves.
    locked: bool,
    /// How it is compiled, where not as its authors would release it.
    build: &'static [&'static str],
    why: &'static str,
    how_long: &'static str,
}

pub(super) fn trunk() -> Crate {
    Crate {
        name: "trunk",
        version_of: &["trunk", "--version"],
        version: TRUNK.to_owned(),
        at_least: false,
        locked: true,
        // It fetches nothing here and has others do the work: without TLS and optimisation it is there in a third of the time.
        build: &["--no-default-features", "--debug"],
        why: "it builds the page for development",
        how_long: "2 to 3 minutes on two cores, once",
    }
}

/// At exactly the version of the library: the two sides share an unstable format.
pub(super) fn wasm_bindgen(project: &Project) -> Outcome<Crate> {
    Ok(Crate {
        name: "wasm-bindgen-cli",
        version_of: &["wasm-bindgen", "--version"],
        version: project.locked_version("wasm-bindgen")?,
        at_least: false,
        locked: false,
        build: &[],
        why: "it joins the module to JavaScript and runs tests in a browser",
        how_long: "2 to 3 minutes on two cores, once",
    })
}

pub(super) fn cargo_deny() -> Crate {
    Crate {
        name: "cargo-deny",
        version_of: &["cargo-deny", "--version"],
        version: CARGO_DENY.to_owned(),
        at_least: true,
        locked: true,
        build: &[],
        why: "it checks the dependencies' licences and origins",
        how_long: "5 to 8 minutes on two cores, once",
    }
}

pub(super) fn geckodriver() -> Crate {
    Crate {
        name: "geckodriver",
        version_of: &["geckodriver", "--version"],
        version: "0.36.0".to_owned(),
        at_least: true,
        locked: true,
        build: &[],
        why: "it starts Firefox for the tests",
        how_long: "2 to 4 minutes on two cores, once",
    }
}

pub(super) fn ripgrep() -> Crate {
    Crate {
        name: "ripgrep",
        version_of: &["rg", "--version"],
        version: "13.0.0".to_owned(),
        at_least: true,
        locked: true,
        build: &[],
        why: "the scanner is measured beside it",
        how_long: "2 to 3 minutes on two cores, once",
    }
}

pub(super) fn cargo_mutants() -> Crate {
    Crate {
        name: "cargo-mutants",
        version_of: &["cargo-mutants", "mutants", "--version"],
        version: CARGO_MUTANTS.to_owned(),
        at_least: true,
        locked: true,
        build: &[],
        why: "it changes code to see whether a test notices",
        how_long: "2 to 4 minutes on two cores, once",
    }
}

pub(super) fn ensure(project: &Project, wanted: &Crate) -> Outcome {
    let found = present(project, wanted);
    if found.as_deref().is_some_and(|found| fits(found, wanted)) {
        return Ok(());
    }
    announce(&format!("{} {}", wanted.name, wanted.version), wanted.why, wanted.how_long);
    let requirement =
        if wanted.at_least { format!(">={}", wanted.version) } else { format!("={}", wanted.version) };
    let mut install = command::cargo(project);
    install.args(["install", wanted.name, "--version", &requirement]);
    install.args(wanted.build);
    if wanted.locked {
        install.arg("--locked");
    }
    if found.is_some() {
        // Somebody uses the other version for something else: it stays, and the project gets its own.
        install.arg("--root").arg(project.tools());
    }
    // Its own target directory would be compiled from nothing each time; cargo's default is a fresh temporary one.
    install.env_remove("CARGO_TARGET_DIR").env("CARGO_PROFILE_DEV_DEBUG", "none");
    command::run(&mut install, "see that the package registry can be reached, then start the task again")
}

fn present(project: &Project, wanted: &Crate) -> Option<String> {
    let (program, words) = wanted.version_of.split_first()?;
    let text = command::output(command::program(project, program).args(words))?;
    text.split_whitespace().nth(1).map(str::to_owned)
}

fn fits(found: &str, wanted: &Crate) -> bool {
    if wanted.at_least { numbers(found) >= numbers(&wanted.version) } else { found == wanted.version }
}

fn numbers(version: &str) -> Vec<u64> {
    version.split('.').map_while(|part| part.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_tool_fits_at_its_very_version_only() {
        assert!(fits(TRUNK, &trunk()));
        assert!(!fits("0.22.1", &trunk()));
    }

    #[test]
    fn a_checking_tool_fits_from_its_version_on() {
        assert!(fits("0.18.9", &cargo_deny()));
        assert!(fits("1.2.0", &cargo_deny()));
        assert!(!fits("0.9.3", &cargo_deny()));
    }
}
