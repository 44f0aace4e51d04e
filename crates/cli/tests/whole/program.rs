//! Running the built program.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, UNIX_EPOCH};

use serde_json::Value;
use tempfile::TempDir;

/// 2026-11-20, when every file of these tests was last changed.
const CHANGED: Duration = Duration::from_secs(1_795_132_800);

pub(crate) const QUICKSTREAM: &str = "KESTRELPTY_SEC_dcm89ugjh5jbcjq5pdymhgimdj7gwwd7dddhty6arjrjftv8hymz8zr";
pub(crate) const PRODUCT: &str = "superapiproduct_FAKEyourkeyQvyaXOF0123456789abcd";
pub(crate) const NAME: &str = "KESTRELPTY_SEC...zrikj5x";

/// What a run of the program gave.
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) output: String,
    pub(crate) errors: String,
}

impl Ran {
    /// The lines of JSON.
    pub(crate) fn findings(&self) -> Vec<Value> {
        self.output.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

pub(crate) fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_keyturn"))
}

pub(crate) fn run(args: &[&str], input: &[u8]) -> Ran {
    let mut child = program()
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut to = child.stdin.take().unwrap();
    let input = input.to_vec();
    // While it writes it may wait for somebody to read. One that ends without reading is judged by what it says.
    let writer = std::thread::spawn(move || to.write_all(&input).is_ok());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    Ran {
        status: output.status.code().unwrap(),
        output: String::from_utf8(output.stdout).unwrap(),
        errors: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A directory with files, all last changed at the same time.
pub(crate) struct Files(TempDir);

impl Files {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file and gives its path.
    pub(crate) fn put(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        let mut file = File::create(&path).unwrap();
        file.write_all(content.as_ref()).unwrap();
        file.set_modified(UNIX_EPOCH + CHANGED).unwrap();
        path.to_str().unwrap().to_owned()
    }

    pub(crate) fn names(&self) -> Vec<String> {
        let entries = self.0.path().read_dir().unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    pub(crate) fn directory(&self) -> &Path {
        self.0.path()
    }
}
