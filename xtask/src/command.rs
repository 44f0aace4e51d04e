//! Starting other programs with the project's tools on their PATH.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::failure::{Failure, Outcome};
use crate::project::Project;

/// A program in the project's directory that finds the project's tools first.
///
/// What cargo told this program about itself is taken away again: passed on, it would make a nested cargo believe that
/// its inputs changed, and build everything anew.
pub(crate) fn program(project: &Project, name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(&project.root).env("PATH", search_path(project));
    for (key, _) in env::vars_os() {
        let told = key.to_string_lossy();
        if told.starts_with("CARGO_PKG_")
            || told.starts_with("CARGO_MANIFEST_")
            || told.starts_with("CARGO_BIN_")
        {
            command.env_remove(&key);
        }
    }
    command
}

/// `cargo`, the very one that runs this.
pub(crate) fn cargo(project: &Project) -> Command {
    program(project, env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs to the end with the output streaming through; `next` says what to do when it fails.
pub(crate) fn run(command: &mut Command, next: &str) -> Outcome {
    let name = shown(command);
    let status =
        command.status().map_err(|cause| Failure::new(format!("`{name}` did not start: {cause}"), next))?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("`{name}` ended with {status}"), next)) }
}

/// What a program prints, or nothing when it is missing or fails.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Where a program of this name lies.
pub(crate) fn on_path(project: &Project, name: &str) -> Option<PathBuf> {
    env::split_paths(&search_path(project)).map(|directory| directory.join(name)).find(|path| path.is_file())
}

/// Where cargo keeps what all projects share.
pub(crate) fn cargo_home() -> Option<PathBuf> {
    let named = env::var_os("CARGO_HOME").map(PathBuf::from);
    named.or_else(|| env::home_dir().map(|home| home.join(".cargo")))
}

/// The program and its first words, enough to recognise it by.
fn shown(command: &Command) -> String {
    let program = command.get_program().to_string_lossy();
    let name = program.rsplit(['/', '\\']).next().unwrap_or_default();
    let words = command.get_args().take(4).map(OsStr::to_string_lossy);
    std::iter::once(name.into()).chain(words).collect::<Vec<_>>().join(" ")
}

fn search_path(project: &Project) -> OsString {
    let tools = project.tools();
    let own = [tools.join("node_modules/.bin"), tools.join("bin")];
    let cargo_bin = cargo_home().map(|home| home.join("bin"));
    let inherited = env::var_os("PATH").unwrap_or_default();
    let all = own.into_iter().chain(cargo_bin).chain(env::split_paths(&inherited));
    // A directory whose name cannot stand in PATH cannot be searched either: what was there before is kept as it is.
    env::join_paths(all).unwrap_or(inherited)
}
