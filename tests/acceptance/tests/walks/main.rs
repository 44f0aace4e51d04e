//! Walks through the built panel, one topic a file.
#![expect(clippy::expect_used, reason = "a walk that cannot go on ends there, with the reason")]

mod add_keys;
mod bad_config;
mod canary;
mod crash_renewal;
mod crash_rotation;
mod first_visit;
mod gateway_gone;
mod keyboard;
mod leaving;
mod lost_replies;
mod matrix;
mod narrow;
mod once;
mod rehearsal;
mod renew;
mod renew_faults;
mod rotate;
mod rotate_guards;
mod routes;
mod second_part;
mod secrets;
mod stale_tab;
mod storage;
mod vault;
mod vault_crash;
mod verdicts;
