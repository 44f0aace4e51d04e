//! `keyturn-gateway [--config FILE] [--page DIR] [--listen ADDRESS]`

mod args;

use std::process::ExitCode;

use keyturn_gateway::{Config, Log, complain, print, start};

use crate::args::{Args, USAGE, Wanted};

#[tokio::main]
async fn main() -> ExitCode {
    let outcome = match Args::read(std::env::args_os().skip(1)) {
        Ok(Args::Help) => {
            print(USAGE);
            Ok(())
        }
        Ok(Args::Run(wanted)) => run(wanted).await,
        Err(error) => Err(format!("{error}\n{USAGE}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error);
            ExitCode::FAILURE
        }
    }
}

async fn run(wanted: Wanted) -> Result<(), String> {
    let mut config = match &wanted.config {
        Some(file) => Config::load(file).map_err(|error| error.to_string())?,
        None => Config::sandbox("dist".into(), Config::DEFAULT_LISTEN),
    };
    if let Some(page) = wanted.page {
        config.page = page;
    }
    if let Some(listen) = wanted.listen {
        config.listen = listen;
    }
    let vendors = if config.sandbox { "the sandbox vendors" } else { "the configured vendors" };
    let running = start(config).await.map_err(|error| error.to_string())?;
    print(&format!("Keyturn with {vendors}: http://{}/", running.address()));
    wait_for_stop().await.map_err(|error| format!("The stop signal cannot be waited for: {error}."))?;
    Log::Stdout.say("stopping: exchanges under way are finished first");
    running.stop().await;
    Ok(())
}

#[cfg(unix)]
async fn wait_for_stop() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted,
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn wait_for_stop() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}
