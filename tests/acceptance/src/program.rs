//! The gateway as a program of its own, with all that it prints and leaves in files.

use std::fs::{self, File};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::{env, io};

use tempfile::TempDir;

use crate::must;
use crate::wait::{PATIENCE, until};
use crate::walk::built_page;

/// A running gateway, with the sandbox in it. Dropping it ends it.
pub(crate) struct Program {
    process: Child,
    folder: TempDir,
    pub(crate) address: SocketAddr,
}

impl Program {
    pub(crate) async fn start() -> Self {
        let folder = must("no folder for the gateway", TempDir::with_prefix("keyturn-gateway-"));
        let process = must("the gateway does not start", spawn(folder.path()));
        let address = until("the gateway's address", PATIENCE, async || {
            let printed = fs::read_to_string(folder.path().join("stdout")).unwrap_or_default();
            let address = printed.lines().next().and_then(|line| line.split("http://").nth(1));
            let address = address.and_then(|address| address.trim_end_matches('/').parse().ok());
            address.ok_or(printed)
        })
        .await;
        Self { process, folder, address }
    }

    /// Where everything is that it prints or leaves.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Its temporary files would lie beside what it prints, which is as much as it can be made to print.
fn spawn(folder: &Path) -> io::Result<Child> {
    let page = fs::canonicalize(built_page())?;
    Command::new(built())
        .current_dir(folder)
        .args(["--listen", "127.0.0.1:0", "--page"])
        .arg(page)
        .env("RUST_LOG", "trace")
        .env("TMPDIR", folder)
        .stdout(File::create(folder.join("stdout"))?)
        .stderr(File::create(folder.join("stderr"))?)
        .spawn()
}

/// The program of the sources as they are: tests of one package do not build another's.
fn built() -> PathBuf {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut build = Command::new(cargo);
    build.args(["build", "--quiet", "--package", "keyturn-gateway"]).current_dir(crate::walk::workspace());
    assert!(must("cargo does not start", build.status()).success(), "the gateway cannot be built");
    let test = must("this test's own place", env::current_exe());
    let folder = test.ancestors().nth(2).expect("tests lie two folders deep");
    folder.join(format!("keyturn-gateway{}", env::consts::EXE_SUFFIX))
}
