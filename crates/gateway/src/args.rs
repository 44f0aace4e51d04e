//! The command line.

use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;

/// What the command line may hold.
pub(crate) const USAGE: &str = "\
Usage: keyturn-gateway [--config FILE] [--page DIR] [--listen ADDRESS]
  --config FILE     the connections (keyturn.example.toml shows how); without it, the sandbox vendors
  --page DIR        the built page (default: dist)
  --listen ADDRESS  where browsers connect (default: 127.0.0.1:8080)";

/// What is wanted.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Args {
    /// The usage only.
    Help,
    /// A gateway.
    Run(Wanted),
}

/// What the command line says about the gateway.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(crate) config: Option<PathBuf>,
    pub(crate) page: Option<PathBuf>,
    pub(crate) listen: Option<SocketAddr>,
}

impl Args {
    pub(crate) fn read(words: impl IntoIterator<Item = OsString>) -> Result<Self, String> {
        let mut wanted = Wanted::default();
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            let name = word.to_str().unwrap_or_default();
            let mut value = || words.next().ok_or_else(|| format!("{name} needs a value behind it."));
            match name {
                "--help" | "-h" => return Ok(Self::Help),
                "--config" => wanted.config = Some(value()?.into()),
                "--page" => wanted.page = Some(value()?.into()),
                "--listen" => wanted.listen = Some(address(&value()?)?),
                _ => return Err(format!("\"{}\" is not known here.", word.display())),
            }
        }
        Ok(Self::Run(wanted))
    }
}

fn address(text: &OsString) -> Result<SocketAddr, String> {
    text.to_str()
        .and_then(|text| text.parse().ok())
        .ok_or_else(|| "--listen takes an IP address with a port, for example 127.0.0.1:8080.".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Args, String> {
        Args::read(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn all_three_are_read_and_none_is_needed() {
        assert_eq!(read(""), Ok(Args::Run(Wanted::default())));
        assert_eq!(
            read("--config a.toml --page out --listen 127.0.0.1:0"),
            Ok(Args::Run(Wanted {
                config: Some("a.toml".into()),
                page: Some("out".into()),
                listen: Some("127.0.0.1:0".parse().unwrap()),
            }))
        );
        assert_eq!(read("--page out -h"), Ok(Args::Help));
    }

    #[test]
    fn a_mistake_is_named() {
        assert!(read("--lisen 1").is_err_and(|error| error.contains("--lisen")));
        assert!(read("--config").is_err_and(|error| error.contains("needs a value")));
        assert!(read("--listen localhost").is_err_and(|error| error.contains("127.0.0.1:8080")));
    }
}
