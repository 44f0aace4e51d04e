//! What a set is of. It stands in clear, and once more under the seal of the set's key.

use keyturn_vault::header::{Header, Master};
use keyturn_vault::passphrase::{Kdf, PassphraseKey};
use keyturn_vault::seal::DataKey;
use keyturn_vault::set::{Kind, SetHeader};
use uuid::Uuid;
use zeroize::Zeroizing;

fn master() -> Master {
    let with = PassphraseKey::from_bytes(Zeroizing::new([1; 32]));
    let key = DataKey::new(Zeroizing::new([3; 32]));
    Header::create(Uuid::from_u128(9), Kdf::new([2; 16]), &with, key, [4; 24]).1
}

const fn stored_set(kind: Kind) -> &'static str {
    match kind {
        Kind::Inventory => {
            r#"{"format":"keyturn-set","version":1,"vault":"00000000-0000-0000-0000-000000000009","id":"00000000-0000-0000-0000-000000000001","kind":"inventory","key":{"nonce":"BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUF","body":"JM7McAqhsBUSHVvT4u4QvhvJVThdq9wxY2y41dbbq4Np4IUQ4Pfo1uT51VXPI0pD"}}"#
        }
        Kind::Run => {
            r#"{"format":"keyturn-set","version":1,"vault":"00000000-0000-0000-0000-000000000009","id":"00000000-0000-0000-0000-000000000001","kind":"run","key":{"nonce":"BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUF","body":"JM7McAqhsBUSHVvT4u4QvhvJVThdq9wxY2y41dbbq4PnYSrlibRks+NGkozNuzdH"}}"#
        }
    }
}

#[test]
fn kinds_of_set() {
    for kind in [Kind::Inventory, Kind::Run] {
        let key = DataKey::new(Zeroizing::new([8; 32]));
        let header = SetHeader::create(&master(), Uuid::from_u128(1), kind, &key, [5; 24]);
        assert_eq!(header.write(), stored_set(kind));
        let again = SetHeader::read(stored_set(kind)).unwrap();
        assert_eq!(again.kind, kind);
        assert!(again.open(&master()).is_ok());
    }
    let other = stored_set(Kind::Run).replace("\"run\"", "\"heap\"");
    assert!(SetHeader::read(&other).is_err());
}
