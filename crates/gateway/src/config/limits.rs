//! Reads the `[limits]` table of `keyturn.toml`.

use std::time::Duration;

use serde::Deserialize;
use toml::Spanned;

use crate::config::Limits;
use crate::config::file::FieldError;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawLimits {
    connect_seconds: Option<Spanned<u32>>,
    exchange_seconds: Option<Spanned<u32>>,
    per_second: Option<Spanned<u32>>,
    burst: Option<Spanned<u32>>,
    concurrent: Option<Spanned<u32>>,
    connections: Option<Spanned<u32>>,
    connections_per_peer: Option<Spanned<u32>>,
    request_id_hours: Option<Spanned<u32>>,
    request_ids_per_connection: Option<Spanned<u32>>,
    request_ids_per_peer: Option<Spanned<u32>>,
    parked_seconds: Option<Spanned<u32>>,
    parked_replies: Option<Spanned<u32>>,
}

const HOUR: u64 = 60 * 60;

impl RawLimits {
    pub(crate) fn parse(&self) -> Result<Limits, FieldError> {
        let standard = Limits::default();
        let seconds = |name, raw, standard: Duration, most| {
            Ok::<_, FieldError>(Duration::from_secs(check_range(name, raw, standard.as_secs(), 1..=most)?))
        };
        let count = |name, raw, standard: usize, least: u64, most| {
            Ok::<_, FieldError>(
                usize::try_from(check_range(name, raw, standard as u64, least..=most)?).unwrap_or(standard),
            )
        };
        let rate = |name, raw, standard: u32, most| {
            Ok::<_, FieldError>(
                u32::try_from(check_range(name, raw, standard.into(), 1..=most)?).unwrap_or(standard),
            )
        };
        let hours = check_range(
            "request_id_hours",
            &self.request_id_hours,
            standard.request_id_lifetime.as_secs() / HOUR,
            1..=720,
        )?;
        let limits = Limits {
            connect: seconds("connect_seconds", &self.connect_seconds, standard.connect, 60)?,
            exchange: seconds("exchange_seconds", &self.exchange_seconds, standard.exchange, 300)?,
            per_second: rate("per_second", &self.per_second, standard.per_second, 10_000)?,
            burst: rate("burst", &self.burst, standard.burst, 100_000)?,
            concurrent: rate("concurrent", &self.concurrent, standard.concurrent, 10_000)?,
            connections: count("connections", &self.connections, standard.connections, 16, 100_000)?,
            connections_per_peer: count(
                "connections_per_peer",
                &self.connections_per_peer,
                standard.connections_per_peer,
                8,
                100_000,
            )?,
            request_id_lifetime: Duration::from_secs(hours * HOUR),
            request_ids_per_connection: count(
                "request_ids_per_connection",
                &self.request_ids_per_connection,
                standard.request_ids_per_connection,
                1,
                1_000_000,
            )?,
            request_ids_per_peer: count(
                "request_ids_per_peer",
                &self.request_ids_per_peer,
                standard.request_ids_per_peer,
                1,
                1_000_000,
            )?,
            parked_for: seconds("parked_seconds", &self.parked_seconds, standard.parked_for, 3600)?,
            parked_replies: count(
                "parked_replies",
                &self.parked_replies,
                standard.parked_replies,
                1,
                10_000,
            )?,
            ..standard
        };
        self.check_peer_limits(limits)
    }

    /// A limit for one peer may not exceed that for all, or the one could keep everybody else out. It may be equal:
    /// behind a load balancer that hides addresses, everybody is one peer.
    fn check_peer_limits(&self, limits: Limits) -> Result<Limits, FieldError> {
        check_not_above(
            ("connections_per_peer", limits.connections_per_peer, &self.connections_per_peer),
            ("connections", limits.connections, &self.connections),
        )?;
        check_not_above(
            ("request_ids_per_peer", limits.request_ids_per_peer, &self.request_ids_per_peer),
            (
                "request_ids_per_connection",
                limits.request_ids_per_connection,
                &self.request_ids_per_connection,
            ),
        )?;
        Ok(limits)
    }
}

/// A setting's name, its value, and where it is written if it is.
type Setting<'a> = (&'a str, usize, &'a Option<Spanned<u32>>);

fn check_not_above(
    (part, of_part, here): Setting<'_>,
    (whole, of_whole, there): Setting<'_>,
) -> Result<(), FieldError> {
    if of_part <= of_whole {
        return Ok(());
    }
    let message = format!(
        "limits.{part}: {of_part} for one peer is more than the {of_whole} for all. Lower it to {of_whole} at most, or \
         raise limits.{whole}."
    );
    let offset = here.as_ref().or(there.as_ref()).map(|value| value.span().start);
    Err(FieldError { offset, ..FieldError::new(message) })
}

fn check_range(
    name: &str,
    raw: &Option<Spanned<u32>>,
    standard: u64,
    range: std::ops::RangeInclusive<u64>,
) -> Result<u64, FieldError> {
    let Some(value) = raw else { return Ok(standard) };
    let number = u64::from(*value.get_ref());
    if range.contains(&number) {
        return Ok(number);
    }
    Err(FieldError::at(
        value,
        format!(
            "limits.{name}: must be between {} and {}. Leave it out for {standard}.",
            range.start(),
            range.end()
        ),
    ))
}
