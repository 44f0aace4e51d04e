//! Every stored enum with the literal form of every variant, as the first version of the vault wrote it.
//!
//! Each test reads a literal, compares the variant with an exhaustive `match`, and expects the very same bytes when
//! it is written again. A new variant does not compile until it has a literal here; a literal that changes is a vault
//! that somebody can no longer read.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a helper that cannot go on fails its test")]

#[path = "stored_enums/activity.rs"]
mod activity;
#[path = "stored_enums/inventory.rs"]
mod inventory;
#[path = "stored_enums/journal.rs"]
mod journal;
#[path = "stored_enums/run_start.rs"]
mod run_start;
#[path = "stored_enums/set.rs"]
mod set;

use std::collections::BTreeSet;

use keyturn_domain::inventory::Inventory;
use keyturn_vault::snapshot::{self, Bookkeeping};
use serde::de::DeserializeOwned;

const AT: &str = "2026-11-22T01:02:03Z";

/// The list of keys and what is stored beside it, read from its parts and written to the same bytes again.
fn list_of_keys(keys: &str, resolved: &str, evidence: &str) -> Option<(Inventory, Bookkeeping)> {
    let text = format!(
        r#"{{"inventory":{{"added":1,"keys":[{keys}],"orphans":[],"resolved":[{resolved}]}},"rest":{{"settled":[],"evidence":[{evidence}],"idle_minutes":5,"hidden_minutes":null}}}}"#
    );
    let (inventory, rest) = snapshot::decode(text.as_bytes()).ok()?;
    assert_eq!(String::from_utf8_lossy(&snapshot::encode(&inventory, &rest)), text);
    Some((inventory, rest))
}

/// The words by which the variants of an enum are stored, all of them, from what its reader says of another word.
fn all_words<T: DeserializeOwned>(unknown: &str) -> BTreeSet<String> {
    let said = serde_json::from_str::<T>(unknown).err().unwrap().to_string();
    let (_, words) = said.split_once("expected").unwrap();
    words.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}
