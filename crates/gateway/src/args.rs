//! The command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Parser;

/// Serves the Keyturn page and forwards the vendor calls that it lists, and nothing else.
#[derive(Debug, Default, PartialEq, Eq, Parser)]
#[command(name = "keyturn-gateway", version, args_override_self = true)]
pub(crate) struct Args {
    /// The connections (keyturn.example.toml shows how); without it, the sandbox vendors
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// The built page (default: dist)
    #[arg(long, value_name = "DIR")]
    pub(crate) page: Option<PathBuf>,
    /// Where browsers connect (default: 127.0.0.1:8080)
    #[arg(long, value_name = "ADDRESS", value_parser = parse_address)]
    pub(crate) listen: Option<SocketAddr>,
}

fn parse_address(text: &str) -> Result<SocketAddr, &'static str> {
    text.parse().map_err(|_| "it takes an IP address with a port, for example 127.0.0.1:8080")
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    fn parse(line: &str) -> Result<Args, String> {
        Args::try_parse_from(format!("keyturn-gateway {line}").split_whitespace())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn the_options_fit_together() {
        Args::command().debug_assert();
    }

    #[test]
    fn all_three_are_read_and_none_is_needed() {
        assert_eq!(parse(""), Ok(Args::default()));
        assert_eq!(
            parse("--config a.toml --page in --page out --listen 127.0.0.1:0"),
            Ok(Args {
                config: Some("a.toml".into()),
                page: Some("out".into()),
                listen: Some("127.0.0.1:0".parse().unwrap()),
            })
        );
    }

    #[test]
    fn a_mistake_is_named() {
        assert!(parse("--lisen 1").is_err_and(|error| error.contains("--lisen")));
        assert!(parse("--config").is_err_and(|error| error.contains("a value is required for '--config")));
        assert!(parse("--listen localhost").is_err_and(|error| error.contains("127.0.0.1:8080")));
    }
}
