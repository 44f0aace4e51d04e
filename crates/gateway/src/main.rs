//! The `keyturn-gateway` program.

mod args;
mod signals;

use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use clap::Parser as _;
use keyturn_gateway::{Config, flush, init_log, print, print_error, start};
use tracing::info;

use crate::args::Args;
use crate::signals::{reload_page_on_signal, reload_signal, stop_signal};

/// From the signal to the exit, whatever hangs: a reader of the log that no longer reads, a DNS look-up. Service managers
/// usually kill after ten seconds.
const SHUTDOWN_DEADLINE: Duration = Duration::from_millis(9_500);

/// How long the reader of standard output has to take the last lines.
const FLUSH_TIMEOUT: Duration = Duration::from_millis(500);

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        // To clap, help and the version are errors as well, for standard output.
        Err(error) => {
            let _ = error.print();
            return if error.use_stderr() { ExitCode::FAILURE } else { ExitCode::SUCCESS };
        }
    };
    init_log();
    let outcome = run(args);
    flush(FLUSH_TIMEOUT);
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            print_error(&error);
            ExitCode::FAILURE
        }
    }
}

fn run(args: Args) -> Result<(), String> {
    let runtime =
        tokio::runtime::Runtime::new().map_err(|error| format!("The program cannot start: {error}."))?;
    let outcome = runtime.block_on(serve(args));
    // Does not wait, since a DNS look-up cannot be cancelled.
    runtime.shutdown_background();
    outcome
}

async fn serve(args: Args) -> Result<(), String> {
    let mut config = match &args.config {
        Some(file) => Config::load(file).map_err(|error| error.to_string())?,
        None => Config::sandbox("dist".into(), Config::DEFAULT_LISTEN),
    };
    if let Some(page) = args.page {
        config.page = page;
    }
    if let Some(listen) = args.listen {
        config.listen = listen;
    }
    let vendors = if config.sandbox { "the sandbox vendors" } else { "the configured vendors" };
    let signal_error = |error| format!("The signals cannot be waited for: {error}.");
    let stop = stop_signal().map_err(signal_error)?;
    let reload = reload_signal().map_err(signal_error)?;
    let server = start(config).await.map_err(|error| error.to_string())?;
    print(&format!("Keyturn with {vendors}: http://{}/", server.address()));
    for notice in server.notices() {
        info!("{notice}");
    }
    tokio::select! {
        () = stop => {}
        () = reload_page_on_signal(&server, reload) => {}
    }
    thread::spawn(|| {
        thread::sleep(SHUTDOWN_DEADLINE);
        std::process::exit(1);
    });
    info!("stopping: exchanges under way have seven seconds to end");
    server.shutdown().await;
    Ok(())
}
