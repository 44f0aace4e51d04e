//! QuickStream's replies: the samples that a client must accept, and what it must refuse.

use std::sync::Arc;

use keyturn_domain::call::{Identity, Latest};
use keyturn_domain::fault::{Acted, Answer, Cause};
use keyturn_domain::key_name::KeyName;
use keyturn_domain::moment::{self, Expiry};
use keyturn_domain::run::machine::Reply;
use keyturn_domain::secret::Secret;
use keyturn_domain::vendor::Environment;
use keyturn_domain::westpac::renewal::Case;
use keyturn_domain::westpac::renewal::stage::{Compared, Run};
use keyturn_wire::response::read;

use crate::support::{QUICKSTREAM_KEY, fault, latest, latest_with, root, vendor};

const SAMPLE: &str = r#"{"keyName":"FACILITYCODE_SEC...zrikj5x","key":"FACILITYCODE_SEC_dcm89ugjh5jbcjq5pdymhgimdj7gwwd7dddhty6arjrjftv8hymz8zr","expiryDate":"2022-01-02T03:48:40+00:00"}"#;
const REORDERED: &str = r#"{"expiryDate":"2030-01-02T03:48:40+1000","key":"F_SEC_a2","links":[{"rel":"self","href":"https://example.invalid/x","requestMethod":"GET"}],"keyName":"F_SEC...a2","somethingNew":{"a":1}}"#;
const DEMO: &str = r#"{"links":[],"keyName":"QUICKSTREAMDEMO_SEC","key":"QUICKSTREAMDEMO_SEC","expiryDate":"2030-01-02T03:48:40Z"}"#;
const NULLS: &str = r#"{"links":null,"keyName":null,"key":"F_SEC_b3","expiryDate":null}"#;
const FRACTION: &str =
    r#"{"key":"F_SEC_b3","keyName":"F_SEC...b3","expiryDate":"2030-01-02T03:48:40.123+00:00"}"#;

fn asked(body: &str) -> Answer<Latest> {
    match read(&latest(), vendor(200, body)).0 {
        Reply::Latest(answer) => answer,
        _ => unreachable!("asked for the latest key"),
    }
}

fn is_key(answer: &Latest, text: &str) -> bool {
    answer.key.same_as(&Secret::new(text))
}

fn expires(text: &str) -> Expiry {
    Expiry::At(moment::read(text).unwrap())
}

#[test]
fn the_vendors_sample_is_the_same_key_with_a_past_date_and_a_name_of_its_own() {
    let sample = asked(SAMPLE).unwrap();
    assert!(is_key(&sample, QUICKSTREAM_KEY));
    assert_eq!(sample.name, KeyName::new("FACILITYCODE_SEC...zrikj5x"));
    assert_eq!(sample.expiry, expires("2022-01-02T03:48:40Z"));
}

#[test]
fn trap_14_new_members_and_another_order_change_nothing() {
    let reordered = asked(REORDERED).unwrap();
    assert!(is_key(&reordered, "F_SEC_a2"));
    assert_eq!(reordered.expiry, expires("2030-01-01T17:48:40Z"));
    assert_eq!(reordered.name, KeyName::new("F_SEC...a2"));
}

#[test]
fn trap_13_a_demo_key_of_two_segments_is_taken() {
    assert!(is_key(&asked(DEMO).unwrap(), "QUICKSTREAMDEMO_SEC"));
}

