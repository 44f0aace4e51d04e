//! The workers: each a module of its own, and one script.

use std::fs;
use std::path::Path;

use super::module::{TARGET, join, nameless_paths, shrink};
use crate::command;
use crate::failure::{Failure, Outcome};
use crate::project::Project;

/// A worker.
pub(super) struct Worker {
    /// The name in the page's own script tag, and of the package.
    pub(super) name: &'static str,
    /// The other files of its script.
    parts: &'static [&'static str],
    /// What the compiler and the optimiser may use besides what every browser has long had.
    features: &'static [(&'static str, &'static str)],
}

/// All of them. They are built for speed: here the operator waits.
pub(super) const WORKERS: [Worker; 2] = [
    Worker { name: "derive", parts: &[], features: &[] },
    Worker {
        name: "scan",
        parts: &["scan-formats.js", "scan-read.js"],
        features: &[("-Ctarget-feature=+simd128", "--enable-simd")],
    },
];

impl Worker {
    /// The worker's script, as it is in the page before it is finished.
    pub(super) fn script(&self) -> String {
        format!("{}.js", self.name)
    }

    /// The worker's module, likewise.
    pub(super) fn module(&self) -> String {
        format!("keyturn-{}_bg.wasm", self.name)
    }

    fn glue(&self) -> String {
        format!("keyturn-{}.js", self.name)
    }

    /// Writes the module and its glue into `page`.
    pub(super) fn make(&self, project: &Project, page: &Path) -> Outcome {
        let flags: Vec<&str> = self.features.iter().map(|(flag, _)| *flag).collect();
        let package = format!("keyturn-{}", self.name);
        // Other flags than the page's: in one directory each build would undo the other's.
        let target = project.target.join("workers").join(self.name);
        let mut cargo = command::cargo(project);
        cargo.args(nameless_paths(project, &flags));
        cargo.args(["build", "--release", "--locked", "--package", &package, "--target", TARGET]);
        cargo.arg("--target-dir").arg(&target);
        command::run(&mut cargo, "read the compiler's first error above; it names the file and line")?;
        let compiled = target.join(TARGET).join(format!("release/{package}.wasm"));
        let joined = project.target.join("page").join(self.name);
        join(project, &compiled, &joined, &[])?;
        let features = self.features.iter().map(|(_, feature)| *feature);
        // Until nothing changes any more: that is smaller and no slower.
        let more: Vec<&str> = features.chain(["--converge"]).collect();
        shrink(project, "-O3", &more, &joined.join(self.module()), &page.join(self.module()))?;
        let glue = joined.join(self.glue());
        fs::copy(&glue, page.join(self.glue())).map_err(|cause| Failure::file(&glue, cause))?;
        Ok(())
    }

    /// Copies the files of its script.
    pub(super) fn copy_script(&self, project: &Project, to: &Path) -> Outcome {
        let script = self.script();
        for name in self.parts.iter().copied().chain([script.as_str()]) {
            let file = project.root.join("boot").join(name);
            fs::copy(&file, to.join(name)).map_err(|cause| Failure::file(&file, cause))?;
        }
        Ok(())
    }

    /// Makes one file of the worker's script and its glue: what it would import could not be checked against a hash.
    pub(super) fn bundle(&self, project: &Project, page: &Path) -> Outcome {
        let script = page.join(self.script());
        let mut esbuild = command::program(project, "esbuild");
        esbuild.args([
            "--bundle",
            "--format=esm",
            "--target=esnext",
            "--log-level=warning",
            "--charset=utf8",
        ]);
        esbuild.arg("--allow-overwrite").arg(format!("--outfile={}", script.display())).arg(&script);
        command::run(&mut esbuild, &format!("mend what it names in boot/{}", self.script()))?;
        let glue = self.glue();
        for name in self.parts.iter().copied().chain([glue.as_str()]) {
            let bundled = page.join(name);
            fs::remove_file(&bundled).map_err(|cause| Failure::file(&bundled, cause))?;
        }
        Ok(())
    }
}
