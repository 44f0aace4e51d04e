//! What is stored of how a run began.

use std::collections::BTreeSet;

use keyturn_domain::connection::{Connection, RootForm};
use keyturn_domain::product::DeactivateForm;
use keyturn_domain::superapi::rotation::Purpose;
use keyturn_domain::vendor::{Environment, Vendor};
use keyturn_vault::entry::{Began, Entry};
use keyturn_vault::run_start::RunStart;

use super::all_words;

fn connection(environment: Environment) -> Connection {
    Connection {
        id: "c".into(),
        vendor: Vendor::SuperApi,
        environment,
        label: "C".into(),
        path: "/vendor/c".into(),
        deactivate: DeactivateForm::ByProduct,
        request_log: false,
        root: RootForm::Slash,
    }
}

fn began(stored: &str) -> Began {
    let entry = Entry::read(stored.as_bytes()).expect(stored);
    assert_eq!(String::from_utf8_lossy(&entry.write()), stored);
    let Entry::Began(began) = entry else { unreachable!("a beginning") };
    began
}

fn rotation(environment: &str, deactivate: &str, purpose: &str) -> String {
    format!(
        r#"{{"entry":"began","machine":"rotation","connection":{{"id":"c","label":"C","environment":"{environment}","deactivate":"{deactivate}"}},"partner":"superapipartner_FAKE","old":"superapiproduct_FAKE","old_id":null,"product":"00000000-0000-0000-0000-000000000008","others":0,{purpose}}}"#
    )
}

#[test]
fn machines() {
    let start = |machine: &str, more: &str| {
        format!(
            r#"{{"entry":"began","machine":"{machine}","connection":{{"id":"c","label":"C","environment":"test","deactivate":"by-product"}}{more}}}"#
        )
    };
    let mut words = BTreeSet::new();
    for stored in [
        rotation("test", "by-product", r#""replace":false"#),
        start("renewal", r#","current":"FAKE_SEC_one","name":null,"expiry":null,"facility":null"#),
        start("rehearsal", ""),
    ] {
        let word = match began(&stored) {
            Began::Rotation { .. } => "rotation",
            Began::Renewal { .. } => "renewal",
            Began::Rehearsal { .. } => "rehearsal",
        };
        let machine = match began(&stored).begin(&connection(Environment::Test)).unwrap() {
            RunStart::Rotation(_) => "rotation",
            RunStart::Renewal(_) => "renewal",
            RunStart::Rehearsal(_) => "rehearsal",
        };
        assert_eq!(machine, word);
        assert!(stored.starts_with(&format!(r#"{{"entry":"began","machine":"{word}""#)), "{stored}");
        words.insert(word.to_owned());
    }
    assert_eq!(words, all_words::<Began>(r#"{"machine":"?"}"#), "a machine without its literal");
}

#[test]
fn purposes_of_a_rotation() {
    for stored in [r#""replace":false"#, r#""replace":true"#, r#""replace":false,"leak":true"#] {
        let connection = connection(Environment::Test);
        let began = began(&rotation("test", "by-product", stored));
        let Some(RunStart::Rotation(machine)) = began.begin(&connection) else { unreachable!("a rotation") };
        let literal = match machine.case().purpose {
            Purpose::Rotate => r#""replace":false"#,
            Purpose::Replace => r#""replace":true"#,
            Purpose::Leak => r#""replace":false,"leak":true"#,
        };
        assert_eq!(literal, stored);
        let again = Entry::Began(Began::rotation(machine.case(), &connection)).write();
        assert_eq!(String::from_utf8_lossy(&again), rotation("test", "by-product", stored));
    }
}

#[test]
fn environments() {
    let all = [Environment::Test, Environment::Live, Environment::Sandbox];
    for (stored, today) in ["test", "live", "sandbox"].into_iter().zip(all) {
        let began = began(&rotation(stored, "by-product", r#""replace":false"#));
        let literal = match began.reached(&connection(today)).expect(stored).environment {
            Environment::Test => "test",
            Environment::Live => "live",
            Environment::Sandbox => "sandbox",
        };
        assert_eq!(literal, stored);
    }
    assert!(Entry::read(rotation("staging", "by-product", r#""replace":false"#).as_bytes()).is_err());
}

#[test]
fn forms_of_delete() {
    for stored in ["by-product", "by-key-id"] {
        let began = began(&rotation("test", stored, r#""replace":false"#));
        let literal = match began.reached(&connection(Environment::Test)).unwrap().deactivate {
            DeactivateForm::ByProduct => "by-product",
            DeactivateForm::ByKeyId => "by-key-id",
        };
        assert_eq!(literal, stored);
    }
    assert!(Entry::read(rotation("test", "by-guess", r#""replace":false"#).as_bytes()).is_err());
}
