//! The command line.

use std::path::PathBuf;

use clap::{Args as Options, Parser, Subcommand};

use crate::zone::Zone;

/// Finds Westpac QuickStream and SuperAPI keys, and the names of keys, in files of any size. Nothing leaves this
/// computer, and no whole key is ever printed.
#[derive(Parser)]
#[command(name = "keyturn", version, arg_required_else_help = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// List every key and every key's name, with the time of the record that it stands in
    #[command(after_help = SCAN_HELP)]
    Scan(ScanArgs),
    /// Write a copy of a file in which every whole key is replaced by its mask
    #[command(after_help = REDACT_HELP)]
    Redact(RedactArgs),
}

#[derive(Options)]
pub(crate) struct ScanArgs {
    /// SaltedFingerprint one JSON object a line
    #[arg(long)]
    pub(crate) json: bool,
    /// A register that the panel exported: its keys and names count as your own
    #[arg(long, value_name = "FILE")]
    pub(crate) register: Option<PathBuf>,
    /// The zone of records that say none: `UTC`, `local`, `+10:00` or a name such as `Australia/Sydney`
    #[arg(long, value_name = "ZONE", allow_hyphen_values = true)]
    pub(crate) zone: Option<Zone>,
    /// Your own keys, one a line. They are compared and never printed
    #[arg(long, value_name = "FILE")]
    pub(crate) own_key_file: Option<PathBuf>,
    /// What to look through, gzip and UTF-16 too; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
}

#[derive(Options)]
pub(crate) struct RedactArgs {
    /// What to copy, gzip and UTF-16 too; `-` is standard input. It is never changed
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Where the copy goes: plain text in UTF-8. A file of that name is replaced once the copy is complete
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: PathBuf,
}

const SCAN_HELP: &str = "\
JSON members:
  file        as it was named on the command line
  line        from 1; a line ends with a line feed, or with a carriage return in a file that begins
              (16 KiB) without a line feed
  column      from 1, in characters of the line
  what        name (a key's name or mask) or key (a whole one)
  label       the name as it stands there, or the mask of a whole key
  own         whether --own-key-file or --register knows it
  time        when the record was written: RFC 3339 in UTC if its zone is known, else its own clock
              without a zone; null if the record has no time, or none that can be told (as 3/4/2026 in
              a file in which nothing shows whether days or months stand first)
  time_from   record (its own time), above (that of a record above it), none
  zone_known  whether time is in UTC

A compressed file's lines and columns are those of its text.

Exit status:
  0  no whole key was found
  1  a whole key was found
  2  the command line is wrong, or something could not be read; what could be read was still looked through";

const REDACT_HELP: &str = "\
The copy is written beside OUT, looked through once more, and only then given its name.

Exit status:
  0  the copy is there
  2  it is not: the command line is wrong, something could not be read or written, or the copy still held a key";

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Args::command().debug_assert();
    }
}
