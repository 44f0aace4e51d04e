//! Standard output, written by a thread of its own. If its reader stops reading, neither exchanges nor shutdown may
//! block, so lines that do not fit into the queue are counted and dropped.

use std::io::Write;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

/// The length of the queue, in lines.
const WAITING: usize = 4_096;

enum Message {
    Line(String),
    /// The sender is dropped when everything before this is written.
    Flush(SyncSender<()>),
}

static WRITER: OnceLock<SyncSender<Message>> = OnceLock::new();
static LOST: AtomicU64 = AtomicU64::new(0);

/// Prints a line on standard output.
pub fn print(text: &str) {
    if writer().try_send(Message::Line(text.to_owned())).is_err() {
        LOST.fetch_add(1, Ordering::Relaxed);
    }
}

/// Waits until everything printed is written, up to a limit.
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

/// Prints a line on standard error, for what keeps the program from running.
pub fn print_error(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}
