//! The vault's place in a browser: nothing overwritten, nothing written by a stale tab, nothing said before it is
//! durable.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test that meets a fault has failed")]

#[path = "web/script.rs"]
mod script;

use keyturn::browser::indexed_db::{Store, StoreError};
use keyturn::browser::persistence;
use keyturn_vault::load::StoredSet;
use script::run;
use uuid::Uuid;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const HEADER: &str = "the vault's header";
const MARK: &str = "where it ends";
const ONE: Uuid = Uuid::from_u128(1);
const TWO: Uuid = Uuid::from_u128(2);

/// Runs the body of a function that returns a promise, and waits for it.
async fn wait(body: &str) -> JsValue {
    JsFuture::from(run(body).unchecked_into::<js_sys::Promise>()).await.unwrap()
}

/// A vault with two empty sets, and nothing of any test before.
async fn fresh() -> Store {
    Store::open().await.unwrap().destroy().await.unwrap();
    let store = Store::open().await.unwrap();
    store.found(HEADER, &[(set(ONE, "one", &[]), 0), (set(TWO, "two", &[]), 0)]).await.unwrap();
    store
}

fn set(id: Uuid, header: &str, records: &[&str]) -> StoredSet {
    let records: Vec<String> = records.iter().map(|record| (*record).to_owned()).collect();
    let mark = (!records.is_empty()).then(|| MARK.to_owned());
    StoredSet { id, header: header.into(), records, mark }
}

/// The set's records; none of a set that is not there.
async fn records(store: &Store, id: Uuid) -> Vec<String> {
    let sets = store.all().await.unwrap().sets;
    sets.into_iter().find(|set| set.id == id).map(|set| set.records).unwrap_or_default()
}

async fn headers(store: &Store) -> Vec<(Uuid, String)> {
    store.all().await.unwrap().sets.into_iter().map(|set| (set.id, set.header)).collect()
}

#[wasm_bindgen_test]
async fn what_is_appended_reads_back_in_order() {
    let store = fresh().await;
    let written: Vec<String> = (0..12).map(|place| format!("record {place}")).collect();
    for (place, record) in (0..).zip(&written) {
        store.append(ONE, (place, 0), record, MARK).await.unwrap();
        store.append(TWO, (place, 0), "of another set", MARK).await.unwrap();
    }
    drop(store);
    let store = Store::open().await.unwrap();
    assert_eq!(records(&store, ONE).await, written);
    assert_eq!(store.header().await.unwrap().as_deref(), Some(HEADER));
    assert_eq!(headers(&store).await, [(ONE, "one".into()), (TWO, "two".into())]);
}

#[wasm_bindgen_test]
async fn a_place_is_written_once() {
    let store = fresh().await;
    store.append(ONE, (0, 0), "first", MARK).await.unwrap();
    assert_eq!(store.append(ONE, (0, 0), "second", MARK).await, Err(StoreError::Taken));
    assert_eq!(store.put_set(ONE, "another", None).await, Err(StoreError::Taken));
    assert_eq!(records(&store, ONE).await, ["first"]);
    assert_eq!(headers(&store).await[0].1, "one");
}

#[wasm_bindgen_test]
async fn a_stale_tab_writes_nothing() {
    let stale = fresh().await;
    let old = stale.take_over(ONE, 0).await.unwrap();
    stale.append(ONE, (0, old), "before", MARK).await.unwrap();
    let other = Store::open().await.unwrap();
    let new = other.take_over(ONE, 0).await.unwrap();
    assert!(new > old);
    assert_eq!(stale.append(ONE, (1, old), "after", MARK).await, Err(StoreError::Stale));
    assert_eq!(stale.erase_set(ONE, old).await, Err(StoreError::Stale));
    assert_eq!(records(&stale, ONE).await, ["before"]);
    stale.append(TWO, (0, 0), "nobody took this set over", MARK).await.unwrap();
    other.append(ONE, (1, new), "after", MARK).await.unwrap();
    assert_eq!(records(&other, ONE).await, ["before", "after"]);
}

