//! Deriving the key in a worker of its own, so that the page stays usable meanwhile. The worker and its module are
//! loaded only then, and ended after one answer.

use gloo_timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageEvent;
use zeroize::Zeroizing;

use super::js::{deferred, object, property};
use super::missing_file;
use super::worker::{WorkerError, WorkerFiles, WorkerHandle};
use keyturn_domain::explain::Explanation;
use keyturn_vault::error::VaultError;
use keyturn_vault::passphrase::{Kdf, PassphraseKey};

/// Why no key was derived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeriveError {
    /// This browser, or a rule on this page, refuses workers. The page never does this work itself: it would stand
    /// still for as long.
    NoWorker,
    /// A file of the panel did not arrive, or is not the one this page was made with.
    NotLoaded,
    /// The worker gave no answer.
    TooLong,
    /// The cost was out of bounds, or there was no memory.
    Vault(VaultError),
}

impl From<WorkerError> for DeriveError {
    fn from(cause: WorkerError) -> Self {
        match cause {
            WorkerError::Refused => Self::NoWorker,
            WorkerError::NotLoaded => Self::NotLoaded,
        }
    }
}

impl DeriveError {
    /// What happened, whose fault it is and what to do next.
    pub fn words(self) -> Explanation {
        let (happened, owner, next) = match self {
            Self::Vault(fault) => return fault.words(),
            Self::NoWorker => (
                "This browser does not let the page work in the background, and the vault is opened nowhere else.",
                "This browser, or an extension in it",
                "Allow workers for this site, or use an up-to-date browser.",
            ),
            Self::NotLoaded => (
                "The part of the panel that opens the vault did not load, or is not the one this page was made with.",
                "The network, or whoever runs this panel's server",
                "The notice on this page says whether it can be reloaded without losing anything. The passphrase was not used.",
            ),
            Self::TooLong => (
                "Working out the vault's key took more than a minute and was stopped.",
                "This device, or an extension that holds the page's background work up",
                "Close other tabs and programs, then try again. Nothing was changed.",
            ),
        };
        Explanation { happened: happened.into(), owner, causes: Vec::new(), next: next.into() }
    }
}

/// Milliseconds that the work may take: many times what the dearest cost takes on a slow computer.
const PATIENCE: u32 = 60_000;

/// Derives the key that opens the vault. Dropping the future ends the work.
///
/// # Errors
/// A cost out of bounds, before any work; no worker; a file that is missing or changed; no memory; no answer within a
/// minute.
pub async fn derive(kdf: &Kdf, passphrase: &str) -> Result<PassphraseKey, DeriveError> {
    derive_within(PATIENCE, kdf, passphrase).await
}

/// Derives the key that opens the vault, and stops after so many milliseconds.
///
/// # Errors
/// As [`derive`].
pub async fn derive_within(millis: u32, kdf: &Kdf, passphrase: &str) -> Result<PassphraseKey, DeriveError> {
    let derived = in_worker(millis, kdf, passphrase).await;
    if matches!(derived, Err(DeriveError::NotLoaded)) {
        missing_file::report();
    }
    derived
}

async fn in_worker(millis: u32, kdf: &Kdf, passphrase: &str) -> Result<PassphraseKey, DeriveError> {
    kdf.bearable().map_err(DeriveError::Vault)?;
    let files = WorkerFiles::from_page("derive").ok_or(DeriveError::NotLoaded)?;
    let worker = WorkerHandle::start(&files).await?;
    let (answered, settle) = deferred();
    worker.on_message(&settle);
    // The buffers move to the worker, which wipes the passphrase; no copy of it stays with the page's script.
    let words = Uint8Array::from(passphrase.as_bytes());
    let salt = Uint8Array::from(&kdf.salt.0[..]);
    let moved = Array::of2(&words.buffer(), &salt.buffer());
    let message = object(&[
        ("wasm", files.wasm.as_str().into()),
        ("integrity", files.wasm_integrity.as_str().into()),
        ("passphrase", words.into()),
        ("salt", salt.into()),
        ("m", kdf.m.into()),
        ("t", kdf.t.into()),
        ("p", kdf.p.into()),
    ]);
    worker.post(&message, &moved)?;
    // Whoever settles first: the worker with its answer, or the clock with nothing.
    let clock = Timeout::new(millis, move || {
        let _ = settle.call0(&JsValue::UNDEFINED);
    });
    let event = JsFuture::from(answered).await.map_err(|_| DeriveError::NotLoaded)?;
    drop(clock);
    if event.is_undefined() {
        return Err(DeriveError::TooLong);
    }
    // A worker whose script did not load tells so by an event without a message.
    let event: MessageEvent = event.dyn_into().map_err(|_| DeriveError::NotLoaded)?;
    key(&event.data())
}

fn key(answer: &JsValue) -> Result<PassphraseKey, DeriveError> {
    let Some(bytes) = property(answer, "key").and_then(|key| key.dyn_into::<Uint8Array>().ok()) else {
        let fault = property(answer, "fault").and_then(|fault| fault.as_string());
        return Err(match fault.as_deref() {
            Some("no memory") => DeriveError::Vault(VaultError::OutOfMemory),
            _ => DeriveError::NotLoaded,
        });
    };
    if bytes.length() != 32 {
        return Err(DeriveError::NotLoaded);
    }
    let mut key = Zeroizing::new([0; 32]);
    bytes.copy_to(&mut *key);
    bytes.fill(0, 0, 32);
    Ok(PassphraseKey::from_bytes(key))
}
