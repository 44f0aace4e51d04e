//! Walks through the built panel, one topic a file.
#![expect(clippy::expect_used, reason = "a walk that cannot go on ends there, with the reason")]

mod add_keys;
mod bad_config;
mod crash_renewal;
mod crash_rotation;
mod demo;
mod first_visit;
mod gateway_gone;
mod keyboard;
mod leaving;
mod look_up;
mod look_up_leak;
mod look_up_register;
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
mod storage;
mod vault;
mod vault_crash;
mod vault_handover;
mod vault_idle;
mod vault_keeping;
mod vault_orphans;
mod vault_passphrase;
mod vault_refusal;
mod vault_watch;
mod verdicts;
