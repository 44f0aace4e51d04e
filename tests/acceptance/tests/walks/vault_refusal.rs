//! A vault that was tampered with: it does not open beside what cannot be read, everything is kept, and what to do is
//! said.

use keyturn_acceptance::flows::{PASSPHRASE, titles};
use keyturn_acceptance::{Setup, Walk};
use serde_json::{Value, json};

/// Everything in the storage: for each store, its places and what stands there.
const DUMP: &str = "return new Promise((done, failed) => { indexedDB.open('keyturn').onsuccess = ({ target }) => { \
     const base = target.result, names = [...base.objectStoreNames], all = {}; \
     const look = base.transaction(names); look.onerror = failed; \
     for (const name of names) { const store = look.objectStore(name); \
       store.getAllKeys().onsuccess = (keys) => { store.getAll().onsuccess = (values) => { \
         all[name] = keys.target.result.map((key, at) => [key, values.target.result[at]]) } } } \
     look.oncomplete = () => { base.close(); done(all) } } })";

/// Puts all of it back, and nothing else.
const RESTORE: &str = "const all = arguments[0]; \
     return new Promise((done, failed) => { indexedDB.open('keyturn').onsuccess = ({ target }) => { \
     const base = target.result, write = base.transaction(Object.keys(all), 'readwrite'); write.onerror = failed; \
     for (const [name, pairs] of Object.entries(all)) { const store = write.objectStore(name); store.clear(); \
       for (const [key, value] of pairs) store.put(value, key) } \
     write.oncomplete = () => { base.close(); done() } } })";

/// The storage with one change.
fn changed(stored: &Value, change: impl FnOnce(&mut Value)) -> Value {
    let mut stored = stored.clone();
    change(&mut stored);
    stored
}

/// Puts `stored` in place and opens the panel.
async fn opens_with(walk: &Walk, stored: &Value) {
    walk.page.ask::<()>(RESTORE, std::slice::from_ref(stored)).await;
    walk.page.open("/").await;
}

/// The set of the list of keys, and the set of the one run.
fn sets(stored: &Value) -> (String, String) {
    let of = |kind: &str| {
        let sets = stored["sets"].as_array().expect("sets").iter();
        let found = sets.clone().find(|set| set[1].as_str().is_some_and(|text| text.contains(kind)));
        found.and_then(|set| set[0].as_str()).expect(kind).to_owned()
    };
    (of("\"kind\":\"inventory\""), of("\"kind\":\"run\""))
}

/// Changes the text of the record at this place of a set.
fn record(stored: &mut Value, set: &str, place: u64, change: impl Fn(&str) -> String) {
    let pairs = stored["records"].as_array_mut().expect("records");
    let pair = pairs.iter_mut().find(|pair| pair[0] == json!([set, place])).expect("a record");
    pair[1] = change(pair[1].as_str().expect("text")).into();
}

