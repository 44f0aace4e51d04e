//! The vault's formats against vectors that were made without a line of Keyturn (`tests/vault_vectors/make.py`): what
//! is good is written to the very byte and read back, what is malformed is refused for its reason.

#![expect(clippy::unwrap_used, reason = "a vector that cannot be read fails its test")]

#[path = "vault_vectors/journal.rs"]
mod journal;
#[path = "vault_vectors/sealed.rs"]
mod sealed;

use std::fs;
use std::path::Path;

use keyturn_vault::error::VaultError;
use serde_json::Value;
use zeroize::Zeroizing;

/// One file of vectors.
fn vectors(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vault_vectors").join(name);
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap()
}

fn texts<'a>(value: &'a Value, name: &str) -> Vec<&'a str> {
    value[name].as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}

fn key(hex: &str) -> Zeroizing<[u8; 32]> {
    let byte = |at: usize| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).unwrap();
    Zeroizing::new(std::array::from_fn(byte))
}

fn nonce(value: &Value) -> [u8; 24] {
    [u8::try_from(value["nonce"].as_u64().unwrap()).unwrap(); 24]
}

/// Each malformed one is refused for the reason that its vector gives.
fn refused(vectors: &Value, fault: impl Fn(&Value) -> Option<VaultError>) {
    for vector in vectors["refused"].as_array().unwrap() {
        let found = fault(vector).map(|fault| format!("{fault:?}"));
        assert_eq!(found.as_deref(), vector["fault"].as_str(), "{}", vector["what"]);
    }
}
