//! What holds for any reply whatever.

use keyturn_domain::call::Call;
use keyturn_domain::fault::Cause;
use keyturn_domain::run::machine::Reply;
use keyturn_wire::response::read;
use proptest::prelude::*;
use serde_json::{Map, Value};

use crate::support::{
    PARTNER_KEY, PRODUCT, PRODUCT_KEY, QUICKSTREAM_KEY, changes, every_call, fault_in, latest, product,
    provision, reply, vendor,
};

fn headers() -> impl Strategy<Value = Vec<(&'static str, &'static str)>> {
    let mark = prop_oneof![Just("vendor"), Just("gateway"), Just("other")];
    let kind = prop_oneof![Just("application/json"), Just("text/html"), Just("")];
    let wait =
        prop_oneof![Just("5"), Just("Tue, 01 Jan 2030 17:48:40 GMT"), Just("\u{7f}"), Just("99999999999")];
    (mark, kind, wait).prop_map(|(mark, kind, wait)| {
        vec![("x-keyturn-answer", mark), ("content-type", kind), ("retry-after", wait)]
    })
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        Just(Value::from(QUICKSTREAM_KEY)),
        Just(Value::from(PARTNER_KEY)),
        Just(Value::from(PRODUCT_KEY)),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let name = prop_oneof![
            Just("data".to_owned()),
            Just("errors".to_owned()),
            Just("message".to_owned()),
            Just("messages".to_owned()),
            Just("customerMessage".to_owned()),
            Just("key".to_owned()),
            Just("api_key".to_owned()),
            Just("id".to_owned()),
            Just(QUICKSTREAM_KEY.to_owned()),
            "[a-z]{1,8}",
        ];
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::vec((name, inner), 0..4).prop_map(|members| Map::from_iter(members).into()),
        ]
    })
}

/// Nothing of a key's random part, and nothing that only a key's text has.
fn shows_a_key(text: &str) -> bool {
    [QUICKSTREAM_KEY, PARTNER_KEY, PRODUCT_KEY].iter().any(|key| {
        key.as_bytes()[17..].windows(8).any(|part| text.contains(std::str::from_utf8(part).unwrap()))
    })
}

proptest! {
    #[test]
    fn arbitrary_replies_never_panic(
        status in any::<u16>(), headers in headers(), body in proptest::collection::vec(any::<u8>(), 0..300),
    ) {
        for call in every_call() {
            let (_, words) = read(&call, Ok(reply(status, &headers, &body)));
            prop_assert!(words.len() < 100);
        }
    }

    #[test]
    fn no_key_stands_in_any_word(status in 100..600u16, headers in headers(), body in value(), noise in ".{0,20}") {
        let json = body.to_string();
        for call in every_call() {
            for text in [json.clone(), format!("{noise}{json}"), format!("<title>{json}</title>")] {
                let (answer, words) = read(&call, Ok(reply(status, &headers, text)));
                prop_assert!(!shows_a_key(&words));
                if let Some(fault) = fault_in(&answer) {
                    prop_assert!(!shows_a_key(&format!("{fault:?}")), "{fault:?}");
                }
            }
        }
    }

    #[test]
    fn only_a_marked_401_rejects_a_key_and_a_403_where_the_contract_says_so(
        status in prop_oneof![any::<u16>(), 400..404u16], headers in headers(), body in value()) {
        for call in every_call() {
            let (answer, _) = read(&call, Ok(reply(status, &headers, body.to_string())));
            let rejected = fault_in(&answer).is_some_and(|fault| fault.cause == Cause::KeyRejected);
            prop_assert_eq!(rejected, headers[0].1 == "vendor"
                && (status == 401 || (status == 403 && matches!(call, Call::Product(_)))));
        }
    }

    #[test]
    fn an_answer_that_is_lost_is_never_certain(status in 500..600u16, headers in headers(), body in value()) {
        for call in every_call().iter().filter(|call| changes(call)) {
            let (answer, _) = read(call, Ok(reply(status, &headers, body.to_string())));
            let fault = fault_in(&answer).unwrap();
            prop_assert_eq!(fault.acted, keyturn_domain::fault::Acted::Maybe);
        }
    }

    /// Only the proxy's own word that nothing left makes a DELETE one that did nothing.
    #[test]
    fn no_answer_to_a_delete_says_what_it_did(
        status in prop_oneof![any::<u16>(), 200..600u16], headers in headers(), body in value(),
    ) {
        for call in every_call().iter().filter(|call| matches!(call, Call::Deactivate { .. })) {
            let (answer, _) = read(call, Ok(reply(status, &headers, body.to_string())));
            if let Some(fault) = fault_in(&answer) {
                prop_assert_eq!(fault.acted, keyturn_domain::fault::Acted::Maybe, "{}", status);
            }
            let refused = r#"{"error":{"code":"connect_failed","sent":"no"}}"#;
            let (answer, _) = read(call, Ok(reply(status, &[("x-keyturn-answer", "gateway")], refused)));
            prop_assert_eq!(fault_in(&answer).unwrap().acted, keyturn_domain::fault::Acted::No);
        }
    }

    #[test]
    fn unknown_members_and_their_order_change_nothing(
        extra in proptest::collection::vec(("x[a-z]{1,6}", value()), 0..5), first in any::<bool>(),
    ) {
        let around = |known: &str| {
            let extra: Vec<String> =
                extra.iter().map(|(name, value)| format!("{}:{value}", Value::from(name.as_str()))).collect();
            let known = vec![known.to_owned()];
            let all = if first { [extra, known].concat() } else { [known, extra].concat() };
            format!("{{{}}}", all.join(","))
        };
        let key = around(&format!(r#""key":"{QUICKSTREAM_KEY}""#));
        prop_assert_eq!(read(&latest(), vendor(200, key)).1, "200 the same key");
        let data = around(&format!(r#""id":"{PRODUCT}","sandboxed":true"#));
        match read(&product(), vendor(200, around(&format!(r#""data":{data}"#)))).0 {
            Reply::Product(answer) => prop_assert_eq!(answer.unwrap().id, PRODUCT),
            _ => unreachable!("a product was asked for"),
        }
        let data = around(&format!(r#""api_key":"{PRODUCT_KEY}""#));
        let minted = read(&provision(), vendor(201, around(&format!(r#""data":{data}"#)))).0;
        prop_assert!(matches!(minted, Reply::Minted(Ok(_))));
    }
}
