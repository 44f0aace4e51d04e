//! `cargo xtask dev`: Trunk rebuilds the page on every change, a gateway in sandbox mode answers for the vendors.

use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::{command, say, serve, tools};

/// Where `Trunk.toml` sends what is not the page.
const GATEWAY: &str = "127.0.0.1:8081";

pub(crate) fn run(project: &Project) -> Outcome {
    tools::ensure(project, &tools::FOR_DEVELOPMENT)?;
    let page = project.target.join("dev-page");
    std::fs::create_dir_all(&page).map_err(|cause| Failure::file(&page, cause))?;
    let mut gateway = serve::gateway(project)?;
    let mut gateway = gateway.args(["--listen", GATEWAY, "--page"]).arg(&page).spawn().map_err(|cause| {
        Failure::new(format!("the gateway did not start: {cause}"), "read its lines above")
    })?;
    say::headline("Building the page; it reloads by itself on http://127.0.0.1:8080 (Ctrl-C ends it)");
    let mut trunk = command::program(project, "trunk");
    let served = command::run(
        trunk.args(["serve", "--offline", "--dist"]).arg(&page),
        "if 127.0.0.1:8080 is in use, end what uses it; otherwise read Trunk's lines above",
    );
    // It may have ended with the same Ctrl-C; then there is nothing left to end.
    drop(gateway.kill());
    drop(gateway.wait());
    served
}
