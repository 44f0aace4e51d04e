//! A browser's driver, as a process that ends with its walk.

use std::env;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::thread;

use tokio::net::TcpStream;

use crate::display::Display;
use crate::engine::Engine;
use crate::must;
use crate::wait::{PATIENCE, until};

/// A running driver. Dropping it ends it.
pub(crate) struct Driver {
    process: Child,
    port: u16,
    _display: Option<Display>,
}

/// Between a port's being found free and its being taken, somebody else may take it. So it is with chromedriver too, which
/// takes a free port for IPv6 and wants the same one for IPv4.
const ATTEMPTS: usize = 5;

impl Driver {
    pub(crate) async fn start(engine: Engine) -> Self {
        let mut said = String::new();
        for _ in 0..ATTEMPTS {
            match attempt(engine).await {
                Ok(driver) => return driver,
                Err(instead) => said = instead,
            }
        }
        panic!("the driver ended before it listened: {said}")
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

async fn attempt(engine: Engine) -> Result<Driver, String> {
    let (variable, usual) = engine.driver();
    let program = env::var(variable).unwrap_or_else(|_| usual.to_owned());
    let command = Command::new(&program);
    let missing = format!("{program} does not start; set {variable} to the path of the driver");
    match engine {
        Engine::Chromium | Engine::Gecko => telling(command, &missing),
        Engine::WebKit => silent(command, &missing).await,
    }
}

/// A driver that takes any free port and says which.
fn telling(mut command: Command, missing: &str) -> Result<Driver, String> {
    command.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null());
    let mut process = must(missing, command.spawn());
    let mut says = BufReader::new(process.stdout.take().expect("its output was asked for"));
    match said_port(&mut says) {
        Ok(port) => {
            // A driver stops when nobody reads what it says.
            thread::spawn(move || says.lines().for_each(drop));
            Ok(Driver { process, port, _display: None })
        }
        Err(said) => {
            let _ = process.wait();
            Err(said)
        }
    }
}

/// A driver that has to be told its port and says nothing.
async fn silent(mut command: Command, missing: &str) -> Result<Driver, String> {
    let display = Display::open();
    let free =
        must("no free port", TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()));
    command.arg(format!("--port={}", free.port())).stdout(Stdio::null()).stderr(Stdio::null());
    command.env("DISPLAY", display.name()).env("GDK_BACKEND", "x11").env_remove("WAYLAND_DISPLAY");
    let mut process = must(missing, command.spawn());
    let ended = until("the driver to listen", PATIENCE, async || {
        if let Ok(Some(status)) = process.try_wait() {
            return Ok(Some(status.to_string()));
        }
        TcpStream::connect(free).await.map(|_| None).map_err(|why| why.to_string())
    })
    .await;
    match ended {
        None => Ok(Driver { process, port: free.port(), _display: Some(display) }),
        Some(status) => Err(status),
    }
}

/// "ChromeDriver was started successfully on port 40123." or "… Listening on 127.0.0.1:40123"
fn said_port(says: &mut impl BufRead) -> Result<u16, String> {
    let mut said = String::new();
    for line in says.lines() {
        let line = must("the driver's output cannot be read", line);
        let port = ["successfully on port ", "Listening on 127.0.0.1:"]
            .into_iter()
            .find_map(|words| line.split_once(words)?.1.trim().trim_end_matches('.').parse().ok());
        if let Some(port) = port {
            return Ok(port);
        }
        said += &line;
    }
    Err(said)
}
