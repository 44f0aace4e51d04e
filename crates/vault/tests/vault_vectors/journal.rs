//! What stands in a journal: every entry is written to the byte, and every act comes back as it was.

use keyturn_domain::connection::{Connection, RootForm};
use keyturn_domain::product::DeactivateForm;
use keyturn_domain::run::machine::Machine;
use keyturn_domain::superapi::rotation::Rotation;
use keyturn_domain::vendor::{Environment, Vendor};
use keyturn_domain::westpac::rehearsal::Rehearsal;
use keyturn_domain::westpac::renewal::Renewal;
use keyturn_vault::act_codec::Journalled;
use keyturn_vault::entry::{Act, Began, Entry};
use keyturn_vault::error::VaultError;
use keyturn_vault::replay::parked_under;
use keyturn_vault::run_start::RunStart;
use keyturn_vault::secret_text::SecretText;
use keyturn_vault::snapshot;
use serde_json::Value;

use super::{refused, text, texts, vectors};

fn connection(id: &str) -> Connection {
    let superapi = id == "superapi";
    Connection {
        id: id.into(),
        vendor: if superapi { Vendor::SuperApi } else { Vendor::QuickStream },
        environment: if superapi { Environment::Live } else { Environment::Test },
        label: if superapi { "SuperAPI".into() } else { "Bank".into() },
        path: "/vendor/somewhere".into(),
        deactivate: if superapi { DeactivateForm::ByKeyId } else { DeactivateForm::ByProduct },
        request_log: false,
        root: RootForm::Slash,
    }
}

fn read(line: &str) -> Entry {
    let entry = Entry::read(line.as_bytes()).unwrap();
    assert_eq!(String::from_utf8_lossy(&entry.write()), line);
    entry
}

fn began(vectors: &Value) -> (Began, Connection) {
    let Entry::Began(began) = read(text(vectors, "began")) else { unreachable!("a beginning") };
    let today = connection(began.connection());
    let reached = began.reached(&today).unwrap();
    assert_eq!(reached, today);
    (began, reached)
}

/// Every act of a machine, as its entry says and as the machine writes it.
fn acts<M: Machine + Journalled>(vectors: &Value) {
    for line in texts(vectors, "acts") {
        let Entry::Acted { act } = read(line) else { unreachable!("an act") };
        let reply_key = match &act {
            Act::Provision { reply_key: Some(key), .. } => Some(SecretText::of(&key.secret())),
            _ => None,
        };
        let asked = parked_under(&act).map(|(once, key)| (once.to_string(), key.to_header().to_string()));
        assert_eq!(asked.is_some(), reply_key.is_some(), "{line}");
        assert!(asked.is_none_or(|(once, key)| line.contains(&once) && line.contains(&key)));
        let again = Entry::Acted { act: M::encode_act(&M::decode_act(act).unwrap(), reply_key) };
        assert_eq!(String::from_utf8_lossy(&again.write()), line);
    }
}

#[test]
fn a_rotation_is_written_to_the_byte() {
    let vectors = vectors("entries.json");
    for name in ["rotation", "replacement"] {
        let (began, connection) = began(&vectors[name]);
        // EXPOSE: the key is a vector's.
        assert_eq!(began.key().unwrap().expose(), "superapiproduct_FAKEold");
        let Some(RunStart::Rotation(machine)) = began.begin(&connection) else { unreachable!("a rotation") };
        let again = Entry::Began(Began::rotation(machine.case(), &connection));
        assert_eq!(String::from_utf8_lossy(&again.write()), text(&vectors[name], "began"));
    }
    acts::<Rotation>(&vectors["rotation"]);
}

#[test]
fn a_renewal_is_written_to_the_byte() {
    let vectors = &vectors("entries.json")["renewal"];
    let (began, connection) = began(vectors);
    // EXPOSE: the key is a vector's.
    assert_eq!(began.key().unwrap().expose(), "FAKE_SEC_one");
    let Some(RunStart::Renewal(machine)) = began.begin(&connection) else { unreachable!("a renewal") };
    let again = Entry::Began(Began::renewal(machine.case(), &connection));
    assert_eq!(String::from_utf8_lossy(&again.write()), text(vectors, "began"));
    acts::<Renewal>(vectors);
}

#[test]
fn a_rehearsal_is_written_to_the_byte() {
    let vectors = &vectors("entries.json")["rehearsal"];
    let (began, connection) = began(vectors);
    assert!(began.key().is_none());
    assert!(matches!(began.begin(&connection), Some(RunStart::Rehearsal(_))));
    let again = Entry::Began(Began::rehearsal(&connection));
    assert_eq!(String::from_utf8_lossy(&again.write()), text(vectors, "began"));
    acts::<Rehearsal>(vectors);
}

#[test]
fn the_other_entries_are_written_to_the_byte_and_nonsense_is_refused() {
    let vectors = vectors("entries.json");
    for line in texts(&vectors, "others") {
        read(line);
    }
    for line in texts(&vectors, "refused") {
        assert_eq!(Entry::read(line.as_bytes()).err(), Some(VaultError::Malformed), "{line}");
    }
}

#[test]
fn the_list_of_keys_is_written_to_the_byte() {
    let vectors = vectors("kept.json");
    let (inventory, rest) = snapshot::decode(text(&vectors, "good").as_bytes()).ok().unwrap();
    assert_eq!(String::from_utf8_lossy(&snapshot::encode(&inventory, &rest)), text(&vectors, "good"));
    refused(&vectors, |vector| snapshot::decode(text(vector, "text").as_bytes()).err());
}

#[test]
fn no_machine_takes_the_acts_of_another() {
    let vectors = vectors("entries.json");
    let act = |machine: &str, place: usize| {
        let Entry::Acted { act } = read(texts(&vectors[machine], "acts")[place]) else {
            unreachable!("an act")
        };
        act
    };
    assert!(Rotation::decode_act(act("renewal", 1)).is_none());
    assert!(Renewal::decode_act(act("rotation", 1)).is_none());
    assert!(Rehearsal::decode_act(act("rotation", 1)).is_none());
}
