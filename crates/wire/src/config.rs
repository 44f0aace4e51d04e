//! What the proxy says of itself: `config.json`, and the sandbox's starter keys.
//!
//! The page sends keys to the paths given here, so a path that could lead to another origin is refused.

use serde_json::Value;

pub use super::config_fault::ConfigFault;
use super::json::{Json, label, text};
use keyturn_domain::connection::{Connection, RootForm};
use keyturn_domain::key::KeyKind;
use keyturn_domain::product::DeactivateForm;
use keyturn_domain::secret::Secret;
use keyturn_domain::vendor::{Environment, Vendor};

/// What the page needs to know of the proxy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteConfig {
    /// The vendor environments that the proxy reaches; at least one.
    pub connections: Vec<Connection>,
    /// Whether the proxy parks replies for a page that has gone. Forwarders of static files do not.
    pub parked_replies: bool,
    /// Whether the proxy has a register to give.
    pub register: bool,
    /// Where the simulated vendors are, if the proxy hosts them.
    pub sandbox: Option<SandboxLinks>,
}

/// Same-origin paths of the simulated vendors' pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SandboxLinks {
    /// The control page.
    pub control: String,
    /// The list of starter keys.
    pub keys: String,
}

/// A synthetic key of the sandbox to begin with. It has no `Debug`: it holds a key.
pub struct StarterKey {
    /// The id of the connection it belongs to.
    pub connection: String,
    /// Its kind, as its text tells.
    pub kind: KeyKind,
    /// The key.
    pub text: Secret,
    /// What it shows, in a sentence.
    pub what: String,
}

/// Reads `config.json`. Members that it does not know are ignored.
pub fn read_config(body: &[u8]) -> Result<SiteConfig, ConfigFault> {
    let json = Json::read(body).ok_or(ConfigFault::NotJson)?;
    let entries = json.value().get("connections").and_then(Value::as_array).ok_or(ConfigFault::NotJson)?;
    let mut connections: Vec<Connection> = Vec::with_capacity(entries.len());
    for (at, entry) in entries.iter().enumerate() {
        let connection = connection(entry, at + 1)?;
        if connections.iter().any(|other| other.id == connection.id) {
            return Err(wrong(Some(at + 1), "id", "an id that no other entry has"));
        }
        connections.push(connection);
    }
    if connections.is_empty() {
        return Err(ConfigFault::NoConnections);
    }
    let sandbox = match json.value().get("sandbox") {
        None | Some(Value::Null) => None,
        Some(links) => Some(SandboxLinks { control: link(links, "control")?, keys: link(links, "keys")? }),
    };
    let parked_replies = json.value().get("parkedReplies").and_then(Value::as_bool).unwrap_or(false);
    let register = json.value().get("register").and_then(Value::as_bool).unwrap_or(false);
    Ok(SiteConfig { connections, parked_replies, register, sandbox })
}

/// Reads the sandbox's list of starter keys.
pub fn read_starter_keys(body: &[u8]) -> Result<Vec<StarterKey>, ConfigFault> {
    let json = Json::read(body).ok_or(ConfigFault::NotJson)?;
    let entries = json.value().as_array().ok_or(ConfigFault::NotJson)?;
    entries.iter().enumerate().map(|(at, entry)| starter_key(entry, at + 1)).collect()
}

fn starter_key(entry: &Value, at: usize) -> Result<StarterKey, ConfigFault> {
    let connection = text(entry, "connection").filter(|id| is_id(id));
    let key = text(entry, "text").filter(|key| !key.is_empty() && key.bytes().all(|b| b.is_ascii_graphic()));
    let key = key.ok_or_else(|| wrong(Some(at), "text", "a key"))?;
    Ok(StarterKey {
        connection: connection.ok_or_else(|| wrong(Some(at), "connection", AN_ID))?.to_owned(),
        kind: KeyKind::of(key),
        text: Secret::new(key),
        what: label(entry, "what"),
    })
}

const AN_ID: &str = "an id of lower-case letters, digits and hyphens";
const A_PATH: &str = "a path on the page's own server, such as /vendor/example";

const fn wrong(entry: Option<usize>, member: &'static str, wanted: &'static str) -> ConfigFault {
    ConfigFault::Member { entry, member, wanted }
}

fn connection(entry: &Value, at: usize) -> Result<Connection, ConfigFault> {
    let wrong = |member, wanted| wrong(Some(at), member, wanted);
    let id = text(entry, "id").filter(|id| is_id(id)).ok_or_else(|| wrong("id", AN_ID))?;
    let vendor = text(entry, "vendor").and_then(Vendor::from_id);
    let vendor = vendor.ok_or_else(|| wrong("vendor", "a vendor that Keyturn knows, such as quickstream"))?;
    let environment = [Environment::Test, Environment::Live, Environment::Sandbox]
        .into_iter()
        .find(|environment| Some(environment.id()) == text(entry, "environment"))
        .ok_or_else(|| wrong("environment", "test, live or sandbox"))?;
    let path = text(entry, "path").filter(|path| stays_here(path) && !path.ends_with('/'));
    let deactivate = match entry.get("deactivate") {
        None | Some(Value::Null) => DeactivateForm::ByProduct,
        Some(form) => match form.as_str() {
            Some("product") => DeactivateForm::ByProduct,
            Some("key-id") => DeactivateForm::ByKeyId,
            _ => return Err(wrong("deactivate", "product or key-id")),
        },
    };
    let root = match entry.get("root") {
        None | Some(Value::Null) => RootForm::Slash,
        Some(form) => RootForm::ALL
            .into_iter()
            .find(|root| Some(root.id()) == form.as_str())
            .ok_or_else(|| wrong("root", "slash or bare"))?,
    };
    let name = label(entry, "label");
    Ok(Connection {
        id: id.to_owned(),
        vendor,
        environment,
        label: if name.is_empty() { id.to_owned() } else { name },
        path: path.ok_or_else(|| wrong("path", A_PATH))?.to_owned(),
        deactivate,
        request_log: entry.get("requestLog").and_then(Value::as_bool).unwrap_or(false),
        root,
    })
}

fn link(links: &Value, member: &'static str) -> Result<String, ConfigFault> {
    text(links, member)
        .filter(|path| stays_here(path))
        .map(str::to_owned)
        .ok_or_else(|| wrong(None, member, A_PATH))
}

fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Whether a browser on the page's origin takes this for exactly this path of the same origin: letters, digits
/// and `-_~.` in segments, none of which is empty (but for a last one) or climbs.
fn stays_here(path: &str) -> bool {
    path.starts_with('/')
        && !path.contains("//")
        && !path.contains("..")
        && path.split('/').all(|segment| segment != ".")
        && path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-_~.".contains(&byte))
}
