//! `cargo xtask serve`: the built page, behind the gateway.

use std::net::SocketAddr;
use std::process::Command;

use crate::args::ServeOptions;
use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::{build, command, say};

const BUSY: &str = "if the address is in use, choose another with --listen, such as --listen 127.0.0.1:8090";

pub(crate) fn run(project: &Project, options: &ServeOptions) -> Outcome {
    if !options.no_build {
        build::page(project)?;
    } else if !project.page().join("index.html").is_file() {
        return Err(Failure::new("there is no built page in dist/ yet", "leave out --no-build"));
    }
    let mut gateway = gateway(project)?;
    gateway.arg("--page").arg(project.page());
    if let Some(config) = &options.config {
        gateway.arg("--config").arg(config);
    }
    if let Some(address) = options.listen {
        gateway.arg("--listen").arg(address.to_string());
    }
    if options.config.is_none() {
        say::line(&welcome(options.listen.unwrap_or(SocketAddr::from(([127, 0, 0, 1], 8080)))));
    }
    become_(gateway)
}

/// Builds the gateway and gives the program to start.
pub(crate) fn gateway(project: &Project) -> Outcome<Command> {
    say::headline("Building the gateway (2 to 3 minutes the first time)");
    command::run(
        command::cargo(project).args(["build", "--profile", "native", "--package", "keyturn-gateway"]),
        "read the compiler's first error above",
    )?;
    let binary = format!("keyturn-gateway{}", std::env::consts::EXE_SUFFIX);
    Ok(command::program(project, project.target.join("native").join(binary)))
}

fn welcome(address: SocketAddr) -> String {
    format!(
        "
Keyturn with simulated vendors: http://{address}

  Nothing here reaches a real vendor, and every key is made up. To begin:
  1. Open the address and add one of the keys that the sandbox offers on http://{address}/sandbox/
  2. Rotate it, and watch each step say where it stands.
  3. On the sandbox page, make a vendor lose a reply or answer late, and rotate again.

  Ctrl-C ends it. With your own connections: cargo xtask serve --config keyturn.toml
"
    )
}

/// Hands this process over, so that signals and the exit code are the gateway's own.
#[cfg(unix)]
fn become_(mut gateway: Command) -> Outcome {
    use std::os::unix::process::CommandExt;
    let cause = gateway.exec();
    Err(Failure::new(format!("the gateway did not start: {cause}"), BUSY))
}

#[cfg(not(unix))]
fn become_(mut gateway: Command) -> Outcome {
    command::run(&mut gateway, BUSY)
}
