//! Why a command did not do what it should. No error holds anything of a file's content.

use std::fmt::{self, Display};
use std::io;
use std::path::{Path, PathBuf};

use keyturn_wire::register::RegisterFault;

/// Why a command stopped.
#[derive(Debug)]
pub(crate) enum CliError {
    /// A file cannot be read, or breaks off.
    Unreadable(PathBuf, io::Error),
    /// What begins like this is not looked into.
    Archive(PathBuf),
    /// Some of several files could not be read; each was complained of.
    SomeUnread,
    /// The register cannot be used.
    Register(PathBuf, RegisterFault),
    /// A line of the file with one's own keys holds no key, by its number.
    OwnKey(PathBuf, usize),
    /// The copy would take the place of what it is made of.
    SameFile(PathBuf),
    /// The copy cannot be written.
    Unwritable(PathBuf, io::Error),
    /// A key was found in the finished copy.
    KeyLeft(PathBuf),
    /// What was found cannot be written to standard output.
    Output(io::Error),
}

impl Display for CliError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(file, cause) => {
                write!(to, "{} cannot be read: {cause}. Check its name and your rights to it.", named(file))
            }
            Self::Archive(file) => write!(
                to,
                "{} is an archive, which is not looked into. Unpack it and give the files in it.",
                named(file)
            ),
            Self::SomeUnread => write!(to, "Not everything was looked through: see above."),
            Self::Register(file, fault) => {
                let words = fault.words();
                write!(to, "{}: {} {}", named(file), words.happened, words.next)
            }
            Self::OwnKey(file, line) => write!(
                to,
                "{}: line {line} holds no key. Write one key a line, and nothing else. No key of it was used.",
                named(file)
            ),
            Self::SameFile(file) => write!(
                to,
                "{} is the file itself, which is never overwritten. Give another name behind -o.",
                named(file)
            ),
            Self::Unwritable(file, cause) => write!(
                to,
                "{} cannot be written: {cause}. Choose another place behind -o; nothing was left there.",
                named(file)
            ),
            Self::KeyLeft(file) => write!(
                to,
                "The copy still held a key, which is a fault of this program. {} was not written; please report it.",
                named(file)
            ),
            Self::Output(cause) => write!(to, "Standard output cannot be written: {cause}."),
        }
    }
}

/// A file as people call it.
fn named(file: &Path) -> String {
    if file == Path::new("-") { "Standard input".to_owned() } else { file.display().to_string() }
}
