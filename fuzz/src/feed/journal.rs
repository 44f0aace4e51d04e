//! A whole journal under a good seal: it is sealed, read back and replayed, and no entry may bring that to a fall.

use keyturn_domain::connection::{Connection, RootForm};
use keyturn_domain::moment;
use keyturn_domain::product::DeactivateForm;
use keyturn_domain::vendor::{Environment, Vendor};
use keyturn_vault::act_codec::Journalled;
use keyturn_vault::entry::{Began, Entry};
use keyturn_vault::error::VaultError;
use keyturn_vault::record::{Clear, Tip};
use keyturn_vault::replay::Replay;
use keyturn_vault::run_start::RunStart;
use keyturn_vault::seal::DataKey;
use uuid::Uuid;
use zeroize::Zeroizing;

const VAULT: Uuid = Uuid::from_u128(1);
const SET: Uuid = Uuid::from_u128(2);

type Opened = (Clear, Zeroizing<Vec<u8>>);

/// One line for each entry: when it was written, a tab, the entry.
pub(super) fn replay(data: &[u8]) -> bool {
    let Some(mut records) = sealed(data).map(Vec::into_iter) else { return false };
    let Some(Ok(Entry::Began(began))) = records.next().map(|(_, body)| Entry::read(&body)) else {
        return false;
    };
    let connection = connection(&began);
    match began.begin(&connection) {
        Some(RunStart::Rotation(machine)) => run(machine, records, &connection).is_ok(),
        Some(RunStart::Renewal(machine)) => run(machine, records, &connection).is_ok(),
        Some(RunStart::Rehearsal(machine)) => run(machine, records, &connection).is_ok(),
        None => false,
    }
}

/// Seals the lines in a chain and opens them again.
fn sealed(data: &[u8]) -> Option<Vec<Opened>> {
    let key = DataKey::new(Zeroizing::new([8; 32]));
    let (mut writer, mut reader) = (Tip::start(VAULT, SET), Tip::start(VAULT, SET));
    let mut opened = Vec::new();
    for (line, nonce) in data.split(|byte| *byte == b'\n').zip((0..=u8::MAX).cycle()) {
        let tab = line.iter().position(|byte| *byte == b'\t')?;
        let at = str::from_utf8(&line[..tab]).ok()?.to_owned();
        let body = &line[tab + 1..];
        let text = writer.append(&key, 1, at.clone(), [nonce; 24], body).ok()?;
        let read = reader.follow(&key, &text);
        assert!(read.as_ref().is_ok_and(|(clear, same)| clear.at == at && same.as_slice() == body));
        opened.push(read.ok()?);
    }
    Some(opened)
}

fn connection(began: &Began) -> Connection {
    let vendor = match began {
        Began::Rotation { .. } => Vendor::SuperApi,
        Began::Renewal { .. } | Began::Rehearsal { .. } => Vendor::QuickStream,
    };
    Connection {
        id: began.connection().to_owned(),
        vendor,
        environment: Environment::Sandbox,
        label: "C".into(),
        path: String::new(),
        deactivate: DeactivateForm::ByProduct,
        request_log: false,
        root: RootForm::Slash,
    }
}

fn run<M: Journalled>(
    machine: M,
    records: impl Iterator<Item = Opened>,
    connection: &Connection,
) -> Result<(), VaultError> {
    let mut replay = Replay::of(machine);
    for (clear, body) in records {
        let at = moment::read(&clear.at).ok_or(VaultError::Malformed)?;
        replay = replay.take(Entry::read(&body)?, at, connection)?;
    }
    let resumed = replay.end();
    assert!(!resumed.machine.steps().is_empty());
    assert_eq!(
        resumed.machine.is_busy(),
        resumed.unanswered.is_some(),
        "a call is forgotten, or one is made up"
    );
    Ok(())
}