#[wasm_bindgen_test]
async fn every_write_is_strict_and_complete_before_it_counts() {
    let store = fresh().await;
    run("const real = IDBDatabase.prototype.transaction;
         globalThis.spied = { real, seen: [] };
         IDBDatabase.prototype.transaction = function (...asked) {
           const made = real.apply(this, asked);
           if (made.mode === 'readwrite') {
             const entry = { durability: made.durability, complete: false };
             made.addEventListener('complete', () => { entry.complete = true; });
             spied.seen.push(entry);
           }
           return made;
         };");
    let good = || run("return spied.seen.every((entry) => entry.durability === 'strict' && entry.complete)");
    let fence = store.take_over(ONE, 0).await.unwrap();
    assert!(good().is_truthy(), "take_over");
    store.append(ONE, (0, fence), "record", MARK).await.unwrap();
    assert!(good().is_truthy(), "append");
    store.change_header(HEADER, "another", (ONE, fence)).await.unwrap();
    assert!(good().is_truthy(), "change_header");
    store.put_set(Uuid::from_u128(3), "three", None).await.unwrap();
    assert!(good().is_truthy(), "put_set");
    store.erase_set(ONE, fence).await.unwrap();
    assert!(good().is_truthy(), "erase_set");
    store.destroy().await.unwrap();
    assert!(good().is_truthy(), "destroy");
    let seen = run("IDBDatabase.prototype.transaction = spied.real; return spied.seen.length");
    assert_eq!(seen.as_f64(), Some(8.0));
}

#[wasm_bindgen_test]
async fn a_header_replaces_only_the_one_it_was_made_from_and_only_for_the_writer() {
    let store = fresh().await;
    assert_eq!(store.found("a new vault", &[]).await, Err(StoreError::Taken));
    let old = store.take_over(ONE, 0).await.unwrap();
    store.change_header(HEADER, "second", (ONE, old)).await.unwrap();
    assert_eq!(store.change_header(HEADER, "third", (ONE, old)).await, Err(StoreError::Taken));
    store.take_over(ONE, 0).await.unwrap();
    assert_eq!(store.change_header("second", "third", (ONE, old)).await, Err(StoreError::Stale));
    assert_eq!(store.header().await.unwrap().as_deref(), Some("second"));
}

#[wasm_bindgen_test]
async fn a_vault_is_founded_whole_and_never_over_another_or_its_remains() {
    fresh().await.destroy().await.unwrap();
    let store = Store::open().await.unwrap();
    let whole = set(ONE, "one", &["a", "b"]);
    store.found(HEADER, &[(whole.clone(), 7)]).await.unwrap();
    let stored = store.all().await.unwrap();
    assert_eq!((stored.header.as_deref(), stored.sets, stored.gone), (Some(HEADER), vec![whole], false));
    assert_eq!(
        store.append(ONE, (2, 6), "c", MARK).await,
        Err(StoreError::Stale),
        "it was written with 7 before"
    );
    assert_eq!(store.take_over(ONE, 0).await, Ok(8));
    assert_eq!(store.take_over(ONE, 20).await, Ok(20));
    in_store("vault", "delete('header')").await;
    assert_eq!(store.found("over remains", &[]).await, Err(StoreError::Taken));
    assert_eq!(records(&store, ONE).await, ["a", "b"]);
}

/// Does something to one of the vault's places behind its back.
async fn in_store(store: &str, act: &str) {
    wait(&format!(
        "return new Promise((done) => {{ indexedDB.open('keyturn').onsuccess = ({{ target }}) => {{ \
           const base = target.result; const change = base.transaction('{store}', 'readwrite'); \
           change.objectStore('{store}').{act}; change.oncomplete = () => {{ base.close(); done() }} }} }})"
    ))
    .await;
}

#[wasm_bindgen_test]
async fn an_interrupted_end_is_ended_and_lost_keys_are_named() {
    let store = fresh().await;
    for id in [ONE, TWO] {
        store.append(id, (0, 0), "record", MARK).await.unwrap();
    }
    // As an erasing leaves it whose page went after the key was gone.
    in_store("sets", &format!("delete('{ONE}')")).await;
    in_store("vault", &format!("put(true, ['erased', '{ONE}'])")).await;
    // As a disk leaves it.
    in_store("sets", &format!("delete('{TWO}')")).await;
    assert_eq!(store.all().await.unwrap().keyless, [TWO]);
    store.sweep().await.unwrap();
    assert_eq!(store.all().await.unwrap().keyless, [TWO]);
    let remains = store.remains().await.unwrap();
    assert!(!remains.contains(&ONE.to_string()), "{remains}");
    assert!(remains.contains(&TWO.to_string()) && remains.contains("record"), "{remains}");

    // As a destroying leaves it whose page went after the header was gone.
    in_store("vault", "delete('header')").await;
    in_store("vault", "put(true, 'gone')").await;
    let stored = store.all().await.unwrap();
    assert_eq!((stored.header, stored.gone), (None, true));
    store.found("a new vault", &[]).await.unwrap();
    let stored = store.all().await.unwrap();
    assert_eq!((stored.keyless, stored.gone), (vec![], false));
}

#[wasm_bindgen_test]
async fn an_erased_set_is_gone_and_takes_nothing() {
    let store = fresh().await;
    store.append(ONE, (0, 0), "record", MARK).await.unwrap();
    store.append(TWO, (0, 0), "kept", MARK).await.unwrap();
    store.erase_set(ONE, 0).await.unwrap();
    store.erase_set(ONE, 0).await.unwrap();
    assert_eq!(headers(&store).await, [(TWO, "two".into())]);
    assert_eq!(records(&store, ONE).await, [""; 0]);
    assert_eq!(store.append(ONE, (1, 9), "late", MARK).await, Err(StoreError::Gone));
    assert_eq!(store.take_over(ONE, 0).await, Err(StoreError::Gone));
    assert_eq!(records(&store, TWO).await, ["kept"]);
}

#[wasm_bindgen_test]
async fn a_destroyed_vault_leaves_nothing_and_other_tabs_write_nothing() {
    let store = fresh().await;
    let other = Store::open().await.unwrap();
    store.append(ONE, (0, 0), "record", MARK).await.unwrap();
    store.destroy().await.unwrap();
    assert_eq!(other.append(ONE, (1, 0), "late", MARK).await, Err(StoreError::Gone));
    assert_eq!(other.put_set(ONE, "late", None).await, Err(StoreError::Gone));
    let left = wait("return indexedDB.databases().then((all) => all.length)").await;
    assert_eq!(left.as_f64(), Some(0.0));
    let store = Store::open().await.unwrap();
    assert_eq!(store.header().await.unwrap(), None);
    assert_eq!(store.put_set(ONE, "no vault", None).await, Err(StoreError::Gone));
}

#[wasm_bindgen_test]
async fn failing_storage_writes_nothing_and_says_why() {
    let store = fresh().await;
    for (failure, fault) in [
        ("throw new DOMException('', 'QuotaExceededError')", StoreError::Quota),
        ("const asked = real.apply(this, args); this.transaction.abort(); return asked", StoreError::Aborted),
        ("throw new DOMException('', 'UnknownError')", StoreError::Unreadable("UnknownError".into())),
    ] {
        run(&format!(
            "const real = IDBObjectStore.prototype.add; globalThis.restore = real;
             IDBObjectStore.prototype.add = function (...args) {{ {failure} }};"
        ));
        let outcome = store.append(ONE, (0, 0), "record", MARK).await;
        run("IDBObjectStore.prototype.add = restore");
        assert_eq!(outcome, Err(fault), "{failure}");
    }
    assert_eq!(records(&store, ONE).await, [""; 0]);
    store.append(ONE, (0, 0), "record", MARK).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_browser_without_storage_is_told_from_a_broken_one() {
    drop(fresh().await);
    run("globalThis.kept = Object.getOwnPropertyDescriptor(globalThis, 'indexedDB'); \
         Object.defineProperty(globalThis, 'indexedDB', { configurable: true, get: () => undefined })");
    assert_eq!(Store::open().await.err(), Some(StoreError::Absent));
    run("Object.defineProperty(globalThis, 'indexedDB', \
         { configurable: true, get: () => { throw new DOMException('', 'SecurityError') } })");
    assert_eq!(Store::open().await.err(), Some(StoreError::Absent));
    run("Object.defineProperty(globalThis, 'indexedDB', kept)");
    assert_eq!(Store::open().await.unwrap().header().await.unwrap().as_deref(), Some(HEADER));
}

#[wasm_bindgen_test]
async fn a_tab_that_does_not_let_go_blocks_the_end_but_keeps_nothing() {
    let store = fresh().await;
    wait(
        "return new Promise((done) => { const asked = indexedDB.open('keyturn', 1); \
          asked.onsuccess = () => { globalThis.holding = asked.result; done() } })",
    )
    .await;
    store.append(ONE, (0, 0), "record", MARK).await.unwrap();
    assert_eq!(store.destroy().await, Err(StoreError::Blocked));
    let left = wait(
        "return new Promise((done) => { \
          const asked = holding.transaction('records').objectStore('records').count(); \
          asked.onsuccess = () => { holding.close(); done(asked.result) } })",
    )
    .await;
    assert_eq!(left.as_f64(), Some(0.0));
    assert_eq!(Store::open().await.unwrap().header().await.unwrap(), None);
}

#[wasm_bindgen_test]
async fn a_newer_layout_and_foreign_content_are_refused() {
    fresh().await.destroy().await.unwrap();
    let make = |version: u32, layout: &str| {
        format!(
            "return new Promise((done) => {{ const asked = indexedDB.open('keyturn', {version}); \
             asked.onupgradeneeded = () => {{ const base = asked.result; {layout} }}; \
             asked.onsuccess = () => {{ asked.result.close(); done() }} }})"
        )
    };
    wait(&make(2, "")).await;
    assert_eq!(Store::open().await.err(), Some(StoreError::Newer));
    wait("return new Promise((done) => { indexedDB.deleteDatabase('keyturn').onsuccess = done })").await;
    let foreign = "for (const name of ['vault', 'records']) base.createObjectStore(name); \
                   base.createObjectStore('sets').put(7, 'not an id')";
    wait(&make(1, foreign)).await;
    let store = Store::open().await.unwrap();
    assert!(matches!(store.all().await, Err(StoreError::Unreadable(_))));
    store.destroy().await.unwrap();
}

#[wasm_bindgen_test]
async fn the_browser_tells_how_much_room_there_is() {
    let estimate = persistence::estimate().await.unwrap();
    assert!(estimate.most > estimate.used, "{estimate:?}");
    // Without an operator to ask, a browser promises nothing; what it answers is passed on as it is.
    let asked = persistence::request().await;
    assert_eq!(persistence::is_granted().await, asked);
}

#[wasm_bindgen_test]
fn every_fault_has_words_of_its_own() {
    use StoreError::{Aborted, Absent, Blocked, Gone, Newer, Quota, Stale, Taken, Unreadable};
    let all = [Absent, Blocked, Quota, Aborted, Stale, Taken, Gone, Newer, Unreadable("UnknownError".into())];
    let mut said: Vec<String> = all.iter().map(|fault| fault.words().happened).collect();
    said.sort();
    said.dedup();
    assert_eq!(said.len(), all.len());
    assert_eq!(all[8].words().causes, ["The browser calls it UnknownError."]);
}

#[wasm_bindgen_test]
async fn a_set_that_is_written_whole_is_replaced_with_its_key() {
    let store = fresh().await;
    store.replace(&set(ONE, "another key", &["first"]), 0).await.unwrap();
    store.replace(&set(ONE, "a third key", &["second"]), 0).await.unwrap();
    assert_eq!(records(&store, ONE).await, ["second"]);
    assert!(headers(&store).await.contains(&(ONE, "a third key".to_owned())));
    store.take_over(ONE, 0).await.unwrap();
    assert_eq!(store.replace(&set(ONE, "late", &["late"]), 0).await, Err(StoreError::Stale));
    assert_eq!(records(&store, ONE).await, ["second"]);
}

#[wasm_bindgen_test]
async fn who_lost_one_set_begins_no_other() {
    let store = fresh().await;
    store.take_over(ONE, 0).await.unwrap();
    let three = Uuid::from_u128(3);
    assert_eq!(store.put_set(three, "three", Some((ONE, 0))).await, Err(StoreError::Stale));
    store.put_set(three, "three", Some((ONE, 1))).await.unwrap();
}
