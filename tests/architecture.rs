//! Reads the sources and holds them to what ARCHITECTURE.md promises. Each rule is also shown a sample that breaks it.
#![allow(clippy::unwrap_used, reason = "a test that cannot read the sources has failed")]

#[path = "architecture/absence.rs"]
mod absence;
#[path = "architecture/arrows.rs"]
mod arrows;
#[path = "architecture/page.rs"]
mod page;
#[path = "architecture/routes.rs"]
mod routes;
#[path = "architecture/secrets.rs"]
mod secrets;
#[path = "architecture/source.rs"]
mod source;
#[path = "architecture/vendors.rs"]
mod vendors;
