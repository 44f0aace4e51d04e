//! The tools a task needs: looked for first, installed when missing, each announced.

mod apt;
pub(crate) mod browser;
mod cargo_install;
pub(crate) mod engines;
mod npm;
mod split;
mod target;

pub(crate) use npm::AXE;

use crate::failure::Outcome;
use crate::project::Project;
use crate::say;

/// Trunk, at the version whose behaviour `Trunk.toml` relies on.
const TRUNK: &str = "0.21.14";
/// cargo-deny has no say in what is built, so any version with this project's configuration format will do.
const CARGO_DENY: &str = "0.18";
/// Any version that knows the settings in `.cargo/mutants.toml`.
const CARGO_MUTANTS: &str = "27.0";

/// A tool that a task may need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tool {
    /// Rust's standard library for the browser.
    WasmTarget,
    /// Builds the page for development.
    Trunk,
    /// Writes the JavaScript side of the module and runs tests in a browser.
    WasmBindgen,
    /// Cuts the module in two.
    WasmSplit,
    /// Makes the module smaller.
    WasmOpt,
    /// Shortens scripts and stylesheets.
    Esbuild,
    /// Looks for accessibility faults.
    Axe,
    /// Chromium and its driver.
    Browser,
    /// Firefox and WebKit with their drivers.
    Engines,
    /// Checks licences, duplicates and advisories.
    CargoDeny,
    /// What the scanner is measured beside.
    Ripgrep,
    /// Changes code to see whether a test notices.
    CargoMutants,
}

/// What building the page for development takes.
pub(crate) const FOR_DEVELOPMENT: [Tool; 3] = [Tool::WasmTarget, Tool::Trunk, Tool::WasmBindgen];

/// What building the release page takes.
pub(crate) const FOR_THE_RELEASE: [Tool; 5] =
    [Tool::WasmTarget, Tool::WasmBindgen, Tool::WasmSplit, Tool::WasmOpt, Tool::Esbuild];

/// Installs those of the tools that are missing.
pub(crate) fn ensure(project: &Project, tools: &[Tool]) -> Outcome {
    for tool in tools {
        match tool {
            Tool::WasmTarget => target::ensure(project)?,
            Tool::Trunk => cargo_install::ensure(project, &cargo_install::trunk())?,
            Tool::WasmBindgen => cargo_install::ensure(project, &cargo_install::wasm_bindgen(project)?)?,
            Tool::WasmSplit => split::ensure(project)?,
            Tool::WasmOpt => npm::ensure(project, &npm::BINARYEN)?,
            Tool::Esbuild => npm::ensure(project, &npm::ESBUILD)?,
            Tool::Axe => npm::ensure(project, &AXE)?,
            Tool::Browser => browser::ensure(project)?,
            Tool::Engines => engines::ensure(project)?,
            Tool::CargoMutants => cargo_install::ensure(project, &cargo_install::cargo_mutants())?,
            Tool::CargoDeny => cargo_install::ensure(project, &cargo_install::cargo_deny())?,
            Tool::Ripgrep => cargo_install::ensure(project, &cargo_install::ripgrep())?,
        }
    }
    Ok(())
}

/// Says what is about to be installed, why, and roughly for how long.
fn announce(what: &str, why: &str, how_long: &str) {
    say::headline(&format!("Installing {what} ({why}); {how_long}"));
}
