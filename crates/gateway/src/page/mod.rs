//! The built page, and what it reads from the gateway.

pub(crate) mod accept_encoding;
pub(crate) mod config_json;
pub(crate) mod files;
pub(crate) mod folder;
pub(crate) mod register_json;
pub(crate) mod security_headers;
pub(crate) mod static_files;
