//! The register as a file: JSON with a hash over its content, so that a copy that was cut off or edited is noticed.
//!
//! The hash shows that the file is as it was written. It does not show who wrote it: whoever edits the file can work
//! the hash out anew. Its first digits are on screen where it is written and where it is read, to be compared.

mod codec;
mod fault;
mod words;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

pub use fault::RegisterFault;

use keyturn_domain::lookup::Register;
use keyturn_domain::moment::{precise, read};

/// What the file calls itself.
const FORMAT: &str = "keyturn-register";

/// The version that this panel writes, and the newest that it reads.
const VERSION: u64 = 1;

/// More is no register that anybody keeps by hand: some ten thousand keys.
pub const LARGEST: usize = 16 << 20;

/// A register that was read, or is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterFile {
    /// The register.
    pub register: Register,
    /// SHA-256 over its content, in hexadecimal.
    pub hash: String,
}

/// Writes the register. The same register gives the same bytes.
pub fn write(register: &Register) -> (String, String) {
    let content = json!({
        "written": precise(register.written),
        "keys": register.keys.iter().map(codec::encode).collect::<Vec<_>>(),
    });
    let hash = hash(&content);
    let file = json!({ "format": FORMAT, "version": VERSION, "hash": hash, "content": content });
    (serde_json::to_string_pretty(&file).unwrap_or_default(), hash)
}

/// Reads a register.
///
/// # Errors
/// It is none, of a newer version, or not as it was written.
pub fn read_register(body: &[u8]) -> Result<RegisterFile, RegisterFault> {
    if body.len() > LARGEST {
        return Err(RegisterFault::TooLarge);
    }
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let file: Value = serde_json::from_slice(body).map_err(|_| RegisterFault::NotRegister)?;
    if file.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(RegisterFault::NotRegister);
    }
    match file.get("version").and_then(Value::as_u64) {
        Some(VERSION) => {}
        Some(newer) if newer > VERSION => return Err(RegisterFault::Newer(newer)),
        _ => return Err(RegisterFault::NotRegister),
    }
    let content = file.get("content").ok_or(RegisterFault::NotRegister)?;
    let hash = hash(content);
    if file.get("hash").and_then(Value::as_str) != Some(&hash) {
        return Err(RegisterFault::Altered);
    }
    let written = content.get("written").and_then(Value::as_str).and_then(read);
    let written = written.ok_or(RegisterFault::Malformed(None))?;
    let entries = content.get("keys").and_then(Value::as_array).ok_or(RegisterFault::Malformed(None))?;
    let key = |(at, entry): (usize, &Value)| {
        codec::decode(entry, written).ok_or(RegisterFault::Malformed(Some(at + 1)))
    };
    let keys = entries.iter().enumerate().map(key).collect::<Result<_, _>>()?;
    Ok(RegisterFile { register: Register { written, keys }, hash })
}

/// SHA-256 over the content in its one canonical form: no white space, members in the order of their names.
fn hash(content: &Value) -> String {
    let mut canonical = String::new();
    canon(content, &mut canonical);
    Sha256::digest(canonical.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn canon(value: &Value, out: &mut String) {
    match value {
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                canon(item, out);
            }
            out.push(']');
        }
        Value::Object(members) => {
            let mut names: Vec<&String> = members.keys().collect();
            names.sort_unstable();
            out.push('{');
            for (at, name) in names.into_iter().enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                out.push_str(&Value::from(name.as_str()).to_string());
                out.push(':');
                canon(&members[name], out);
            }
            out.push('}');
        }
        plain => out.push_str(&plain.to_string()),
    }
}

#[cfg(test)]
mod tests;
