//! Where the pages come from: the panel from its gateway, the peers from a service of files and the same HTTP/1.1 server
//! without the gateway's confining headers, which they could not run under. The gateway has its files in memory; those of
//! the peers are in the system's cache after the first of many views.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;

use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use keyturn_gateway::{Config, Server};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tower_http::services::ServeDir;

use crate::Outcome;
use crate::args::Setting;
use crate::pages::Page;

const ANY_PORT: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

/// The servers of all pages.
pub(crate) struct Servers {
    gateway: Server,
    peers: Vec<Peer>,
}

struct Peer {
    page: Page,
    address: SocketAddr,
    accepting: JoinHandle<()>,
}

impl Servers {
    pub(crate) async fn start(setting: &Setting) -> Outcome<Self> {
        let (gateway, _) = panel(setting).await?;
        let mut peers = Vec::new();
        for page in Page::PEERS {
            peers.push(Peer::start(page, &setting.peers.join(page.name())).await?);
        }
        Ok(Self { gateway, peers })
    }

    /// Where a page starts.
    pub(crate) fn url(&self, page: Page) -> String {
        let peer = self.peers.iter().find(|peer| peer.page == page);
        format!("http://{}/", peer.map_or(self.gateway.address(), |peer| peer.address))
    }

    pub(crate) async fn stop(self) {
        self.gateway.shutdown().await;
        for peer in self.peers {
            peer.accepting.abort();
        }
    }
}

/// The panel alone, and where it starts.
pub(crate) async fn panel(setting: &Setting) -> Outcome<(Server, String)> {
    let config = Config::sandbox(setting.panel.clone(), ANY_PORT);
    let gateway = keyturn_gateway::start(config).await.map_err(|cause| cause.to_string())?;
    let url = format!("http://{}/", gateway.address());
    Ok((gateway, url))
}

/// The files of a directory, compressed where they are so, and where they start.
pub(crate) async fn files(directory: &Path) -> Outcome<(JoinHandle<()>, String)> {
    let listener = TcpListener::bind(ANY_PORT).await?;
    let url = format!("http://{}/", listener.local_addr()?);
    let files = ServeDir::new(directory).precompressed_br().precompressed_gzip();
    Ok((tokio::spawn(accept(listener, files)), url))
}

impl Peer {
    async fn start(page: Page, directory: &Path) -> Outcome<Self> {
        if !directory.join("index.html.br").is_file() {
            return Err(format!("{} is not built: start this as `cargo xtask bench`", page.name()).into());
        }
        let listener = TcpListener::bind(ANY_PORT).await?;
        let address = listener.local_addr()?;
        let files = ServeDir::new(directory).precompressed_br().precompressed_gzip();
        Ok(Self { page, address, accepting: tokio::spawn(accept(listener, files)) })
    }
}

/// Serves files for as long as it is let.
pub(crate) async fn accept(listener: TcpListener, files: ServeDir) {
    while let Ok((stream, _)) = listener.accept().await {
        let _ = stream.set_nodelay(true);
        let service = TowerToHyperService::new(files.clone());
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}
