//! Standard output, written by a thread of its own. Whoever reads it may stop reading; that must hold up neither the
//! exchanges nor the end of the program, so what finds no room is counted and dropped.

use std::io::Write;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

/// Lines that may wait for their reader.
const WAITING: usize = 4_096;

enum Message {
    Line(String),
    /// Everything before this is to be written; the sender is dropped when it is.
    Flush(SyncSender<()>),
}

static WRITER: OnceLock<SyncSender<Message>> = OnceLock::new();
static LOST: AtomicU64 = AtomicU64::new(0);

/// Plain text on standard output. If nobody reads it any more, that is no reason to stop forwarding.
pub fn print(text: &str) {
    if writer().try_send(Message::Line(text.to_owned())).is_err() {
        LOST.fetch_add(1, Ordering::Relaxed);
    }
}

/// Waits until what was printed is written, but not for a reader that has stopped reading.
pub fn flush(patience: Duration) {
    let (written, wait) = sync_channel(1);
    if writer().try_send(Message::Flush(written)).is_ok() {
        let _ = wait.recv_timeout(patience);
    }
}

fn writer() -> &'static SyncSender<Message> {
    WRITER.get_or_init(|| {
        let (sender, receiver) = sync_channel(WAITING);
        thread::spawn(move || write(&receiver));
        sender
    })
}

fn write(messages: &Receiver<Message>) {
    for message in messages {
        let mut out = std::io::stdout().lock();
        let lost = LOST.swap(0, Ordering::Relaxed);
        if lost > 0 {
            let _ = writeln!(out, "{lost} lines are missing here: nobody read them in time");
        }
        match message {
            Message::Line(line) => drop(writeln!(out, "{line}")),
            Message::Flush(written) => drop(written),
        }
    }
}

/// Plain text on standard error, for what keeps the program from running.
pub fn print_error(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}
