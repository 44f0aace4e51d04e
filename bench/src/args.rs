//! What the command line and the environment say.

use std::env;
use std::path::PathBuf;

use clap::{Parser, ValueEnum};

use crate::Outcome;

/// Measures Keyturn in Chromium beside what others do it with. Start it as `cargo xtask bench`, which builds what is
/// measured and says where it is.
#[derive(Parser, Debug, PartialEq, Eq)]
#[command(name = "keyturn-bench", version)]
pub(crate) struct Args {
    /// What is measured
    #[arg(value_enum, default_value_t)]
    pub(crate) what: Measured,
    /// How often everything is measured
    #[arg(long, value_name = "NUMBER", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..100))]
    pub(crate) rounds: u32,
}

/// What can be measured.
#[derive(ValueEnum, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Measured {
    /// The first view, beside two other admin pages; then coming back, and what every file weighs
    #[default]
    FirstView,
    /// Coming back to a vault of 200 keys, beside a table behind a passphrase made with others' tools
    Returning,
    /// The opening of the vault, beside two other ways from a passphrase to a key
    Unlock,
    /// The scanner, beside ripgrep and a regular expression in JavaScript
    Scan,
}

/// Where the built pages are.
pub(crate) struct Setting {
    /// The built panel.
    pub(crate) panel: PathBuf,
    /// The directory of the built peers.
    pub(crate) peers: PathBuf,
}

impl Setting {
    pub(crate) fn read() -> Outcome<Self> {
        Ok(Self { panel: named("KEYTURN_PAGE")?, peers: named("KEYTURN_PEERS")? })
    }
}

/// What this variable names.
pub(crate) fn named(variable: &str) -> Outcome<PathBuf> {
    let named = env::var_os(variable).map(PathBuf::from);
    named.ok_or_else(|| format!("{variable} is not set: start this as `cargo xtask bench`").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Option<(Measured, u32)> {
        let args = Args::try_parse_from(std::iter::once(&"bench").chain(words)).ok()?;
        Some((args.what, args.rounds))
    }

    #[test]
    fn what_and_how_often_can_be_asked_for() {
        assert_eq!(read(&[]), Some((Measured::FirstView, 5)));
        assert_eq!(read(&["--rounds", "3"]), Some((Measured::FirstView, 3)));
        assert_eq!(read(&["unlock"]), Some((Measured::Unlock, 5)));
        assert_eq!(read(&["scan", "--rounds", "3"]), Some((Measured::Scan, 3)));
        for wrong in
            [&["--rounds"][..], &["--rounds", "0"], &["--rounds", "100"], &["-n"], &["scan", "unlock"]]
        {
            assert_eq!(read(wrong), None, "{wrong:?}");
        }
    }
}
