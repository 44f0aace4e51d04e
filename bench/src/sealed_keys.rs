//! A vault full of keys, as a sealed export that the panel takes in.

use std::sync::Arc;

use keyturn_domain::inventory::{Inventory, NewKey};
use keyturn_domain::moment::Moment;
use keyturn_domain::secret::Secret;
use keyturn_domain::vendor::Vendor;
use keyturn_vault::export::Export;
use keyturn_vault::header::Header;
use keyturn_vault::load::StoredSet;
use keyturn_vault::passphrase::Kdf;
use keyturn_vault::record::Tip;
use keyturn_vault::seal::DataKey;
use keyturn_vault::set::{Kind, SetHeader};
use keyturn_vault::snapshot::{self, Bookkeeping};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::Outcome;

/// Of the connections that the gateway's sandbox has.
const CONNECTION: &str = "quickstream-sandbox";
const AT: &str = "2026-11-28T00:00:00Z";

/// The export's text. Chance has no part in it: nobody's keys are in there.
pub(crate) fn export(passphrase: &str, keys: u32) -> Outcome<String> {
    let why = |fault| format!("the vault cannot be made: {fault:?}");
    let kdf = Kdf::new([2; 16]);
    let with = kdf.derive(passphrase).map_err(why)?;
    let random = |byte| DataKey::new(Zeroizing::new([byte; 32]));
    let (header, master) = Header::create(Uuid::from_u128(9), kdf, &with, random(3), [4; 24]);
    let (id, key) = (Uuid::from_u128(1), random(8));
    let mut tip = Tip::start(master.vault(), id);
    let body = snapshot::encode(&inventory(keys)?, &Bookkeeping::default());
    let record = tip.append(&key, 0, AT.into(), [1; 24], &body).map_err(why)?;
    let stored = StoredSet {
        id,
        header: SetHeader::create(&master, id, Kind::Inventory, &key, [5; 24]).write(),
        records: vec![record],
        mark: Some(tip.mark(&key, [6; 24])),
    };
    Ok(Export::pack(&master, header, (Uuid::from_u128(7), AT.into()), vec![stored], [9; 24]).write())
}

fn inventory(keys: u32) -> Outcome<Inventory> {
    let now: Moment = AT.parse()?;
    let mut inventory = Inventory::default();
    for number in 1..=keys {
        let key = NewKey {
            connection: CONNECTION.into(),
            vendor: Vendor::QuickStream,
            secret: Arc::new(Secret::new(&format!("FACIL{number}_SEC_bench{number:027}"))),
            label: format!("Facility {number}"),
        };
        let _ = inventory.add(key, now);
    }
    Ok(inventory)
}
