//! Sealed forms: what opens is what was sealed, whatever else it is written like.

use keyturn_domain::inventory::Inventory;
use keyturn_vault::export::Export;
use keyturn_vault::header::{Header, Master};
use keyturn_vault::load::StoredSet;
use keyturn_vault::parked::{ReplyKey, park, unpark};
use keyturn_vault::passphrase::{Kdf, PassphraseKey};
use keyturn_vault::record::Tip;
use keyturn_vault::seal::DataKey;
use keyturn_vault::set::{Kind, SetHeader};
use keyturn_vault::snapshot::{self, Bookkeeping};
use keyturn_wire::http::Reply;
use uuid::Uuid;
use zeroize::Zeroizing;

const VAULT: Uuid = Uuid::from_u128(1);
const SET: Uuid = Uuid::from_u128(2);
const ONCE: Uuid = Uuid::from_u128(3);
const BODIES: [&[u8]; 3] = [b"one", b"two", b"three"];

fn key(byte: u8) -> DataKey {
    DataKey::new(Zeroizing::new([byte; 32]))
}

fn vault() -> (Header, Master, PassphraseKey) {
    let with = PassphraseKey::from_bytes(Zeroizing::new([4; 32]));
    let (header, master) = Header::create(VAULT, Kdf::new([5; 16]), &with, key(6), [7; 24]);
    (header, master, with)
}

/// A vault's header.
pub(super) fn header(data: &[u8]) -> bool {
    let Ok(text) = str::from_utf8(data) else { return false };
    let Ok(header) = Header::read(text) else { return false };
    assert!(header.kdf.bearable().is_ok(), "a cost out of bounds was taken");
    assert_eq!(Header::read(&header.write()).as_ref(), Ok(&header));
    let (original, _, with) = vault();
    let opens = header.open(&with).is_ok();
    assert!(!opens || header == original, "a changed header opens");
    opens
}

/// A set's header.
pub(super) fn set(data: &[u8]) -> bool {
    let Ok(text) = str::from_utf8(data) else { return false };
    let Ok(header) = SetHeader::read(text) else { return false };
    assert_eq!(SetHeader::read(&header.write()).as_ref(), Ok(&header));
    let (_, master, _) = vault();
    let opens = header.open(&master).is_ok();
    assert!(
        !opens || header == SetHeader::create(&master, SET, Kind::Run, &key(8), [9; 24]),
        "a changed set opens"
    );
    opens
}

fn records() -> Vec<String> {
    let mut tip = Tip::start(VAULT, SET);
    let at = || "2026-11-22T00:00:00.000Z".to_owned();
    (0_u8..)
        .zip(BODIES)
        .filter_map(|(nonce, body)| tip.append(&key(8), 1, at(), [nonce; 24], body).ok())
        .collect()
}

/// The first record of a set.
pub(super) fn record(data: &[u8]) -> bool {
    let Ok(text) = str::from_utf8(data) else { return false };
    let (mut tip, mut original) = (Tip::start(VAULT, SET), Tip::start(VAULT, SET));
    let before = tip;
    match tip.follow(&key(8), text) {
        Ok(read) => {
            assert!(original.follow(&key(8), &records()[0]).is_ok_and(|sealed| sealed == read));
            true
        }
        Err(_) => {
            assert_eq!(tip, before, "a refused record moved the tip");
            false
        }
    }
}

/// Records of one set, dropped, repeated and in another order, each byte being the place of one of them.
pub(super) fn chain(data: &[u8]) -> bool {
    let records = records();
    let mut tip = Tip::start(VAULT, SET);
    let mut due = 0;
    for place in data {
        let place = usize::from(*place) % records.len();
        match tip.follow(&key(8), &records[place]) {
            Ok((_, body)) => {
                assert!(
                    place == due && body.as_slice() == BODIES[due],
                    "record {place} was taken as record {due}"
                );
                due += 1;
            }
            Err(_) => assert_ne!(place, due, "the record whose turn it was is refused"),
        }
    }
    due == records.len()
}

/// A parked reply.
pub(super) fn parked(data: &[u8]) -> bool {
    let Ok(text) = str::from_utf8(data) else { return false };
    let key = ReplyKey::new(Zeroizing::new([8; 32]));
    let headers = vec![("x-keyturn-answer".to_owned(), "vendor".to_owned())];
    let original = Reply { status: 201, headers, body: Zeroizing::new(b"{}\n".to_vec()) };
    assert!(
        unpark(&key, ONCE, &park(&key, ONCE, [9; 24], &original)).is_ok(),
        "what was parked does not open"
    );
    let Ok(reply) = unpark(&key, ONCE, text) else { return false };
    assert!(
        reply.status == original.status && reply.headers == original.headers && reply.body == original.body
    );
    true
}

/// A set's mark.
pub(super) fn mark(data: &[u8]) -> bool {
    let Ok(text) = str::from_utf8(data) else { return false };
    let mut tip = Tip::start(VAULT, SET);
    let mut ends = Vec::new();
    for record in records() {
        assert!(tip.follow(&key(8), &record).is_ok(), "a good record is refused");
        ends.push(tip.ends_at(&key(8), Some(text)).is_ok());
    }
    assert!(!ends[0] && !ends[1], "the mark of three records is taken for that of fewer");
    ends[2]
}

/// A whole vault with nothing but its list of keys, for another browser.
fn packed(master: &Master, header: Header) -> Export {
    let mut tip = Tip::start(VAULT, SET);
    let body = snapshot::encode(&Inventory::default(), &Bookkeeping::default());
    let record = tip.append(&key(8), 1, "2026-11-22T00:00:00.000Z".to_owned(), [0; 24], &body);
    let set = StoredSet {
        id: SET,
        header: SetHeader::create(master, SET, Kind::Inventory, &key(8), [9; 24]).write(),
        records: record.into_iter().collect(),
        mark: Some(tip.mark(&key(8), [1; 24])),
    };
    let made = (ONCE, "2026-11-22T00:00:00Z".to_owned());
    Export::pack(master, header, made, vec![set], [2; 24])
}

/// A sealed export.
pub(super) fn export(data: &[u8]) -> bool {
    let Ok(text) = str::from_utf8(data) else { return false };
    let Ok(export) = Export::read(text) else { return false };
    assert!(export.header.kdf.bearable().is_ok(), "a cost out of bounds was taken");
    assert_eq!(Export::read(&export.write()).as_ref(), Ok(&export));
    let (_, master, _) = vault();
    // The header is under a seal of its own, and may be another one: the file may have its own passphrase.
    let same = export == packed(&master, export.header.clone());
    let opens = export.unpack(&master).is_ok();
    assert!(!opens || same, "a changed export opens");
    opens
}
