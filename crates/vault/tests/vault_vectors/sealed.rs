//! From the passphrase to the records, the marks, the parked replies and the export.

use std::sync::LazyLock;

use keyturn_vault::error::VaultError;
use keyturn_vault::export::Export;
use keyturn_vault::header::{Header, Master};
use keyturn_vault::parked::{ReplyKey, park, unpark};
use keyturn_vault::passphrase::{Kdf, PassphraseKey};
use keyturn_vault::record::Tip;
use keyturn_vault::seal::DataKey;
use keyturn_vault::set::{Kind, SetHeader};
use keyturn_wire::http::Reply;
use serde_json::Value;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::{key, nonce, refused, text, texts, vectors};

fn kdf(value: &Value) -> Kdf {
    serde_json::from_value(value["kdf"].clone()).unwrap()
}

fn id(value: &Value, name: &str) -> Uuid {
    text(value, name).parse().unwrap()
}

#[test]
fn a_passphrase_gives_the_key_that_the_reference_implementation_gives() {
    let vectors = vectors("passphrase.json");
    for vector in vectors["derived"].as_array().unwrap() {
        let derived = kdf(vector).derive(text(vector, "passphrase")).ok().unwrap();
        assert_eq!(derived.bytes(), &*key(text(vector, "key")), "{vector}");
    }
    refused(&vectors, |vector| kdf(vector).derive("never derived").err());
    for borne in vectors["borne"].as_array().unwrap() {
        assert_eq!(serde_json::from_value::<Kdf>(borne.clone()).unwrap().bearable(), Ok(()), "{borne}");
    }
}

/// The header's vectors, and the passphrase's key, which costs too much to be derived for each.
static HEADER: LazyLock<(Value, Zeroizing<[u8; 32]>)> = LazyLock::new(|| {
    let vectors = vectors("header.json");
    let header = Header::read(text(&vectors, "good")).unwrap();
    let with = header.kdf.derive(text(&vectors, "passphrase")).ok().unwrap();
    (vectors, Zeroizing::new(*with.bytes()))
});

fn with() -> PassphraseKey {
    PassphraseKey::from_bytes(HEADER.1.clone())
}

fn master() -> Master {
    Header::read(text(&HEADER.0, "good")).unwrap().open(&with()).ok().unwrap()
}

#[test]
fn a_header_is_written_and_opened_to_the_byte() {
    let vectors = &HEADER.0;
    let header = Header::read(text(vectors, "good")).unwrap();
    let data = DataKey::new(key(text(vectors, "master")));
    let (again, made) =
        Header::create(id(vectors, "vault"), header.kdf.clone(), &with(), data, nonce(vectors));
    assert_eq!((again.write().as_str(), made.vault()), (text(vectors, "good"), id(vectors, "vault")));
    // The key that it holds is the one of the sets' vectors.
    assert!(SetHeader::read(text(&super::vectors("set.json"), "good")).unwrap().open(&master()).is_ok());
    refused(vectors, |vector| match Header::read(text(vector, "text")) {
        Ok(header) => header.open(&with()).err(),
        Err(fault) => Some(fault),
    });
}

#[test]
fn a_set_is_written_and_opened_to_the_byte() {
    let vectors = vectors("set.json");
    let data = || DataKey::new(key(text(&vectors, "data")));
    for (kind, name) in [(Kind::Run, "good"), (Kind::Inventory, "inventory")] {
        let again = SetHeader::create(&master(), id(&vectors, "set"), kind, &data(), nonce(&vectors));
        assert_eq!(again.write(), text(&vectors, name));
        assert!(SetHeader::read(text(&vectors, name)).unwrap().open(&master()).is_ok());
    }
    refused(&vectors, |vector| match SetHeader::read(text(vector, "text")) {
        Ok(header) => header.open(&master()).err(),
        Err(fault) => Some(fault),
    });
}

