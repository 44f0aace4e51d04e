//! The signals that stop the program and reload the page.

use keyturn_gateway::Server;
use tracing::{info, warn};

/// Listens for the signals that stop the program. From then on they no longer end it at once, so this is called first.
#[cfg(unix)]
pub(crate) fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// SIGUSR1 reloads the page. (Not SIGHUP, which a closing terminal sends, and which should end the program.)
#[cfg(unix)]
pub(crate) fn reload_signal() -> std::io::Result<tokio::signal::unix::Signal> {
    tokio::signal::unix::signal(tokio::signal::unix::SignalKind::user_defined1())
}

#[cfg(unix)]
pub(crate) async fn reload_page_on_signal(server: &Server, mut signal: tokio::signal::unix::Signal) {
    while signal.recv().await.is_some() {
        match server.reload_page() {
            Ok(notice) => {
                info!("page: read anew");
                notice.iter().for_each(|notice| info!("{notice}"));
            }
            Err(error) => warn!("{error}"),
        }
    }
    std::future::pending().await
}

#[cfg(not(unix))]
pub(crate) fn reload_signal() -> std::io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
pub(crate) async fn reload_page_on_signal(_running: &Server, _told: ()) {
    std::future::pending().await
}

#[cfg(not(unix))]
pub(crate) fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
