//! Where things are.

use std::env;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};

/// The directories every task works in.
pub(crate) struct Project {
    /// The workspace's top directory.
    pub(crate) root: PathBuf,
    /// Cargo's output directory.
    pub(crate) target: PathBuf,
}

impl Project {
    pub(crate) fn find() -> Outcome<Self> {
        let root = env::var_os("CARGO_MANIFEST_DIR")
            .map(PathBuf::from)
            .and_then(|manifest| manifest.parent().map(Path::to_path_buf))
            .ok_or_else(|| {
                Failure::new("the project's directory is not known", "start this as `cargo xtask`")
            })?;
        let target =
            env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |dir| root.join(dir));
        Ok(Self { root, target })
    }

    /// The built page.
    pub(crate) fn page(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// Tools that belong to this project alone.
    pub(crate) fn tools(&self) -> PathBuf {
        self.target.join("tools")
    }

    /// Whether any tests are compiled for the browser. Cargo refuses a pattern that fits none.
    pub(crate) fn has_browser_tests(&self) -> Outcome<bool> {
        let tests = self.root.join("tests");
        let entries = std::fs::read_dir(&tests).map_err(|cause| Failure::file(&tests, cause))?;
        Ok(entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("web_")))
    }

    /// The version of a package that `Cargo.lock` names.
    pub(crate) fn locked_version(&self, package: &str) -> Outcome<String> {
        let path = self.root.join("Cargo.lock");
        let lock = std::fs::read_to_string(&path).map_err(|cause| Failure::file(&path, cause))?;
        version_in(&lock, package).map(str::to_owned).ok_or_else(|| {
            Failure::new(format!("Cargo.lock names no package `{package}`"), "run `cargo update --workspace`")
        })
    }
}

fn version_in<'lock>(lock: &'lock str, package: &str) -> Option<&'lock str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::version_in;

    const LOCK: &str = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n\
                        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";

    #[test]
    fn the_version_is_that_of_the_very_package() {
        assert_eq!(version_in(LOCK, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(version_in(LOCK, "wasm"), None);
    }
}
