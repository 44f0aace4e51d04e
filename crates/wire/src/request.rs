//! A call as a request for the page's fetch.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::http::Method;
use super::routes::{CredentialHeader, ONCE_HEADER, PARKED_PATH, Route};
use keyturn_domain::call::{Call, Deactivation, OnceId};
use keyturn_domain::connection::Connection;
use keyturn_domain::product::DeactivateForm;
use keyturn_domain::secret::Secret;
use keyturn_domain::vendor::Environment;

/// What the page's fetch sends. It has no `Debug`: its headers carry a key.
pub struct PageRequest {
    /// From the route table.
    pub method: Method,
    /// Same-origin path: the connection's, then the route's.
    pub path: String,
    /// Header names (lower-case) and values.
    pub headers: Vec<(&'static str, Zeroizing<String>)>,
    /// The credential header with its key masked, for the activity list; empty if the request has none.
    pub credential_masked: String,
    /// Whether the call changes something at the vendor, and so must never be sent twice.
    pub changes: bool,
}

/// Why a call cannot be sent over a connection. Nothing was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAskable {
    /// The connection leads to another vendor, which must not see this key.
    OtherVendor,
    /// The DELETE is not of the form that the connection's configuration asks for.
    OtherForm,
    /// The key has characters that no header can carry.
    Key,
    /// A key of the sandbox or the demo, for a vendor that is not simulated.
    Synthetic,
    /// The ids do not make a path of the route table.
    Path,
}

impl NotAskable {
    /// What happened and what to do next.
    pub const fn words(self) -> &'static str {
        match self {
            Self::OtherVendor => {
                "This connection leads to another vendor than the key's. Choose the key's own connection. Nothing was sent."
            }
            Self::OtherForm => {
                "The proxy's configuration asks for the other form of deactivation on this connection. Reload the page. Nothing was sent."
            }
            Self::Key => {
                "The key has characters that no key can have. Paste it again from where it is kept. Nothing was sent."
            }
            Self::Synthetic => {
                "This is a key of the demo or the sandbox; no real vendor knows it. Use a key of this connection. Nothing was sent."
            }
            Self::Path => "The product's or the key's id makes no valid request. Nothing was sent.",
        }
    }
}

/// The request for a call. Only the route table makes paths, and a key goes to its own vendor only.
pub fn ask(call: &Call, connection: &Connection) -> Result<PageRequest, NotAskable> {
    if call.vendor() != connection.vendor {
        return Err(NotAskable::OtherVendor);
    }
    let (route, ids) = route(call);
    let row = route.row(call.vendor()).ok_or(NotAskable::Path)?;
    if let Call::Deactivate { form, .. } = call
        && matches!(form, Deactivation::ByKeyId(_)) != (connection.deactivate == DeactivateForm::ByKeyId)
    {
        return Err(NotAskable::OtherForm);
    }
    let key = call.key();
    if key.is_synthetic() && connection.environment != Environment::Sandbox {
        return Err(NotAskable::Synthetic);
    }
    let (value, masked) = credential(row.credential, key).ok_or(NotAskable::Key)?;
    let name = row.credential.from_page();
    let mut headers = vec![("accept", Zeroizing::new("application/json".to_owned())), (name, value)];
    if let Some(once) = call.once() {
        headers.push((ONCE_HEADER, Zeroizing::new(once.to_string())));
    }
    Ok(PageRequest {
        method: row.method,
        path: connection.path.clone() + &row.path_for(&ids).ok_or(NotAskable::Path)?,
        headers,
        credential_masked: format!("{name}: {masked}"),
        changes: row.changes,
    })
}

/// The request for the parked reply of a call made before. Harmless: it carries no key and reaches no vendor.
pub fn ask_parked(connection: &Connection, once: OnceId) -> PageRequest {
    PageRequest {
        method: Method::Get,
        path: format!("{}{PARKED_PATH}{once}", connection.path),
        headers: vec![("accept", Zeroizing::new("application/json".to_owned()))],
        credential_masked: String::new(),
        changes: false,
    }
}

/// The header's value, and what may be shown of it.
fn credential(header: CredentialHeader, key: &Secret) -> Option<(Zeroizing<String>, String)> {
    // EXPOSE: the key goes into the one header that the vendor reads it from.
    let text = key.expose();
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return None;
    }
    Some(match header {
        CredentialHeader::ApiKey => (Zeroizing::new(text.to_owned()), key.masked()),
        CredentialHeader::Basic if text.contains(':') => return None,
        CredentialHeader::Basic => (basic(text), format!("Basic ({})", key.masked())),
    })
}

/// The key as user name, no password; the colon stays (RFC 7617).
fn basic(key: &str) -> Zeroizing<String> {
    let pair = Zeroizing::new([key, ":"].concat());
    let encoded = Zeroizing::new(STANDARD.encode(pair.as_bytes()));
    Zeroizing::new(["Basic ", &encoded].concat())
}

/// The method that a call is made with, as the route table says.
pub(super) fn method(call: &Call) -> Option<Method> {
    route(call).0.row(call.vendor()).map(|row| row.method)
}

/// The call's row of the route table, and the ids in its path.
fn route(call: &Call) -> (Route, Vec<Uuid>) {
    match call {
        Call::WestpacRoot(..) => (Route::WestpacRoot, vec![]),
        Call::WestpacLatest(..) => (Route::WestpacLatest, vec![]),
        Call::Partner(_) => (Route::SuperApiPartner, vec![]),
        Call::Product(_) => (Route::SuperApiProduct, vec![]),
        Call::Products(_) => (Route::SuperApiProducts, vec![]),
        Call::Provision { product, .. } => (Route::SuperApiProvision, vec![*product]),
        Call::Deactivate { product, form: Deactivation::ByProduct, .. } => {
            (Route::SuperApiDeactivate, vec![*product])
        }
        Call::Deactivate { product, form: Deactivation::ByKeyId(key), .. } => {
            (Route::SuperApiDeactivateById, vec![*product, *key])
        }
    }
}