fn without(stored: &mut Value, store: &str, place: &Value) {
    stored[store].as_array_mut().expect("a store").retain(|pair| pair[0] != *place);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vault_that_cannot_be_read_whole_is_refused_kept_and_explained() {
    Setup::new("vault-refused")
        .run(async |walk| {
            walk.begin_in_vault().await;
            walk.page.press("Lock").await;
            walk.page.has("heading", "Unlock the vault").await;
            let whole: Value = walk.page.ask(DUMP, &[]).await;
            let (home, run) = sets(&whole);

            let newer = |text: &str| text.replace("\"version\":1", "\"version\":2");
            let later = |text: &str| text.replacen("\"at\":\"2", "\"at\":\"3", 1);
            for (words, stored) in [
                ("A stored record was changed", changed(&whole, |it| record(it, &home, 0, later))),
                (
                    "A stored record cannot be read",
                    changed(&whole, |it| record(it, &home, 0, |text| text[1..].into())),
                ),
                ("written by a newer Keyturn", changed(&whole, |it| record(it, &home, 0, newer))),
                ("written by a newer Keyturn", changed(&whole, |it| record(it, &run, 1, newer))),
                (
                    "The last records of a set are missing",
                    changed(&whole, |it| without(it, "records", &json!([home, 0]))),
                ),
                (
                    "The vault's list of keys is missing",
                    changed(&whole, |it| without(it, "sets", &json!(home))),
                ),
            ] {
                opens_with(walk, &stored).await;
                walk.try_passphrase(PASSPHRASE).await;
                walk.page.has("heading", "The vault cannot be opened").await;
                walk.reads(words).await;
                assert_eq!(walk.page.ask::<Value>(DUMP, &[]).await, stored, "{words}: something was written");
            }
            walk.look("refused").await;
            let (name, text) = walk.saved(async || walk.page.press("Save its sealed bytes").await).await;
            assert!(name.starts_with("keyturn-remains-"), "{name}");
            let remains: Value = serde_json::from_str(&text).expect("the remains are JSON");
            assert_eq!(remains["stored"], walk.page.ask::<Value>(DUMP, &[]).await);

            // Without its header nothing can be opened, and nobody is asked for a passphrase.
            opens_with(walk, &changed(&whole, |it| without(it, "vault", &json!("header")))).await;
            walk.page.has("heading", "The vault cannot be opened").await;
            walk.reads("The vault's header is missing").await;

            // Put back as it was, it opens, and the run stands where it stood.
            opens_with(walk, &whole).await;
            walk.unlock().await;
            walk.page.follow("Rotate the key of Payroll demo").await;
            walk.page.until_step("Provision", "waiting for you").await;
            assert_eq!(walk.vendors.count("POST", "product-api-key").await, 0);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_journal_is_kept_and_named_and_nothing_is_done_again() {
    Setup::new("vault-damaged-journal")
        .run(async |walk| {
            let keys = walk.begin_with_vault().await;
            walk.begin_rotation(titles::PAYROLL_DEMO).await;
            walk.provision(&keys.payroll_demo).await;
            walk.page.press("Lock").await;
            walk.page.has("heading", "Unlock the vault").await;
            let whole: Value = walk.page.ask(DUMP, &[]).await;
            let (_, run) = sets(&whole);
            let records = whole["records"].as_array().expect("records").iter();
            let last = records.filter(|pair| pair[0][0] == json!(run)).count() as u64 - 1;

            // Without its end the journal would say that no key was ever made.
            for (words, stored) in [
                (
                    "The last records of a set are missing",
                    changed(&whole, |it| without(it, "records", &json!([run, last]))),
                ),
                ("has a gap", changed(&whole, |it| without(it, "records", &json!([run, 1])))),
                (
                    "The key of a stored journal is missing",
                    changed(&whole, |it| without(it, "sets", &json!(run))),
                ),
            ] {
                opens_with(walk, &stored).await;
                walk.unlock().await;
                walk.page.has("heading", "Some of the vault cannot be read").await;
                walk.reads(words).await;
                walk.until_all_checked(8).await;
                walk.page.says_no_more("Unfinished runs").await;
                walk.page.press("Lock").await;
                walk.page.has("heading", "Unlock the vault").await;
                let after: Value = walk.page.ask(DUMP, &[]).await;
                let of_run = |all: &Value| {
                    let records = all["records"].as_array().expect("records").iter();
                    records.filter(|pair| pair[0][0] == json!(run)).cloned().collect::<Vec<_>>()
                };
                assert_eq!(of_run(&after), of_run(&stored), "{words}: what is left was not kept");
            }
            assert_eq!(walk.vendors.count("POST", "product-api-key").await, 1);

            // It goes only when somebody says why, and that is kept.
            walk.unlock().await;
            walk.page.unfold("Erase this journal").await;
            walk.page.press("Erase it").await;
            walk.page.says("Say why it is needed no more.").await;
            walk.look("erase").await;
            walk.page.paste("Why it is needed no more", "Both keys were probed").await;
            walk.page.press("Erase it").await;
            walk.page.has("dialog", "Erase the journal?").await;
            walk.page.press("Erase it for good").await;
            walk.page.says_no_more("Some of the vault cannot be read").await;
            walk.crash().await;
            walk.unlock().await;
            walk.until_all_checked(8).await;
            walk.page.says_no_more("Some of the vault cannot be read").await;
            walk.page.follow("Activity").await;
            walk.page.says("Both keys were probed").await;
        })
        .await;
}
