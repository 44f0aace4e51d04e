//! The program that drives the browser, for as long as one view takes.

use std::path::Path;
use std::process::Stdio;

use tokio::io::{AsyncBufReadExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

use crate::Outcome;

/// A running chromedriver. Dropping it ends it.
pub(crate) struct Driver {
    process: Child,
    /// The driver stops when nobody could read what it says.
    _says: Lines<BufReader<ChildStdout>>,
    /// `127.0.0.1` and the port it took.
    pub(crate) authority: String,
}

impl Driver {
    pub(crate) async fn start(program: &Path) -> Outcome<Self> {
        let mut process = Command::new(program)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(|cause| format!("{} does not start: {cause}", program.display()))?;
        let mut says = BufReader::new(process.stdout.take().ok_or("the driver has no output")?).lines();
        let port = loop {
            let line = says.next_line().await?.ok_or("the driver ended before it listened")?;
            let said = line.split_once("started successfully on port ");
            if let Some(Ok(port)) = said.map(|(_, port)| port.trim_end_matches('.').parse::<u16>()) {
                break port;
            }
        };
        Ok(Self { process, _says: says, authority: format!("127.0.0.1:{port}") })
    }

    /// Its number; the browser's processes are below it.
    pub(crate) fn process(&self) -> Option<u32> {
        self.process.id()
    }
}
