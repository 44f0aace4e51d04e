//! Deriving beside the page: what goes to the worker, what comes back, and what is refused.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test that meets a fault has failed")]

#[path = "web/script.rs"]
mod script;

use keyturn::browser::derive::{DeriveError, derive, derive_within};
use keyturn_vault::bytes::Bytes;
use keyturn_vault::error::VaultError;
use keyturn_vault::passphrase::Kdf;
use script::run;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const WORDS: &str = "correct horse battery";

fn kdf() -> Kdf {
    Kdf::new(*b"sixteen bytes of")
}

/// Gives the page a worker that does this, the way the page's own script tag names it.
fn page_with(worker: &str, integrity: &str) {
    run(&format!(
        "document.querySelector('script[data-derive]')?.remove();
         const tag = document.createElement('script');
         tag.type = 'application/json';
         tag.dataset.derive = URL.createObjectURL(new Blob([{worker:?}], {{ type: 'text/javascript' }}));
         tag.dataset.deriveIntegrity = {integrity:?};
         tag.dataset.deriveWasm = '/derive.wasm';
         tag.dataset.deriveWasmIntegrity = 'sha384-of-the-module';
         document.body.append(tag);"
    ));
}

async fn fault_of(worker: &str) -> Option<DeriveError> {
    page_with(worker, "");
    derive(&kdf(), WORDS).await.err()
}

#[wasm_bindgen_test]
async fn the_worker_gets_the_task_and_its_answer_is_the_key() {
    page_with(
        "onmessage = ({ data }) => {
           const said = new TextDecoder().decode(data.passphrase) + new TextDecoder().decode(data.salt);
           const right = said === 'correct horse batterysixteen bytes of' && data.m === 65536 && data.t === 3
             && data.p === 1 && data.wasm.endsWith('/derive.wasm') && !data.wasm.startsWith('/') && data.integrity === 'sha384-of-the-module';
           postMessage({ key: new Uint8Array(32).fill(right ? 7 : 0) });
         }",
        "",
    );
    run("globalThis.spied = { ended: 0, post: Worker.prototype.postMessage, end: Worker.prototype.terminate };
         Worker.prototype.postMessage = function (task, moved) {
           spied.task = task;
           return spied.post.call(this, task, moved);
         };
         Worker.prototype.terminate = function () { spied.ended += 1; return spied.end.call(this) };");
    let key = derive(&kdf(), WORDS).await.ok().unwrap();
    run("Worker.prototype.postMessage = spied.post; Worker.prototype.terminate = spied.end");
    assert_eq!(key.bytes(), &[7; 32]);
    assert_eq!(run("return spied.ended").as_f64(), Some(1.0), "the worker is ended");
    assert_eq!(run("return spied.task.passphrase.length").as_f64(), Some(0.0), "no copy stays on the page");
}

#[wasm_bindgen_test]
async fn answers_that_are_no_key_are_faults() {
    let answer = |text: &str| format!("onmessage = () => postMessage({text})");
    let no_memory = DeriveError::Vault(VaultError::OutOfMemory);
    assert_eq!(fault_of(&answer("{ fault: 'no memory' }")).await, Some(no_memory));
    for text in ["{ fault: 'not loaded' }", "{ key: new Uint8Array(31) }", "{ key: 'words' }", "null"] {
        assert_eq!(fault_of(&answer(text)).await, Some(DeriveError::NotLoaded), "{text}");
    }
    assert_eq!(fault_of("this is no script").await, Some(DeriveError::NotLoaded));
}

#[wasm_bindgen_test]
async fn a_worker_that_does_not_answer_is_ended() {
    page_with("onmessage = () => {}", "");
    run("globalThis.spied = { ended: 0, end: Worker.prototype.terminate };
         Worker.prototype.terminate = function () { spied.ended += 1; return spied.end.call(this) };");
    let outcome = derive_within(1, &kdf(), WORDS).await.err();
    run("Worker.prototype.terminate = spied.end");
    assert_eq!(outcome, Some(DeriveError::TooLong));
    assert_eq!(run("return spied.ended").as_f64(), Some(1.0));
}

#[wasm_bindgen_test]
async fn a_changed_script_never_gets_the_passphrase() {
    let zeros = "A".repeat(64);
    page_with("onmessage = () => postMessage({ key: new Uint8Array(32) })", &format!("sha384-{zeros}"));
    assert_eq!(derive(&kdf(), WORDS).await.err(), Some(DeriveError::NotLoaded));
}

#[wasm_bindgen_test]
async fn without_workers_nothing_is_derived() {
    page_with("onmessage = () => postMessage({ key: new Uint8Array(32) })", "");
    for absent in ["undefined", "class { constructor() { throw new DOMException('', 'SecurityError') } }"] {
        run(&format!("globalThis.kept = Worker; Worker = {absent}"));
        let outcome = derive(&kdf(), WORDS).await.err();
        run("Worker = kept");
        assert_eq!(outcome, Some(DeriveError::NoWorker), "{absent}");
    }
}

#[wasm_bindgen_test]
async fn a_cost_out_of_bounds_starts_nothing() {
    run("document.querySelector('script[data-derive]')?.remove()");
    assert_eq!(derive(&kdf(), WORDS).await.err(), Some(DeriveError::NotLoaded));
    let dear = Kdf { m: u32::MAX, ..kdf() };
    assert_eq!(derive(&dear, WORDS).await.err(), Some(DeriveError::Vault(VaultError::KdfTooDear)));
    let cheap = Kdf { m: 8, salt: Bytes([7; 16]), ..kdf() };
    assert_eq!(derive(&cheap, WORDS).await.err(), Some(DeriveError::Vault(VaultError::KdfTooCheap)));
}

#[wasm_bindgen_test]
fn a_browser_derives_what_the_reference_implementation_does() {
    let key = kdf().derive(WORDS).ok().unwrap();
    let hex: String = key.bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, "77eac30c927d403294230f9a5d473d06e7b925027b553760bb08cc8f4653272b");
}