#[test]
fn trap_12_an_odd_date_costs_no_key() {
    assert_eq!(asked(FRACTION).unwrap().expiry, expires("2030-01-02T03:48:40.123Z"));
    let nulls = asked(NULLS).unwrap();
    assert!(is_key(&nulls, "F_SEC_b3"));
    assert_eq!((nulls.expiry, nulls.name), (Expiry::Unknown, None));
    for date in [r#""""#, r#""soon""#, "1893555000", "{}", "[]", "true", r#""9999999999-01-01T00:00:00Z""#] {
        let body = format!(r#"{{"key":"F_SEC_b3","expiryDate":{date}}}"#);
        assert_eq!(asked(&body).unwrap().expiry, Expiry::Unknown, "{date}");
    }
}

#[test]
fn trap_04_and_05_the_same_key_and_another_key_are_told_apart_without_judging_either() {
    let words = |body| read(&latest(), vendor(200, body)).1;
    assert_eq!(words(SAMPLE), "200 the same key");
    assert_eq!(words(REORDERED), "200 a newer key");
    let other_name = SAMPLE.replace("zrikj5x", "another").replace("2022", "2031");
    assert_eq!(words(&other_name), "200 the same key");
}

#[test]
fn a_reply_without_a_usable_key_is_unusable() {
    for key in [
        "null",
        r#""""#,
        r#"" ""#,
        "7",
        "[]",
        "{}",
        r#""F_SEC_a b""#,
        r#"" F_SEC_a2""#,
        r#""F_SEC_a2\n""#,
        r#""F_SEC_a\u0000b""#,
        r#""F_SEC_na\u00efve""#,
        r#""F_SEC_a:b""#,
        r#""superapiproduct_x""#,
    ] {
        let fault = fault(&latest(), vendor(200, format!(r#"{{"keyName":"F","key":{key}}}"#)));
        assert_eq!((fault.cause, fault.status, fault.words), (Cause::Unusable, Some(200), None), "{key}");
    }
    for body in ["{}", "[]", "null", "true", r#""F_SEC_a2""#, "", &SAMPLE[..80]] {
        assert_eq!(fault(&latest(), vendor(200, body)).cause, Cause::Unusable, "{body}");
    }
}

#[test]
fn trap_07_a_publishable_key_comes_through_so_that_the_renewal_can_refuse_it_by_name() {
    let handed = asked(r#"{"keyName":"F_PUB...a2","key":"F_PUB_a2"}"#).unwrap();
    let case = Case {
        vendor: keyturn_domain::vendor::Vendor::QuickStream,
        connection: "QuickStream".into(),
        environment: Environment::Test,
        current: Arc::new(Secret::new(QUICKSTREAM_KEY)),
        name: None,
        expiry: Expiry::Unknown,
        facility: None,
        known: None,
        next: Vec::new(),
    };
    let said = Identity { community: None, community_name: None, key_name: None };
    let now = moment::read("2026-11-22T00:00:00Z").unwrap();
    let Ok(run) = Run::begin(case) else { unreachable!("a secret key") };
    let Compared::Refused(refused) = run.identified(said).ok().unwrap().compare(handed, now) else {
        unreachable!("a publishable key is never followed")
    };
    assert!(
        refused
            .1
            .words(keyturn_domain::vendor::Vendor::QuickStream)
            .contains("publishable key where a secret key belongs")
    );
}

#[test]
fn letters_that_are_no_utf8_cost_no_key() {
    let mut body = br#"{"key":"F_SEC_b3","communityName":"Caf"#.to_vec();
    body.extend_from_slice(b"\xe9\"}");
    assert!(matches!(read(&latest(), vendor(200, body)).0, Reply::Latest(Ok(_))));
    let marked = ["\u{feff}", SAMPLE].concat();
    assert!(matches!(read(&latest(), vendor(200, marked)).0, Reply::Latest(Ok(_))));
}

#[test]
fn the_key_of_the_call_may_be_of_any_kind() {
    assert_eq!(read(&latest_with("F_SEC_b3"), vendor(200, NULLS)).1, "200 the same key");
}

#[test]
fn root_says_who_the_key_is() {
    let identity = |body: &str| match read(&root(), vendor(200, body)) {
        (Reply::Identity(Ok(identity)), words) => {
            assert_eq!(words, "200 accepted");
            identity
        }
        _ => unreachable!("a root reply"),
    };
    let whole = Identity {
        community: Some("X".into()),
        community_name: Some("Y".into()),
        key_name: KeyName::new("Z"),
    };
    assert_eq!(identity(r#"{"links":[],"communityCode":"X","communityName":"Y","keyName":"Z"}"#), whole);
    let templated = r#"{"new":[1],"keyName":"Z","links":[{"rel":"a","href":"/x{?y}"}],"communityName":"Y","communityCode":"X"}"#;
    assert_eq!(identity(templated), whole);
    assert_eq!(
        identity(r#"{"communityCode":"","communityName":null,"keyName":7}"#),
        Identity { community: None, community_name: None, key_name: None }
    );
}

#[test]
fn a_question_that_fails_has_changed_nothing() {
    for status in [200, 204, 302, 401, 404, 429, 500] {
        assert_eq!(fault(&latest(), vendor(status, "")).acted, Acted::No, "{status}");
    }
}

#[test]
fn a_key_name_hides_nothing_and_turns_nothing_around() {
    let body = r#"{"key":"F_SEC_b3","keyName":"F\u202e_SEC\u200b...\u2066b\ufeff3\udb40\udc41"}"#;
    let name = asked(body).unwrap().name;
    assert_eq!(name, KeyName::new("F_SEC...b3"));
    assert_eq!(asked(r#"{"key":"F_SEC_b3","keyName":"\u200b\u3164"}"#).unwrap().name, None);
}
