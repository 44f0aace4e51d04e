//! What the program looks at when it starts, and says.

use std::fs;
#[cfg(unix)]
use std::process::Stdio;

use chrono::DateTime;
use keyturn_domain::lookup::Register;
use keyturn_wire::register::write;
use tempfile::TempDir;
#[cfg(unix)]
use tokio::io::{AsyncBufReadExt as _, BufReader};
#[cfg(unix)]
use tokio::process::Command;

use crate::client::ask;
use crate::program::{ended, output, started};

const GOOD: &str = "listen = \"127.0.0.1:0\"\n[[connection]]\nid = \"sa\"\nvendor = \"superapi\"\nenvironment = \"test\"\n\
                    label = \"sa\"\nbase_url = \"http://127.0.0.1:1\"\n";

/// A configuration file with these lines on top, in a folder of its own.
fn configured(lines: &str) -> (TempDir, String) {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("keyturn.toml");
    fs::write(&file, format!("{lines}\n{GOOD}")).unwrap();
    let file = file.to_str().unwrap().to_owned();
    (folder, file)
}

#[tokio::test]
async fn listening_beyond_this_machine_asks_for_hosts_on_the_command_line_too() {
    let (_folder, file) = configured("");
    for listen in ["0.0.0.0:0", "[::]:0"] {
        let (output, errors) = output(&["--config", &file, "--listen", listen]).await;
        assert!(!output.status.success(), "{listen}");
        assert!(errors.contains("hosts") && errors.contains("keys.example.com"), "{errors}");
    }
    let (_folder, file) = configured("hosts = [\"keys.example.com\"]");
    let (child, lines, _) = started(&["--config", &file, "--listen", "0.0.0.0:0"]).await;
    ended(child, lines).await;
}

#[tokio::test]
async fn a_broken_register_is_said_to_be_broken_and_a_whole_one_to_be_there() {
    let (text, _) = write(&Register { written: DateTime::UNIX_EPOCH, keys: Vec::new() });
    let newer = text.replace("\"version\": 1", "\"version\": 9");
    for (content, status, says) in [
        (Some(text.as_str()), 200, "0 keys"),
        (Some("PASSWORD=hunter2"), 503, "is not given out: it is no register of Keyturn. Export it anew"),
        (Some(&text.replace("1970", "1971")), 503, "not given out: it is not as it was written"),
        (Some(&newer), 503, "not given out: it is of version 9"),
        (None, 503, "not given out: it cannot be read"),
    ] {
        let (folder, file) = configured("register = \"keys.json\"");
        if let Some(content) = content {
            fs::write(folder.path().join("keys.json"), content).unwrap();
        }
        let (child, lines, address) = started(&["--config", &file]).await;
        assert_eq!(ask(address, "GET", "/register.json", &[]).await.status, status, "{says}");
        let printed = ended(child, lines).await;
        assert!(printed.contains("keys.json") && printed.contains(says), "{printed}");
        assert!(!printed.contains("hunter2"), "{printed}");
    }
}

/// The program under a limit of its own for open files and sockets.
#[cfg(unix)]
fn limited(kind: &str, files: u32) -> Command {
    let mut command = Command::new("sh");
    let line = format!("ulimit {kind} {files}; exec \"$0\" \"$@\"");
    command.args(["-c", &line, env!("CARGO_BIN_EXE_keyturn-gateway"), "--listen", "127.0.0.1:0"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    command
}

#[cfg(unix)]
#[tokio::test]
async fn too_few_descriptors_are_said_at_start_and_the_bound_fits() {
    let few = limited("-n", 100).output().await.unwrap();
    let errors = String::from_utf8(few.stderr).unwrap();
    assert!(!few.status.success());
    assert!(errors.contains("100 files and sockets") && errors.contains("ulimit -n"), "{errors}");

    for (kind, files, lowered) in [("-n", 400, true), ("-Sn", 100, false)] {
        let mut child = limited(kind, files).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        lines.read_line(&mut String::new()).await.unwrap();
        let printed = ended(child, lines).await;
        let said = printed.contains("only 120 connections at a time instead of 1024");
        assert_eq!(said, lowered, "{kind}: {printed}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_signal_has_the_program_read_a_new_build() {
    let page = TempDir::new().unwrap();
    fs::write(page.path().join("index.html"), "old").unwrap();
    let words = ["--listen", "127.0.0.1:0", "--page", page.path().to_str().unwrap()];
    let (child, mut lines, address) = started(&words).await;
    assert_eq!(ask(address, "GET", "/", &[]).await.text(), "old");
    fs::write(page.path().join("index.html"), "new").unwrap();
    let pid = child.id().unwrap().to_string();
    assert!(Command::new("kill").args(["-USR1", &pid]).status().await.unwrap().success());
    let mut line = String::new();
    lines.read_line(&mut line).await.unwrap();
    assert!(line.contains("page: read anew"), "{line}");
    assert_eq!(ask(address, "GET", "/", &[]).await.text(), "new");
    ended(child, lines).await;
}
