//! What the command line and the environment say.

use std::env;
use std::iter::Peekable;
use std::path::PathBuf;

use crate::Outcome;

const ROUNDS: u32 = 5;

/// What is to be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// The first view of all pages.
    FirstView,
    /// Opening the vault, beside other ways from a passphrase to a key.
    Unlock,
}

/// What is to be measured, how often, and with which browser.
pub(crate) struct Args {
    /// What is measured.
    pub(crate) what: What,
    /// How often everything is measured.
    pub(crate) rounds: u32,
    /// The built panel.
    pub(crate) panel: PathBuf,
    /// The directory of the built peers.
    pub(crate) peers: PathBuf,
    /// The program that drives the browser.
    pub(crate) driver: PathBuf,
    /// The browser, if the driver shall not look for it itself.
    pub(crate) browser: Option<PathBuf>,
}

impl Args {
    pub(crate) fn read() -> Outcome<Self> {
        let path = |name| env::var_os(name).map(PathBuf::from);
        let needed =
            |name| path(name).ok_or_else(|| format!("{name} is not set: start this as `cargo xtask bench`"));
        let mut words = env::args().skip(1).peekable();
        let what = what(&mut words);
        Ok(Self {
            what,
            rounds: rounds(words)?,
            panel: needed("KEYTURN_PAGE")?,
            peers: needed("KEYTURN_PEERS")?,
            driver: path("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into()),
            browser: path("KEYTURN_CHROMIUM"),
        })
    }
}

fn what(words: &mut Peekable<impl Iterator<Item = String>>) -> What {
    match words.next_if(|word| word == "unlock") {
        Some(_) => What::Unlock,
        None => What::FirstView,
    }
}

/// How many rounds these words ask for.
pub(crate) fn rounds(mut words: impl Iterator<Item = String>) -> Result<u32, String> {
    let usage =
        || "say `scan`, `unlock` or nothing, then `--rounds N` with N from 1 to 99 or nothing".to_owned();
    let rounds = match words.next() {
        None => ROUNDS,
        Some(word) if word == "--rounds" => {
            words.next().and_then(|number| number.parse().ok()).ok_or_else(usage)?
        }
        Some(_) => return Err(usage()),
    };
    if words.next().is_none() && (1..=99).contains(&rounds) { Ok(rounds) } else { Err(usage()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Option<(What, u32)> {
        let mut words = words.iter().map(|word| (*word).to_owned()).peekable();
        let what = what(&mut words);
        Some((what, rounds(words).ok()?))
    }

    #[test]
    fn what_and_how_often_can_be_asked_for() {
        assert_eq!(read(&[]), Some((What::FirstView, ROUNDS)));
        assert_eq!(read(&["--rounds", "3"]), Some((What::FirstView, 3)));
        assert_eq!(read(&["unlock"]), Some((What::Unlock, ROUNDS)));
        assert_eq!(read(&["unlock", "--rounds", "3"]), Some((What::Unlock, 3)));
        for wrong in [
            &["--rounds"][..],
            &["--rounds", "0"],
            &["--rounds", "3", "4"],
            &["-n"],
            &["--rounds", "3", "unlock"],
        ] {
            assert_eq!(read(wrong), None, "{wrong:?}");
        }
    }
}
