//! What the command line and the environment say.

use std::env;
use std::path::PathBuf;

use crate::Outcome;

const ROUNDS: u32 = 5;

/// What is to be measured, how often, and with which browser.
pub(crate) struct Args {
    /// How often every page is viewed under all conditions.
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
    pub(crate) fn read(words: impl Iterator<Item = String>) -> Outcome<Self> {
        let path = |name| env::var_os(name).map(PathBuf::from);
        let needed =
            |name| path(name).ok_or_else(|| format!("{name} is not set: start this as `cargo xtask bench`"));
        Ok(Self {
            rounds: rounds(words)?,
            panel: needed("KEYTURN_PAGE")?,
            peers: needed("KEYTURN_PEERS")?,
            driver: path("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into()),
            browser: path("KEYTURN_CHROMIUM"),
        })
    }
}

/// How many rounds these words ask for.
pub(crate) fn rounds(mut words: impl Iterator<Item = String>) -> Result<u32, String> {
    let usage = || "the one option is `--rounds N`, with N from 1 to 99".to_owned();
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

    fn read(words: &[&str]) -> Option<u32> {
        rounds(words.iter().map(|word| (*word).to_owned())).ok()
    }

    #[test]
    fn only_rounds_can_be_asked_for() {
        assert_eq!(read(&[]), Some(ROUNDS));
        assert_eq!(read(&["--rounds", "3"]), Some(3));
        for wrong in [&["--rounds"][..], &["--rounds", "0"], &["--rounds", "3", "4"], &["-n"]] {
            assert_eq!(read(wrong), None, "{wrong:?}");
        }
    }
}
