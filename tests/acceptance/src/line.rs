//! The line between the browser and the gateway, for walks that need it cut or answered on the way.
//!
//! The browser talks to the line's own port, so for the page the line is the gateway. Browsers send one request at a
//! time on a connection, so each request begins a new piece of what is read.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::must;

/// What happens to one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mishap {
    /// The connection closes; nothing is passed on.
    LostOnTheWay,
    /// It is passed on, and the connection to the browser closes at once.
    LostComingBack,
    /// Nothing comes of it, ever.
    Held,
    /// The line answers itself, with this status and this JSON.
    Answered(u16, String),
}

/// A request that the line met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Met {
    /// Method and path.
    pub request: String,
    /// Whether its connection had carried another before.
    pub warm: bool,
    /// Whether a mishap befell it.
    pub mishap: bool,
}

#[derive(Default)]
struct Book {
    met: Vec<Met>,
    planned: Option<(String, Mishap, bool)>,
}

/// A line that carries. Dropping it cuts it.
pub struct Line {
    address: SocketAddr,
    book: Arc<Mutex<Book>>,
    down: watch::Sender<bool>,
    accepting: JoinHandle<()>,
}

impl Line {
    pub(crate) async fn to(gateway: SocketAddr) -> Self {
        let listener = must("the line has no port", TcpListener::bind("127.0.0.1:0").await);
        let address = must("the line has no port", listener.local_addr());
        let book = Arc::new(Mutex::new(Book::default()));
        let (down, is_down) = watch::channel(false);
        let carried = Arc::clone(&book);
        let accepting = tokio::spawn(async move {
            while let Ok((browser, _)) = listener.accept().await {
                let is_down = is_down.clone();
                if !*is_down.borrow() {
                    tokio::spawn(carry(browser, gateway, Arc::clone(&carried), is_down));
                }
            }
        });
        Self { address, book, down, accepting }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Plans a mishap for the next request that begins with these words, such as `POST /vendor/`; a `*` in them stands for
    /// anything.
    pub fn plan(&self, beginning: &str, mishap: Mishap) {
        open(&self.book).planned = Some((beginning.to_owned(), mishap, false));
    }

    /// Plans the same mishap for every such request.
    pub fn plan_always(&self, beginning: &str, mishap: Mishap) {
        open(&self.book).planned = Some((beginning.to_owned(), mishap, true));
    }

    /// Forgets what was planned.
    pub fn plan_nothing(&self) {
        open(&self.book).planned = None;
    }

    /// Cuts every connection and takes no new one, or carries again.
    pub fn cut(&self, cut: bool) {
        self.down.send_replace(cut);
    }

    /// The requests met that begin with these words, oldest first.
    pub fn met(&self, beginning: &str) -> Vec<Met> {
        open(&self.book).met.iter().filter(|met| met.request.starts_with(beginning)).cloned().collect()
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.cut(true);
        self.accepting.abort();
    }
}

fn open(book: &Mutex<Book>) -> MutexGuard<'_, Book> {
    book.lock().expect("nobody fails while holding it")
}

impl Book {
    fn meet(&mut self, request: String, warm: bool) -> Option<Mishap> {
        let planned = self.planned.take_if(|(beginning, _, _)| fits(&request, beginning));
        let mishap = planned.as_ref().map(|(_, mishap, _)| mishap.clone());
        if let Some((beginning, mishap, true)) = planned {
            self.planned = Some((beginning, mishap, true));
        }
        self.met.push(Met { request, warm, mishap: mishap.is_some() });
        mishap
    }
}

fn fits(request: &str, beginning: &str) -> bool {
    let (first, then) = beginning.split_once('*').unwrap_or((beginning, ""));
    request.strip_prefix(first).is_some_and(|rest| rest.contains(then))
}

/// Method and path, if a request begins here.
fn request_line(piece: &[u8]) -> Option<String> {
    let line = piece.split(|byte| *byte == b'\r').next()?;
    let line = std::str::from_utf8(line).ok()?;
    line.strip_suffix(" HTTP/1.1").map(str::to_owned)
}

/// Carries both ways until a side closes, the line is cut, or a mishap says otherwise.
async fn carry(
    mut browser: TcpStream,
    gateway: SocketAddr,
    book: Arc<Mutex<Book>>,
    mut down: watch::Receiver<bool>,
) {
    let Ok(mut gateway) = TcpStream::connect(gateway).await else { return };
    let (mut asked, mut answered) = (vec![0; 64 * 1024], vec![0; 64 * 1024]);
    let mut requests = 0;
    loop {
        tokio::select! {
            read = browser.read(&mut asked) => {
                let Ok(length @ 1..) = read else { return };
                let piece = &asked[..length];
                let mishap = request_line(piece).and_then(|request| {
                    requests += 1;
                    open(&book).meet(request, requests > 1)
                });
                match mishap {
                    Some(Mishap::LostOnTheWay) => return,
                    Some(Mishap::Held) => (),
                    Some(Mishap::LostComingBack) => {
                        let _ = gateway.write_all(piece).await;
                        drop(browser);
                        let _ = gateway.read(&mut answered).await;
                        return;
                    }
                    Some(Mishap::Answered(status, body)) => {
                        let _ = browser.write_all(reply(status, &body).as_bytes()).await;
                    }
                    None => if gateway.write_all(piece).await.is_err() { return },
                }
            }
            read = gateway.read(&mut answered) => {
                let Ok(length @ 1..) = read else { return };
                if browser.write_all(&answered[..length]).await.is_err() { return }
            }
            () = cut(&mut down) => return,
        }
    }
}

fn reply(status: u16, body: &str) -> String {
    format!(
        "HTTP/1.1 {status} By the line\r\ncontent-type: application/json\r\ncache-control: no-store\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    )
}

async fn cut(down: &mut watch::Receiver<bool>) {
    let _ = down.wait_for(|down| *down).await;
}
