//! What is stored of a key and of an orphan.

use keyturn_domain::history::Mark;
use keyturn_domain::inventory::{Fate, KeyId, KeyRecord, Life, Standing};
use keyturn_domain::key::KeyKind;
use keyturn_domain::moment::Expiry;
use keyturn_domain::product::Reality;
use keyturn_domain::vendor::Vendor;

use super::{AT, list_of_keys};

/// A key as it is stored, but for `field`, which has this `value`.
fn stored_key(field: &str, value: &str) -> String {
    let fields = [
        ("id", "1"),
        ("connection", r#""c""#),
        ("kind", "0"),
        ("vendor", "0"),
        ("secret", "null"),
        ("masked", r#""FAKE_SEC_…""#),
        ("fingerprint", r#""cbae89833aa4f885f00f7d1f77e2ad6ea8af87d6cd99c9c146a79ac60ecdd194""#),
        ("name", "null"),
        ("label", r#""L""#),
        ("notes", r#"["","",""]"#),
        ("facility", "null"),
        ("product", "null"),
        ("vendor_id", "null"),
        ("added", r#""2026-11-22T01:02:03Z""#),
        ("made", "null"),
        ("expiry", r#""unknown""#),
        ("checked", "null"),
        ("life", "0"),
        ("standing", "0"),
        ("should_use", "null"),
        ("predecessor", "null"),
        ("successor", "null"),
        ("history", "[]"),
        ("marks", "[]"),
        ("leak", "null"),
    ];
    assert!(fields.iter().any(|(name, _)| *name == field), "{field}");
    let of = |(name, default): &(&str, &str)| {
        let value = if *name == field { value } else { default };
        format!("\"{name}\":{value}")
    };
    format!("{{{}}}", fields.iter().map(of).collect::<Vec<_>>().join(","))
}

/// Each of `literals` is read, gives itself by `literal`, and is written again; `next`, which no variant has, is
/// refused.
fn each<const N: usize>(
    field: &str,
    literals: [&str; N],
    next: &str,
    literal: impl Fn(&KeyRecord) -> &'static str,
) {
    for stored in literals {
        let (inventory, _) = list_of_keys(&stored_key(field, stored), "", "").expect(stored);
        assert_eq!(literal(&inventory.keys()[0]), stored, "{field}");
    }
    assert!(
        list_of_keys(&stored_key(field, next), "", "").is_none(),
        "{field} {next}: its literal is missing"
    );
}

#[test]
fn kinds_of_key() {
    each("kind", ["0", "1", "2", "3", "4"], "5", |key| match key.kind {
        KeyKind::WestpacSecret => "0",
        KeyKind::WestpacPublishable => "1",
        KeyKind::SuperApiPartner => "2",
        KeyKind::SuperApiProduct => "3",
        KeyKind::Unrecognised => "4",
    });
}

#[test]
fn vendors() {
    each("vendor", ["0", "1", r#""payway""#, r#""paymentsplus""#], "2", |key| match key.vendor {
        Vendor::QuickStream => "0",
        Vendor::SuperApi => "1",
        Vendor::PayWay => r#""payway""#,
        Vendor::PaymentsPlus => r#""paymentsplus""#,
    });
    assert!(list_of_keys(&stored_key("vendor", r#""elsewhere""#), "", "").is_none());
}

#[test]
fn what_a_product_says_of_its_sandbox() {
    let product = |reality: &str| format!(r#"["00000000-0000-0000-0000-000000000008","Payroll",{reality}]"#);
    let literals = ["0", "1", "2"].map(product);
    each("product", literals.each_ref().map(String::as_str), &product("3"), |key| {
        match key.product.as_ref().unwrap().reality {
            Reality::Sandboxed => r#"["00000000-0000-0000-0000-000000000008","Payroll",0]"#,
            Reality::Live => r#"["00000000-0000-0000-0000-000000000008","Payroll",1]"#,
            Reality::Unknown => r#"["00000000-0000-0000-0000-000000000008","Payroll",2]"#,
        }
    });
}

#[test]
fn ends_of_a_key() {
    each("expiry", [r#"{"at":"2026-11-22T01:02:03Z"}"#, r#""unknown""#, r#""never""#], r#""soon""#, |key| {
        match key.expiry {
            Expiry::At(_) => r#"{"at":"2026-11-22T01:02:03Z"}"#,
            Expiry::Unknown => r#""unknown""#,
            Expiry::Never => r#""never""#,
        }
    });
}

#[test]
fn whether_a_key_is_alive() {
    each("life", ["0", "1", "2", "3"], "4", |key| match key.life {
        Life::NotChecked => "0",
        Life::Alive => "1",
        Life::Dead => "2",
        Life::NotKnown => "3",
    });
}

#[test]
fn a_keys_place_among_its_predecessors_and_successors() {
    each("standing", ["0", "1", "2", "3", "4"], "5", |key| match key.standing {
        Standing::Current => "0",
        Standing::Superseded => "1",
        Standing::Deactivated => "2",
        Standing::Unverified => "3",
        Standing::Spare => "4",
    });
}

#[test]
fn marks_of_a_history() {
    let literals = [
        r#"[["2026-11-22T01:02:03Z",0,null]]"#,
        r#"[["2026-11-22T01:02:03Z",1,null]]"#,
        r#"[["2026-11-22T01:02:03Z",2,null]]"#,
        r#"[["2026-11-22T01:02:03Z",3,null]]"#,
        r#"[["2026-11-22T01:02:03Z",4,null]]"#,
        r#"[["2026-11-22T01:02:03Z",5,null]]"#,
        r#"[["2026-11-22T01:02:03Z",5,2]]"#,
        r#"[["2026-11-22T01:02:03Z",6,null]]"#,
        r#"[["2026-11-22T01:02:03Z",7,null]]"#,
        r#"[["2026-11-22T01:02:03Z",8,null]]"#,
    ];
    each("marks", literals, r#"[["2026-11-22T01:02:03Z",9,null]]"#, |key| {
        let [marked] = key.marks.marks() else { unreachable!("one mark") };
        match marked.mark {
            Mark::Seen => r#"[["2026-11-22T01:02:03Z",0,null]]"#,
            Mark::Made => r#"[["2026-11-22T01:02:03Z",1,null]]"#,
            Mark::Alive => r#"[["2026-11-22T01:02:03Z",2,null]]"#,
            Mark::Dead => r#"[["2026-11-22T01:02:03Z",3,null]]"#,
            Mark::Current => r#"[["2026-11-22T01:02:03Z",4,null]]"#,
            Mark::Superseded(None) => r#"[["2026-11-22T01:02:03Z",5,null]]"#,
            Mark::Superseded(Some(_)) => r#"[["2026-11-22T01:02:03Z",5,2]]"#,
            Mark::Deactivated => r#"[["2026-11-22T01:02:03Z",6,null]]"#,
            Mark::Unverified => r#"[["2026-11-22T01:02:03Z",7,null]]"#,
            Mark::Leaked => r#"[["2026-11-22T01:02:03Z",8,null]]"#,
        }
    });
}

#[test]
fn what_became_of_an_orphan() {
    let resolved = |fate: &str| {
        format!(
            r#"{{"orphan":{{"connection":"c","product":"00000000-0000-0000-0000-000000000008","at":"{AT}"}},"fate":{fate},"reason":"r","at":"{AT}"}}"#
        )
    };
    for stored in [r#""removed""#, r#"{"found":3}"#, r#""never-made""#] {
        let (inventory, _) = list_of_keys("", &resolved(stored), "").expect(stored);
        let literal = match inventory.resolved()[0].fate {
            Fate::Removed => r#""removed""#,
            Fate::Found(KeyId(_)) => r#"{"found":3}"#,
            Fate::NeverMade => r#""never-made""#,
        };
        assert_eq!(literal, stored);
    }
    assert!(list_of_keys("", &resolved(r#""eaten""#), "").is_none());
}
