//! What goes over the wire: the route table, requests as plain data, replies read into domain answers.

pub mod http;
pub mod routes;
