//! Fits the number of connections into the system's limit of open files.

use crate::config::Config;
use crate::start_error::StartError;

/// For files, the runtime's own descriptors, DNS look-ups, and connections that are being closed.
const RESERVED: u64 = 160;

/// With fewer connections the gateway does not start.
const MIN_CONNECTIONS: usize = 16;

/// How many connections may be open, and what to tell the operator at start.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ConnectionBudget {
    pub(crate) connections: usize,
    pub(crate) notice: Option<String>,
}

/// Raises the soft limit as far as needed and allowed, and lowers the number of connections if that is not enough.
pub(crate) fn budget_connections(config: &Config) -> Result<ConnectionBudget, StartError> {
    let limits = &config.limits;
    // In sandbox mode both ends of an exchange are in this process.
    let ends = if config.sandbox { 2 } else { 1 };
    let exchanges = ends * config.connections.len() as u64 * u64::from(limits.concurrent);
    fit_connections(
        limits.connections,
        exchanges,
        raise_limit(limits.connections as u64 + exchanges + RESERVED),
    )
}

/// `available` is `None` where there is no limit.
fn fit_connections(
    wanted: usize,
    exchanges: u64,
    available: Option<u64>,
) -> Result<ConnectionBudget, StartError> {
    let needed = wanted as u64 + exchanges + RESERVED;
    let Some(available) = available.filter(|available| *available < needed) else {
        return Ok(ConnectionBudget { connections: wanted, notice: None });
    };
    // A vendor call usually needs its browser's connection, so exchanges give way first.
    let left = available.saturating_sub(RESERVED);
    let connections = usize::try_from(left.saturating_sub(exchanges.min(left / 2))).unwrap_or(usize::MAX);
    if connections < MIN_CONNECTIONS {
        return Err(StartError::new(format!(
            "The system lets this program have {available} files and sockets open, and the gateway needs {needed} for \
             {wanted} connections and {exchanges} exchanges with vendors. Raise the limit (ulimit -n, or LimitNOFILE= in \
             a systemd unit), or lower `limits.connections` and `limits.concurrent` in keyturn.toml."
        )));
    }
    let connections = connections.min(wanted);
    Ok(ConnectionBudget {
        connections,
        notice: Some(format!(
            "only {connections} connections at a time instead of {wanted}: the system lets this program have {available} \
             files and sockets open, and {needed} are needed. Raise the limit (ulimit -n, or LimitNOFILE= in a systemd \
             unit), or lower `limits.connections` in keyturn.toml."
        )),
    })
}

/// Raises the limit and returns the new one.
#[cfg(unix)]
fn raise_limit(needed: u64) -> Option<u64> {
    use rustix::process::{Resource, getrlimit, setrlimit};
    let mut limit = getrlimit(Resource::Nofile);
    let soft = limit.current?;
    if soft >= needed {
        return Some(soft);
    }
    let raised = limit.maximum.map_or(needed, |hard| hard.min(needed));
    limit.current = Some(raised);
    Some(setrlimit(Resource::Nofile, limit).map_or(soft, |()| raised))
}

#[cfg(not(unix))]
fn raise_limit(_needed: u64) -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_connections_as_fit_and_a_word_about_it() {
        for enough in [None, Some(1376)] {
            let all = fit_connections(1024, 192, enough).ok();
            assert_eq!(all, Some(ConnectionBudget { connections: 1024, notice: None }), "{enough:?}");
        }
        let fewer = fit_connections(1024, 192, Some(1024)).ok().unwrap();
        assert_eq!(fewer.connections, 1024 - 160 - 192);
        let notice = fewer.notice.unwrap();
        assert!(notice.contains("only 672 connections") && notice.contains("1376 are needed"), "{notice}");
        let few = fit_connections(1024, 1000, Some(256)).ok().unwrap();
        assert_eq!(few.connections, 48, "half of what is left");
        let refused = fit_connections(1024, 192, Some(180)).err().unwrap().to_string();
        assert!(refused.contains("180 files") && refused.contains("ulimit -n"), "{refused}");
    }
}
