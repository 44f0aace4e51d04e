//! Which URLs may stand in the configuration.

use reqwest::Url;
use toml::Spanned;

use crate::config_file::Fault;

/// A vendor's base URL: https, or http to this very machine; plain path; nothing else in it.
pub(crate) fn vendor(raw: &Spanned<String>) -> Result<Url, Fault> {
    let refuse = |why: &str| Err(Fault::at(raw, format!("base_url: {why}")));
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
    Ok(url)
}

/// The company's outbound proxy. Its password would be a secret in a file, so none is taken.
pub(crate) fn outbound_proxy(raw: &Spanned<String>) -> Result<Url, Fault> {
    let plain = |url: &Url| {
        matches!(url.scheme(), "http" | "https") && url.username().is_empty() && url.password().is_none()
    };
    Url::parse(raw.get_ref()).ok().filter(plain).ok_or_else(|| {
        Fault::at(
            raw,
            "outbound_proxy: an http:// or https:// URL without user name and password. \
             Write for example \"http://proxy.example.com:3128\".",
        )
    })
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    host == "localhost"
        || host
            .trim_matches(['[', ']'])
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}
