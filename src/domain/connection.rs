//! A connection: one vendor environment, reached through the proxy.

use super::product::DeactivateForm;
use super::vendor::{Environment, Vendor};

/// One entry of `config.json`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    /// Lower-case letters, digits and hyphens; stands in the forwarder's path.
    pub id: String,
    /// Whose API it is.
    pub vendor: Vendor,
    /// Test, live or sandbox.
    pub environment: Environment,
    /// What people call it.
    pub label: String,
    /// Same-origin path prefix of the forwarder for this connection, without a trailing slash.
    pub path: String,
    /// SuperAPI: which form of DELETE this connection uses.
    pub deactivate: DeactivateForm,
    /// SuperAPI: whether the forwarder lets the vendor's request log through.
    pub request_log: bool,
}
