//! Tools that come from npm, into the project's own tools directory.

use std::fs;

use super::announce;
use crate::command;
use crate::failure::Outcome;
use crate::project::Project;

/// A package at the one version in use.
pub(crate) struct Package {
    name: &'static str,
    version: &'static str,
    why: &'static str,
}

/// wasm-opt. Distributions ship one that is too old for what today's compiler writes.
pub(super) const BINARYEN: Package =
    Package { name: "binaryen", version: "132.0.0", why: "its wasm-opt makes the page a third smaller" };

/// Shortens scripts and stylesheets: wasm-bindgen writes its glue for readers, at more than twice the size.
pub(super) const ESBUILD: Package =
    Package { name: "esbuild", version: "0.28.2", why: "it shortens the scripts and stylesheets" };

/// The accessibility rules that the acceptance tests put to every screen.
pub(crate) const AXE: Package =
    Package { name: "axe-core", version: "4.14.1", why: "it looks for accessibility faults in the tests" };

impl Package {
    /// Where the package lies once it is installed.
    pub(crate) fn directory(&self, project: &Project) -> std::path::PathBuf {
        project.tools().join("node_modules").join(self.name)
    }

    fn present(&self, project: &Project) -> bool {
        let manifest = fs::read_to_string(self.directory(project).join("package.json")).unwrap_or_default();
        manifest.contains(&format!("\"version\": \"{}\"", self.version))
    }
}

pub(super) fn ensure(project: &Project, package: &Package) -> Outcome {
    if package.present(project) {
        return Ok(());
    }
    let pinned = format!("{}@{}", package.name, package.version);
    announce(&pinned, package.why, "under a minute");
    let mut npm = command::program(project, "npm");
    npm.args(["install", "--no-audit", "--no-fund", "--save-exact", "--prefix"])
        .arg(project.tools())
        .arg(pinned);
    command::run(
        &mut npm,
        "install Node.js 20 or later with npm, and see that the npm registry can be reached",
    )
}
