//! Reads `keyturn.toml`. Every error names the line, the field and the fix.

use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use crate::config::Config;
use crate::config::connections::{RawConnection, parse_connections};
use crate::config::host_name;
use crate::config::limits::RawLimits;
use crate::config::url;
use crate::store::clock::Clock;

/// Why a configuration file cannot be used.
#[derive(Debug)]
pub struct ConfigError {
    file: PathBuf,
    error: FieldError,
}

/// What is wrong with a field, and where in the text if that is known.
#[derive(Debug)]
pub(crate) struct FieldError {
    pub(crate) offset: Option<usize>,
    pub(crate) line: Option<usize>,
    pub(crate) message: String,
}

impl FieldError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { offset: None, line: None, message: message.into() }
    }

    pub(crate) fn at<T>(value: &Spanned<T>, message: impl Into<String>) -> Self {
        Self { offset: Some(value.span().start), ..Self::new(message) }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.file.display())?;
        if let Some(line) = self.error.line {
            write!(out, ", line {line}")?;
        }
        write!(out, ": {}", self.error.message)
    }
}

impl std::error::Error for ConfigError {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawConfig {
    listen: Option<Spanned<String>>,
    #[serde(default)]
    hosts: Vec<Spanned<String>>,
    #[serde(default)]
    public_https: bool,
    page: Option<PathBuf>,
    register: Option<PathBuf>,
    extra_ca: Option<PathBuf>,
    outbound_proxy: Option<Spanned<String>>,
    #[serde(default)]
    limits: RawLimits,
    #[serde(default)]
    connection: Vec<Spanned<RawConnection>>,
}

impl Config {
    /// Reads a configuration file. Relative paths in it are relative to the file.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, ConfigError> {
        let path = path.as_ref();
        let text = std::fs::read_to_string(path).map_err(|error| ConfigError {
            file: path.to_owned(),
            error: FieldError::new(format!(
                "the file cannot be read ({error}). Check the path, or start without --config to use the sandbox."
            )),
        })?;
        Self::parse(&text, path.parent().unwrap_or(Path::new(""))).map_err(|mut error| {
            error.line = error
                .offset
                .map(|offset| 1 + text.bytes().take(offset).filter(|byte| *byte == b'\n').count());
            ConfigError { file: path.to_owned(), error }
        })
    }

    fn parse(text: &str, folder: &Path) -> Result<Self, FieldError> {
        let raw: RawConfig = toml::from_str(text).map_err(|error| FieldError {
            offset: error.span().map(|span| span.start),
            ..FieldError::new(format!(
                "{}. keyturn.example.toml shows every field.",
                redact_values(error.message()).trim_end_matches('.')
            ))
        })?;
        let listen = parse_listen(raw.listen.as_ref())?;
        let hosts = raw.hosts.iter().map(parse_host).collect::<Result<Vec<_>, _>>()?;
        if !listen.ip().is_loopback() && hosts.is_empty() {
            return Err(FieldError::new(
                "hosts: the gateway listens beyond this machine, so it must know the host names that browsers use. \
                 Add for example hosts = [\"keys.example.com\"].",
            ));
        }
        Ok(Self {
            listen,
            hosts,
            public_https: raw.public_https,
            page: folder.join(raw.page.unwrap_or_else(|| "dist".into())),
            register: raw.register.map(|file| folder.join(file)),
            extra_ca: raw.extra_ca.map(|file| folder.join(file)),
            outbound_proxy: raw.outbound_proxy.as_ref().map(url::parse_outbound_proxy).transpose()?,
            limits: raw.limits.parse()?,
            connections: parse_connections(&raw.connection)?,
            sandbox: false,
            clock: Clock::default(),
        })
    }
}

/// Removes the value from a message about a wrong type: it may be a key that was put into the wrong line.
fn redact_values(message: &str) -> String {
    match (message.find('"'), message.rfind('"')) {
        (Some(first), Some(last)) if first < last => format!("{}…{}", &message[..=first], &message[last..]),
        _ => message.to_owned(),
    }
}

fn parse_listen(raw: Option<&Spanned<String>>) -> Result<SocketAddr, FieldError> {
    let Some(raw) = raw else { return Ok(Config::DEFAULT_LISTEN) };
    raw.get_ref().parse().map_err(|_| {
        FieldError::at(raw, "listen: not an IP address with a port. Write for example \"127.0.0.1:8080\".")
    })
}

fn parse_host(raw: &Spanned<String>) -> Result<String, FieldError> {
    let host = raw.get_ref().to_ascii_lowercase();
    let port_at = if host.starts_with('[') { host.find("]:").map(|at| at + 1) } else { host.find(':') };
    let (name, port) = host.split_at(port_at.unwrap_or(host.len()));
    let port_is_plain = port.is_empty()
        || (port[1..].bytes().all(|byte| byte.is_ascii_digit())
            && port[1..].parse::<u16>().is_ok_and(|port| port > 0));
    if host_name::find_error(name).is_some() || !port_is_plain {
        return Err(FieldError::at(
            raw,
            "hosts: a host name only, with a port if browsers show one, no scheme and no path. \
             Write for example \"keys.example.com\".",
        ));
    }
    Ok(host)
}
