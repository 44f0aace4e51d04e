//! Parses and checks the URLs in the configuration.

use reqwest::Url;
use toml::Spanned;

use crate::config::file::FieldError;
use crate::config::host_name;

/// A vendor's base URL: https, or http to this machine; a plain path; no query or fragment.
pub(crate) fn parse_base_url(raw: &Spanned<String>) -> Result<Url, FieldError> {
    let refuse = |why: &str| Err(FieldError::at(raw, format!("base_url: {why}")));
    let Ok(url) = Url::parse(raw.get_ref()) else {
        return refuse("not a URL. Write for example \"https://api.superapi.com.au\".");
    };
    match url.scheme() {
        "https" => {}
        "http" if is_loopback(&url) => {}
        "http" => {
            return refuse("keys would travel in clear. Write https:// (http:// is for this machine only).");
        }
        _ => return refuse("must start with https://."),
    }
    if !url.username().is_empty() || url.password().is_some() || raw.get_ref().contains('@') {
        return refuse("must hold no user name or password. Keys come from the page, never from this file.");
    }
    if url.query().is_some() || url.fragment().is_some() {
        return refuse("must hold no ? or #. Write the host and the path only.");
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/".contains(c);
    let written = raw.get_ref().split_once("://").map_or("", |(_, rest)| rest);
    let written = written.find('/').map_or("", |start| &written[start..]);
    if !written.chars().all(plain)
        || written.contains("//")
        || written.split('/').any(|part| part.starts_with('.'))
    {
        return refuse("the path may hold letters, digits and - . _ ~ only, with no empty or dotted parts.");
    }
    check_reachable("base_url", "https://api.superapi.com.au", raw, &url)?;
    check_canonical("base_url", raw, &url)?;
    Ok(url)
}

/// The company's outbound proxy. Its password would be a secret in a file, so none is accepted.
pub(crate) fn parse_outbound_proxy(raw: &Spanned<String>) -> Result<Url, FieldError> {
    const EXAMPLE: &str = "http://proxy.example.com:3128";
    let refuse = |why: &str| {
        Err(FieldError::at(raw, format!("outbound_proxy: {why}. Write for example \"{EXAMPLE}\".")))
    };
    let url = match Url::parse(raw.get_ref()) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => url,
        _ => return refuse("must be an http:// or https:// URL"),
    };
    if !url.username().is_empty() || url.password().is_some() || raw.get_ref().contains('@') {
        return refuse("must be without user name and password; none can be given");
    }
    if url.query().is_some() || url.fragment().is_some() || url.path() != "/" {
        return refuse("must hold no path, no ? and no #: the host and the port only");
    }
    check_reachable("outbound_proxy", EXAMPLE, raw, &url)?;
    check_canonical("outbound_proxy", raw, &url)?;
    Ok(url)
}

/// Checks that the host is valid and the port is not 0.
fn check_reachable(field: &str, example: &str, raw: &Spanned<String>, url: &Url) -> Result<(), FieldError> {
    let host = url.host_str().unwrap_or_default();
    if let Some(error) = host_name::find_error(host) {
        return Err(FieldError::at(
            raw,
            format!(
                "{field}: the host \"{}\" {error}. Write for example \"{example}\".",
                host.escape_debug()
            ),
        ));
    }
    if url.port() == Some(0) {
        return Err(FieldError::at(
            raw,
            format!("{field}: nobody listens on port 0. Write the port, or leave it out."),
        ));
    }
    Ok(())
}

/// URL parsers are lenient (backslashes, missing slashes, white space), so the parsed URL must be the text as written.
fn check_canonical(field: &str, raw: &Spanned<String>, url: &Url) -> Result<(), FieldError> {
    let seen = |text: &str| text.trim_end_matches('/').to_ascii_lowercase();
    if seen(url.as_str()) == seen(raw.get_ref()) {
        return Ok(());
    }
    Err(FieldError::at(raw, format!("{field}: would be read as {url}. Write it as plainly as that.")))
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    host == "localhost"
        || host
            .trim_matches(['[', ']'])
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}
