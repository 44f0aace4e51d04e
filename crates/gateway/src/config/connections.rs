//! Reads the `[[connection]]` tables of `keyturn.toml`.

use keyturn_domain::connection::RootForm;
use keyturn_domain::product::DeactivateForm;
use keyturn_domain::vendor::{ConnectionOption, Environment, Vendor};
use keyturn_wire::is_unprintable;
use serde::Deserialize;
use toml::Spanned;

use crate::config::file::FieldError;
use crate::config::url;
use crate::config::{Connection, deactivate_form_id};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawConnection {
    id: Spanned<String>,
    vendor: Spanned<String>,
    environment: Spanned<String>,
    label: Spanned<String>,
    base_url: Spanned<String>,
    deactivate: Option<Spanned<String>>,
    request_log: Option<Spanned<bool>>,
    root: Option<Spanned<String>>,
}

pub(crate) fn parse_connections(raw: &[Spanned<RawConnection>]) -> Result<Vec<Connection>, FieldError> {
    if raw.is_empty() {
        return Err(FieldError::new(
            "connection: there is none, so no vendor could be reached. Add a [[connection]] table, \
             or start without --config to use the sandbox.",
        ));
    }
    let mut connections: Vec<Connection> = Vec::with_capacity(raw.len());
    for table in raw {
        let connection = parse_connection(table.get_ref())?;
        if connections.iter().any(|other| other.id == connection.id) {
            return Err(FieldError::at(
                &table.get_ref().id,
                format!("id: \"{}\" stands twice. Give each connection its own id.", connection.id),
            ));
        }
        connections.push(connection);
    }
    Ok(connections)
}

fn parse_connection(raw: &RawConnection) -> Result<Connection, FieldError> {
    let vendor = parse_vendor(&raw.vendor)?;
    Ok(Connection {
        id: parse_id(&raw.id)?,
        vendor,
        environment: parse_environment(&raw.environment)?,
        label: parse_label(&raw.label)?,
        base_url: Some(url::parse_base_url(&raw.base_url)?),
        deactivate: parse_deactivate(vendor, raw.deactivate.as_ref())?,
        request_log: parse_request_log(vendor, raw.request_log.as_ref())?,
        root: parse_root(vendor, raw.root.as_ref())?,
    })
}

fn parse_id(raw: &Spanned<String>) -> Result<String, FieldError> {
    let id = raw.get_ref();
    let known = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if id.is_empty() || id.len() > 64 || !id.chars().all(known) {
        return Err(FieldError::at(
            raw,
            "id: up to 64 small letters, digits and hyphens. Write for example \"superapi-live\".",
        ));
    }
    Ok(id.clone())
}

fn parse_vendor(raw: &Spanned<String>) -> Result<Vendor, FieldError> {
    Vendor::from_id(raw.get_ref())
        .ok_or_else(|| FieldError::at(raw, format!("vendor: write {}.", Vendor::ids_in_words())))
}

fn parse_environment(raw: &Spanned<String>) -> Result<Environment, FieldError> {
    let message = if raw.get_ref() == Environment::Sandbox.id() {
        "environment: \"sandbox\" is the built-in one, which runs when no configuration is given. \
         Write \"test\" or \"live\", or start without --config."
    } else {
        "environment: write \"test\" or \"live\"."
    };
    [Environment::Test, Environment::Live]
        .into_iter()
        .find(|environment| environment.id() == raw.get_ref())
        .ok_or_else(|| FieldError::at(raw, message))
}

fn parse_label(raw: &Spanned<String>) -> Result<String, FieldError> {
    let label = raw.get_ref().trim();
    if label.is_empty() || label.chars().count() > 80 || label.chars().any(is_unprintable) {
        return Err(FieldError::at(
            raw,
            "label: a name of 1 to 80 characters by which people know the connection, none of which hides anything or \
             turns text around. Write for example \"QuickStream live\".",
        ));
    }
    Ok(label.to_owned())
}

fn parse_deactivate(vendor: Vendor, raw: Option<&Spanned<String>>) -> Result<DeactivateForm, FieldError> {
    let Some(raw) = raw else { return Ok(DeactivateForm::ByProduct) };
    if !vendor.spec().takes(ConnectionOption::Deactivate) {
        let message =
            format!("deactivate: {} keys cannot be deactivated by API. Take the line out.", vendor.name());
        return Err(FieldError::at(raw, message));
    }
    [DeactivateForm::ByProduct, DeactivateForm::ByKeyId]
        .into_iter()
        .find(|form| deactivate_form_id(*form) == raw.get_ref())
        .ok_or_else(|| FieldError::at(raw, "deactivate: write \"product\" or \"key-id\"."))
}

fn parse_root(vendor: Vendor, raw: Option<&Spanned<String>>) -> Result<RootForm, FieldError> {
    let Some(raw) = raw else { return Ok(RootForm::Slash) };
    if !vendor.spec().takes(ConnectionOption::Root) {
        let message = format!("root: {} has no Root to ask for. Take the line out.", vendor.name());
        return Err(FieldError::at(raw, message));
    }
    RootForm::ALL
        .into_iter()
        .find(|root| root.id() == raw.get_ref())
        .ok_or_else(|| FieldError::at(raw, "root: write \"slash\" or \"bare\"."))
}

fn parse_request_log(vendor: Vendor, raw: Option<&Spanned<bool>>) -> Result<bool, FieldError> {
    match raw {
        Some(raw) if !vendor.spec().takes(ConnectionOption::RequestLog) => {
            let message =
                format!("request_log: {} has no request log to ask. Take the line out.", vendor.name());
            Err(FieldError::at(raw, message))
        }
        other => Ok(other.is_some_and(|raw| *raw.get_ref())),
    }
}