/// Reads records one after the other: how many were taken, where the chain then ends, and why it went no further.
fn follow(vectors: &Value, records: &[&str]) -> (usize, Tip, Option<VaultError>) {
    let data = DataKey::new(key(text(vectors, "data")));
    let mut tip = Tip::start(id(vectors, "vault"), id(vectors, "set"));
    for (place, record) in records.iter().enumerate() {
        match tip.follow(&data, record) {
            Ok((clear, body)) => {
                assert_eq!((clear.seq, tip.next), (place as u64, place as u64 + 1));
                assert_eq!(body.as_slice(), texts(vectors, "bodies")[place].as_bytes());
            }
            Err(fault) => return (place, tip, Some(fault)),
        }
    }
    (records.len(), tip, None)
}

#[test]
fn records_are_chained_to_the_byte() {
    let vectors = vectors("records.json");
    let (data, fence) = (DataKey::new(key(text(&vectors, "data"))), vectors["fence"].as_u64().unwrap());
    let mut tip = Tip::start(id(&vectors, "vault"), id(&vectors, "set"));
    for ((body, good), place) in texts(&vectors, "bodies").into_iter().zip(texts(&vectors, "good")).zip(0..) {
        let nonce = nonce(&vectors).map(|byte| byte + place);
        let record = tip.append(&data, fence, text(&vectors, "at").into(), nonce, body.as_bytes());
        assert_eq!(record.unwrap(), good);
    }
    let (taken, read, fault) = follow(&vectors, &texts(&vectors, "good"));
    assert_eq!((taken, read, fault), (3, tip, None));
    for vector in vectors["refused"].as_array().unwrap() {
        let (taken, _, fault) = follow(&vectors, &texts(vector, "texts"));
        let fault = fault.map(|fault| format!("{fault:?}"));
        assert_eq!(fault.as_deref(), vector["fault"].as_str(), "{}", vector["what"]);
        assert_eq!(Some(taken as u64), vector["taken"].as_u64(), "{}", vector["what"]);
    }
    let marks = &vectors["marks"];
    assert_eq!(tip.mark(&data, nonce(marks)), text(marks, "good"));
    assert_eq!(tip.ends_at(&data, Some(text(marks, "good"))), Ok(()));
    refused(marks, |vector| tip.ends_at(&data, Some(text(vector, "text"))).err());
}

#[test]
fn a_reply_is_parked_to_the_byte() {
    let vectors = vectors("parked.json");
    let key = ReplyKey::from_header(text(&vectors, "key")).ok().unwrap();
    let once = id(&vectors, "once");
    let reply = Reply {
        status: u16::try_from(vectors["status"].as_u64().unwrap()).unwrap(),
        headers: serde_json::from_value(vectors["headers"].clone()).unwrap(),
        body: Zeroizing::new(text(&vectors, "body").as_bytes().to_vec()),
    };
    assert_eq!(park(&key, once, nonce(&vectors), &reply), text(&vectors, "good"));
    let back = unpark(&key, once, text(&vectors, "good")).ok().unwrap();
    assert_eq!((back.status, back.headers, back.body), (reply.status, reply.headers, reply.body));
    refused(&vectors, |vector| unpark(&key, once, text(vector, "text")).err());
}

#[test]
fn an_export_is_packed_to_the_byte() {
    let vectors = vectors("export.json");
    let export = Export::read(text(&vectors, "good")).unwrap();
    assert_eq!(export.write(), text(&vectors, "good"));
    let (header, made) = (export.header.clone(), (export.id, export.at.clone()));
    assert_eq!((made.0, made.1.as_str()), (id(&vectors, "export"), text(&vectors, "at")));
    let (sets, contents) = export.unpack(&master()).ok().unwrap();
    let runs: Vec<String> = contents.runs.iter().map(|run| run.set.to_string()).collect();
    assert_eq!(
        (runs, contents.unreadable),
        (texts(&vectors, "runs").into_iter().map(str::to_owned).collect(), vec![])
    );
    let again = Export::pack(&master(), header, made, sets, nonce(&vectors));
    assert_eq!(again.write(), text(&vectors, "good"));
    refused(&vectors, |vector| match Export::read(text(vector, "text")) {
        Ok(export) => export.unpack(&master()).err(),
        Err(fault) => Some(fault),
    });
}
