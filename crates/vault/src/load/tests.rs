use zeroize::Zeroizing;

use super::*;
use crate::header::Header;
use crate::passphrase::{Kdf, PassphraseKey};
use keyturn_domain::connection::{Connection, RootForm};
use keyturn_domain::product::DeactivateForm;
use keyturn_domain::vendor::{Environment, Vendor};

const AT: &str = "2026-11-22T00:00:00.000Z";
const HOME: Uuid = Uuid::from_u128(1);
const RUN: Uuid = Uuid::from_u128(2);

fn data_key(byte: u8) -> DataKey {
    DataKey::new(Zeroizing::new([byte; 32]))
}

fn master() -> Master {
    let with = PassphraseKey::from_bytes(Zeroizing::new([1; 32]));
    Header::create(Uuid::from_u128(9), Kdf::new([2; 16]), &with, data_key(3), [4; 24]).1
}

/// A set of these bodies.
fn set(id: Uuid, kind: Kind, bodies: &[Zeroizing<Vec<u8>>]) -> StoredSet {
    let (master, key) = (master(), data_key(id.as_bytes()[15]));
    let header = SetHeader::create(&master, id, kind, &key, [5; 24]).write();
    let mut tip = Tip::start(master.vault(), id);
    let records = bodies
        .iter()
        .zip(0..)
        .map(|(body, nonce)| tip.append(&key, 0, AT.into(), [nonce; 24], body).unwrap())
        .collect();
    StoredSet { id, header, records, mark: Some(tip.mark(&key, [99; 24])) }
}

fn connection() -> Connection {
    Connection {
        id: "c".into(),
        vendor: Vendor::QuickStream,
        environment: Environment::Sandbox,
        label: "C".into(),
        path: "/vendor/c".into(),
        deactivate: DeactivateForm::ByProduct,
        request_log: false,
        root: RootForm::Slash,
    }
}

fn home() -> StoredSet {
    set(HOME, Kind::Inventory, &[snapshot::encode(&Inventory::default(), &Bookkeeping::default())])
}

fn journal() -> StoredSet {
    let began = Entry::Began(Began::rehearsal(&connection()));
    let left = Entry::Acted { act: crate::entry::Act::Abandon { reason: "r".into() } };
    set(RUN, Kind::Run, &[began.write(), left.write()])
}

fn why(sets: &[StoredSet]) -> Option<VaultError> {
    read(&master(), sets).err()
}

/// The journal's own fault beside a good list of keys.
fn of_journal(journal: StoredSet) -> Vec<(Uuid, VaultError)> {
    read(&master(), &[home(), journal]).ok().unwrap().unreadable
}

#[test]
fn a_whole_vault_is_read_whole() {
    let contents = read(&master(), &[journal(), home()]).ok().unwrap();
    assert_eq!((contents.home, contents.runs.len(), contents.unreadable), ((HOME, 0), 1, vec![]));
    assert_eq!((contents.runs[0].set, contents.runs[0].entries.len()), (RUN, 1));
}

#[test]
fn nothing_opens_without_its_list_of_keys() {
    assert_eq!(why(&[]), Some(VaultError::NoList));
    assert_eq!(why(&[journal()]), Some(VaultError::NoList));
    let empty = StoredSet { records: vec![], mark: None, ..home() };
    assert_eq!(why(&[empty, journal()]), Some(VaultError::CutShort));
    let unmarked = StoredSet { mark: None, ..home() };
    assert_eq!(why(&[unmarked]), Some(VaultError::CutShort));
    let header = StoredSet { header: "{}".into(), ..home() };
    assert_eq!(why(&[header, journal()]), Some(VaultError::Malformed));
    let forged =
        StoredSet { records: vec![home().records[0].replace(AT, "2026-11-23T00:00:00.000Z")], ..home() };
    assert_eq!(why(&[forged, journal()]), Some(VaultError::Forged));
    assert_eq!(why(&[home(), home()]), Some(VaultError::Forged), "two lists");
}

#[test]
fn nothing_opens_beside_what_a_newer_version_wrote() {
    let newer = |text: &str| text.replace("\"version\":1", "\"version\":2");
    let of = |it: StoredSet| {
        let record = StoredSet { records: it.records.iter().map(|text| newer(text)).collect(), ..it.clone() };
        let header = StoredSet { header: newer(&it.header), ..it.clone() };
        let mark = StoredSet { mark: it.mark.as_deref().map(newer), ..it };
        [record, header, mark]
    };
    for changed in of(home()) {
        assert_eq!(why(&[changed, journal()]), Some(VaultError::NewerVersion));
    }
    for changed in of(journal()) {
        assert_eq!(why(&[home(), changed]), Some(VaultError::NewerVersion));
    }
}

#[test]
fn a_damaged_journal_is_named_and_the_rest_opens() {
    let whole = journal();
    let cut = StoredSet { records: whole.records[..1].to_vec(), ..whole.clone() };
    let gone = StoredSet { records: vec![], ..whole.clone() };
    let swapped = StoredSet { records: whole.records.iter().rev().cloned().collect(), ..whole.clone() };
    let again = StoredSet { records: [&whole.records[..], &whole.records[..1]].concat(), ..whole.clone() };
    let moved = StoredSet { id: Uuid::from_u128(7), ..whole.clone() };
    let nonsense = StoredSet { records: vec!["nonsense".into()], ..whole };
    for (journal, fault) in [
        (cut, VaultError::CutShort),
        (gone, VaultError::CutShort),
        (swapped, VaultError::OutOfOrder),
        (again, VaultError::OutOfOrder),
        (moved, VaultError::Forged),
        (nonsense, VaultError::Malformed),
    ] {
        let id = journal.id;
        assert_eq!(of_journal(journal), [(id, fault)]);
    }
}

#[test]
fn a_journal_that_never_began_is_told_from_one_that_lost_its_records() {
    let unbegun = StoredSet { records: vec![], mark: None, ..journal() };
    let contents = read(&master(), &[home(), unbegun]).ok().unwrap();
    assert_eq!((contents.unbegun, contents.unreadable), (vec![RUN], vec![]));
}

#[test]
fn a_run_was_handed_over_if_that_is_the_last_that_is_said_of_it() {
    let export = Uuid::from_u128(5);
    let (handed, taken) = (Entry::HandedOver { export }, Entry::TakenUp { export });
    let told = |entries: &[&Entry]| {
        let began = Entry::Began(Began::rehearsal(&connection()));
        let texts: Vec<_> = [&began].iter().chain(entries).map(|entry| entry.write()).collect();
        let mut contents = read(&master(), &[home(), set(RUN, Kind::Run, &texts)]).ok().unwrap();
        contents.runs.pop().unwrap().handed()
    };
    assert_eq!(told(&[]), None);
    assert_eq!(told(&[&handed]), Some(export));
    assert_eq!(told(&[&handed, &taken]), None);
}
