//! What goes over the wire: the route table, requests as plain data, replies read into domain answers.
//!
//! [`request::ask`] turns a call into a request for the page's fetch, [`response::read`] turns what came of it
//! into the domain's answer, and [`config`] reads what the proxy says of itself.

pub mod config;
mod config_fault;
mod error_text;
pub mod exchange;
mod fault;
mod gateway;
pub mod gateway_error;
pub mod http;
mod json;
mod key_forms;
pub mod passed_on;
pub mod proxy_check;
mod redact;
pub mod register;
pub mod request;
pub mod response;
pub mod routes;
pub mod strip;
mod summary;
mod superapi;
mod westpac;

pub use json::is_unprintable;
