//! Walks through the built panel, one topic a file.

mod add_keys;
mod first_visit;
mod renew;
mod rotate;
