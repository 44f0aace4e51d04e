//! What the proxy says of itself.

use keyturn_domain::connection::RootForm;
use keyturn_domain::key::KeyKind;
use keyturn_domain::product::DeactivateForm;
use keyturn_domain::secret::Secret;
use keyturn_domain::vendor::{Environment, Vendor};
use keyturn_wire::config::{ConfigFault, SiteConfig, read_config, read_starter_keys};
use proptest::prelude::*;
use serde_json::{Value, json};

fn entry(id: &str, path: &str) -> Value {
    json!({
        "id": id, "vendor": "superapi", "environment": "live", "label": "SuperAPI", "path": path,
        "deactivate": "key-id", "requestLog": true, "root": "bare", "new": [1]
    })
}

fn with(change: impl FnOnce(&mut Value)) -> Result<SiteConfig, ConfigFault> {
    let mut config = json!({ "connections": [entry("superapi-live", "/vendor/superapi-live")], "sandbox": null, "new": 1 });
    change(&mut config);
    read_config(config.to_string().as_bytes())
}

#[test]
fn a_whole_file_is_read() {
    let config = with(|config| {
        config["sandbox"] = json!({ "control": "/sandbox/", "keys": "/sandbox/keys", "new": true });
        config["connections"].as_array_mut().unwrap().push(json!({
            "path": "/vendor/qs", "id": "qs", "environment": "sandbox", "vendor": "quickstream", "label": " "
        }));
    })
    .unwrap();
    let [first, second] = &config.connections[..] else { unreachable!("two connections") };
    assert_eq!((first.vendor, first.environment), (Vendor::SuperApi, Environment::Live));
    assert_eq!((first.deactivate, first.request_log), (DeactivateForm::ByKeyId, true));
    assert_eq!((first.root, second.root), (RootForm::Bare, RootForm::Slash));
    assert_eq!((second.vendor, second.environment), (Vendor::QuickStream, Environment::Sandbox));
    assert_eq!((second.deactivate, second.request_log), (DeactivateForm::ByProduct, false));
    assert_eq!((second.label.as_str(), second.path.as_str()), ("qs", "/vendor/qs"));
    let sandbox = config.sandbox.unwrap();
    assert_eq!((sandbox.control.as_str(), sandbox.keys.as_str()), ("/sandbox/", "/sandbox/keys"));
}

#[test]
fn replies_are_parked_only_where_the_proxy_says_so() {
    assert!(!with(|_| ()).unwrap().parked_replies);
    for (told, read) in
        [(json!(true), true), (json!(false), false), (json!(null), false), (json!("true"), false)]
    {
        assert_eq!(with(|config| config["parkedReplies"] = told).unwrap().parked_replies, read);
    }
}

#[test]
fn each_unusable_member_is_named() {
    let refused = |member: &str, value: Value| {
        let fault = with(|config| config["connections"][0][member] = value.clone()).unwrap_err();
        assert!(
            matches!(&fault, ConfigFault::Member { entry: Some(1), member: named, .. } if *named == member),
            "{value}"
        );
        assert!(fault.words().happened.contains(member));
        assert!(fault.words().owner.contains("proxy"));
    };
    for value in [json!(null), json!(""), json!("A"), json!("a/b"), json!("a_b"), json!(7)] {
        refused("id", value);
    }
    refused("vendor", json!("other"));
    refused("environment", json!("production"));
    refused("deactivate", json!("both"));
    refused("deactivate", json!(true));
    refused("root", json!("both"));
    refused("root", json!(1));
    for value in [
        "",
        "vendor/x",
        "//evil.example",
        "/vendor/x/",
        "/\\evil.example",
        "/vendor//x",
        "/vendor/../x",
        "/vendor/./x",
        "/a@b",
        "/a:b",
        "/a%2fb",
        "/a?b",
        "/a#b",
        "/a b",
        "/a\tb",
        "/a\nb",
        "/a\u{0}b",
        "https://evil.example/x",
        "/ä",
    ] {
        refused("path", json!(value));
    }
}

#[test]
fn the_file_as_a_whole_must_make_sense() {
    for text in ["", "null", "[]", "{}", "<html>", r#"{"connections":{}}"#, "\u{0}\u{1}"] {
        assert_eq!(read_config(text.as_bytes()), Err(ConfigFault::NotJson), "{text}");
    }
    assert_eq!(with(|config| config["connections"] = json!([])), Err(ConfigFault::NoConnections));
    let twice = json!([entry("a", "/vendor/a"), entry("a", "/vendor/b")]);
    assert!(matches!(
        with(|config| config["connections"] = twice),
        Err(ConfigFault::Member { entry: Some(2), member: "id", .. })
    ));
    for links in [json!({}), json!(7), json!({ "control": "/sandbox/", "keys": "//evil.example" })] {
        assert!(matches!(
            with(|config| config["sandbox"] = links),
            Err(ConfigFault::Member { entry: None, .. })
        ));
    }
    assert!(ConfigFault::Missing(Some(404)).words().happened.contains("404"));
}

#[test]
fn starter_keys_are_read_by_their_text() {
    let text = r#"[{"connection":"qs","kind":"anything","text":"F_SEC_fake","what":"Nine days left."},
        {"connection":"sa","text":"superapipartner_fake"}]"#;
    let keys = read_starter_keys(text.as_bytes()).ok().unwrap();
    assert_eq!(keys[0].kind, KeyKind::WestpacSecret);
    assert!(keys[0].text.same_as(&Secret::new("F_SEC_fake")));
    assert_eq!((keys[0].connection.as_str(), keys[0].what.as_str()), ("qs", "Nine days left."));
    assert_eq!((keys[1].kind, keys[1].what.as_str()), (KeyKind::SuperApiPartner, ""));
    for text in [
        "",
        "{}",
        "[7]",
        r#"[{"connection":"qs"}]"#,
        r#"[{"text":"F_SEC_a"}]"#,
        r#"[{"connection":"qs","text":"a b"}]"#,
    ] {
        assert!(read_starter_keys(text.as_bytes()).is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn no_accepted_path_leaves_the_origin(path in r"[/\\.@:%?#a-z~_ \t\n\x00\u{2f}\u{ff0f}-]{1,12}", rest in r"[a-z/.]{0,6}") {
        for path in [path.clone(), format!("/{path}"), format!("/{rest}{path}"), format!("/a{rest}")] {
            let Ok(config) = with(|config| config["connections"][0]["path"] = json!(path)) else { continue };
            let page = url::Url::parse("https://keys.example:8443/app/page?x#y").unwrap();
            for row in keyturn_wire::routes::rows() {
                let ids = vec![uuid::Uuid::nil(); row.path.iter().filter(|s| matches!(s, keyturn_wire::routes::Segment::Uuid(_))).count()];
                let asked = config.connections[0].path.clone() + &row.path_for(&ids).unwrap();
                let resolved = page.join(&asked).unwrap();
                prop_assert_eq!(resolved.origin(), page.origin());
                prop_assert_eq!(resolved.path(), asked);
                prop_assert_eq!((resolved.query(), resolved.fragment()), (None, None));
            }
        }
    }

    #[test]
    fn no_bytes_make_the_readers_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = read_config(&bytes);
        let _ = read_starter_keys(&bytes);
    }
}
