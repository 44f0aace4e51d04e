//! Which keys are one's own.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use keyturn_domain::lookup::{Fit, KeySummary, Seen, fit, salted_fingerprints};
use keyturn_scan::finding::{Finding, SaltedFingerprint};
use keyturn_scan::fingerprint::{digest, salted_fingerprint};
use keyturn_wire::register::{LARGEST, RegisterFault, read_register};
use zeroize::Zeroizing;

use crate::args::ScanArgs;
use crate::error::CliError;

/// Prints tell keys apart within one scan, and none leaves this program.
pub(crate) const SALT: [u8; 32] = [0; 32];

/// One's own keys, without the keys.
pub(crate) struct OwnKeys {
    fingerprints: Vec<SaltedFingerprint>,
    register: Vec<KeySummary>,
    register_fingerprints: Vec<SaltedFingerprint>,
}

impl OwnKeys {
    /// Reads what the command line names.
    pub(crate) fn load(args: &ScanArgs) -> Result<Self, CliError> {
        let fingerprints_of_file =
            args.own_key_file.as_deref().map(read_keys).transpose()?.unwrap_or_default();
        let register = args.register.as_deref().map(load_register).transpose()?.unwrap_or_default();
        Ok(Self {
            fingerprints: fingerprints_of_file,
            register_fingerprints: salted_fingerprints(&register, &SALT),
            register,
        })
    }

    /// The names and short tokens to look for letter by letter, besides whatever has the shape of a name.
    pub(crate) fn texts(&self) -> Vec<String> {
        let names = self.register.iter().filter_map(|known| known.name.as_ref()).map(|name| name.as_str());
        let tokens = self.register.iter().filter_map(|known| known.short_token.as_deref());
        let mut texts: Vec<String> = names.chain(tokens).map(str::to_owned).collect();
        texts.sort_unstable();
        texts.dedup();
        texts
    }

    /// Whether what was found is one of them.
    pub(crate) fn know(&self, found: &Finding) -> bool {
        let Finding { kind, label, fingerprint, others, .. } = found;
        let seen = Seen { kind: *kind, label, fingerprint: fingerprint.as_ref(), others };
        fingerprint.iter().chain(others).any(|fingerprint| self.fingerprints.contains(fingerprint))
            || fit(seen, &self.register, &self.register_fingerprints) != Fit::None
    }
}

fn read_keys(path: &Path) -> Result<Vec<SaltedFingerprint>, CliError> {
    let bytes = fs::read(path).map_err(|cause| CliError::Unreadable(path.to_owned(), cause))?;
    let bytes = Zeroizing::new(bytes);
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let lines = text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).enumerate();
    lines
        .filter(|(_, line)| !line.is_empty())
        .map(|(at, line)| {
            let is_key = line.iter().all(u8::is_ascii_graphic);
            is_key
                .then(|| salted_fingerprint(&SALT, &digest(line)))
                .ok_or_else(|| CliError::OwnKey(path.to_owned(), at + 1))
        })
        .collect()
}

fn load_register(path: &Path) -> Result<Vec<KeySummary>, CliError> {
    let unreadable = |cause| CliError::Unreadable(path.to_owned(), cause);
    let file = File::open(path).map_err(unreadable)?;
    let mut body = Vec::new();
    file.take(LARGEST as u64 + 1).read_to_end(&mut body).map_err(unreadable)?;
    let read =
        read_register(&body).map_err(|fault: RegisterFault| CliError::Register(path.to_owned(), fault))?;
    Ok(read.register.keys)
}
