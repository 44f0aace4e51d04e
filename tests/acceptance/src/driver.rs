//! The browser's driver, as a process that ends with its walk.

use std::env;
use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};

use crate::must;

/// A running chromedriver. Dropping it ends it.
pub(crate) struct Driver {
    process: Child,
    /// The driver stops when nobody reads what it says.
    _says: BufReader<ChildStdout>,
    port: u16,
}

impl Driver {
    pub(crate) fn start() -> Self {
        let program = env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
        let mut command = Command::new(&program);
        command.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = must(
            &format!("{program} does not start; set CHROMEDRIVER to the path of the driver"),
            command.spawn(),
        );
        let mut says = BufReader::new(process.stdout.take().expect("its output was asked for"));
        let port = said_port(&mut says);
        Self { process, _says: says, port }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// "ChromeDriver was started successfully on port 40123."
fn said_port(says: &mut impl BufRead) -> u16 {
    let mut said = String::new();
    for line in says.lines() {
        let line = must("the driver's output cannot be read", line);
        let port = line.rsplit_once("on port ").map(|(_, port)| port.trim_end_matches('.').parse());
        if let (true, Some(Ok(port))) = (line.contains("started successfully"), port) {
            return port;
        }
        said += &line;
    }
    panic!("the driver ended before it listened: {said}")
}
