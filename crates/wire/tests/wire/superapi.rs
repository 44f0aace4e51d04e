//! SuperAPI's replies: the samples that a client must accept, and what it must refuse.

use keyturn_domain::call::{Deactivation, Minted};
use keyturn_domain::fault::{Acted, Cause};
use keyturn_domain::product::{Product, Reality};
use keyturn_domain::run::machine::Reply;
use keyturn_domain::secret::Secret;
use keyturn_wire::response::read;
use uuid::{Uuid, uuid};

use crate::support::{PRODUCT, deactivate, fault, partner, product, products, provision, vendor};

const MINTED: &str = r#"{"data":{"api_key":"superapiproduct_yourkeyQvyaXOF"},"version":"v1"}"#;
const MINTED_WITH_ID: &str = r#"{"version":"v1","data":{"id":"2e6b4c5a-3336-4ce9-89d1-5137fda6379b","api_key":"superapi_yourkey","inserted_at":"2026-02-27T06:06:58"}}"#;
const PRODUCT_SAMPLE: &str = r#"{"data":{"id":"bffc9067-28ee-4381-a0f2-92fae25d9f83","name":"Your Product Name","slug":"your-product-name","target_origin":"example.com","webhook_url":"https://example.com/webhook","sandboxed":true},"version":"v1"}"#;
const CREATED_SAMPLE: &str = r#"{"data":{"id":"a4c00787-2a87-43b7-bd47-c7c8c04e2f93","name":"My App","slug":"my-app","target_origin":"http://localhost","webhook_url":"https://example.com/webhooks/superapi","webhook_signing_token":"REDACT-ME","bank_details_configuration":{"id":"80b81e0e-f142-43b3-9115-70674f0ff9c8","max_percentage_accounts":null,"max_fixed_accounts":null,"max_bank_accounts":3},"tfn_declarations_configuration":{"id":"bef7203c-baea-4ae6-b2a4-2a100e836582","allow_user_edits":true}},"version":"v1"}"#;

fn minted(status: u16, body: &str) -> Minted {
    match read(&provision(), vendor(status, body)) {
        (Reply::Minted(Ok(minted)), words) => {
            assert_eq!(words, format!("{status} a new key"));
            minted
        }
        _ => unreachable!("a minted key"),
    }
}

fn named(body: &str) -> Product {
    match read(&product(), vendor(200, body)).0 {
        Reply::Product(Ok(product)) => product,
        _ => unreachable!("a product"),
    }
}

#[test]
fn trap_25_the_key_is_taken_from_under_data_or_bare() {
    let is = |minted: Minted, text: &str, id: Option<Uuid>| {
        assert!(minted.key.same_as(&Secret::new(text)));
        assert_eq!(minted.id, id);
    };
    is(minted(200, MINTED), "superapiproduct_yourkeyQvyaXOF", None);
    is(minted(200, MINTED_WITH_ID), "superapi_yourkey", Some(uuid!("2e6b4c5a-3336-4ce9-89d1-5137fda6379b")));
    is(minted(201, r#"{"api_key":"superapiproduct_bare"}"#), "superapiproduct_bare", None);
    is(minted(201, r#"{"data":null,"api_key":"superapiproduct_bare"}"#), "superapiproduct_bare", None);
    is(minted(200, r#"{"data":{"id":"7","api_key":"superapiproduct_odd"}}"#), "superapiproduct_odd", None);
}

#[test]
fn trap_26_a_mint_takes_200_and_201_and_a_deactivation_any_body() {
    for status in [200, 201] {
        minted(status, MINTED);
    }
    for form in [Deactivation::ByProduct, Deactivation::ByKeyId(PRODUCT)] {
        for status in [200, 202, 204] {
            for body in ["", r#""""#, MINTED, "<html>", "{", "\u{0}"] {
                let (reply, words) = read(&deactivate(form), vendor(status, body));
                assert!(matches!(reply, Reply::Deactivated(Ok(()))), "{status} {body}");
                assert_eq!(words, format!("{status} accepted"));
            }
        }
    }
}

#[test]
fn trap_23_a_mint_without_a_usable_key_may_have_made_one() {
    for body in [
        "",
        "{}",
        "[]",
        "null",
        r#"{"data":{}}"#,
        r#"{"data":{"api_key":null}}"#,
        r#"{"data":{"api_key":""}}"#,
        r#"{"data":{"api_key":7}}"#,
        r#"{"data":{"api_key":"two words"}}"#,
        r#"{"data":{"api_key":"superapipartner_x"}}"#,
        r#"{"data":{"api_key":"superapiproduct_cut"#,
    ] {
        let fault = fault(&provision(), vendor(200, body));
        assert_eq!((fault.cause, fault.acted, fault.words), (Cause::Unusable, Acted::Maybe, None), "{body}");
    }
}

#[test]
fn products_are_read_with_and_without_their_flag() {
    let first = Product { id: PRODUCT, name: "Your Product Name".into(), reality: Reality::Sandboxed };
    assert_eq!(named(PRODUCT_SAMPLE), first);
    assert_eq!(named(&PRODUCT_SAMPLE.replace("true", "false")).reality, Reality::Live);
    for odd in ["null", r#""true""#, "1", "{}"] {
        assert_eq!(named(&PRODUCT_SAMPLE.replace("true", odd)).reality, Reality::Unknown, "{odd}");
    }
    let words = read(&product(), vendor(200, PRODUCT_SAMPLE)).1;
    assert_eq!(words, "200 product bffc9067-28ee-4381-a0f2-92fae25d9f83");
}

#[test]
fn a_product_needs_an_id_and_nothing_else() {
    let only_id = format!(r#"{{"data":{{"id":"{PRODUCT}"}}}}"#);
    assert_eq!(named(&only_id), Product { id: PRODUCT, name: String::new(), reality: Reality::Unknown });
    let mut ids = vec!["null".into(), "7".into(), r#""""#.into(), r#""../..""#.into()];
    ids.push(format!(r#""{}""#, PRODUCT.simple()));
    ids.push(format!(r#""{}""#, PRODUCT.urn()));
    ids.push(format!(r#""{PRODUCT}/""#));
    for id in ids {
        let fault = fault(&product(), vendor(200, format!(r#"{{"data":{{"id":{id},"name":"P"}}}}"#)));
        assert_eq!((fault.cause, fault.acted), (Cause::Unusable, Acted::No), "{id}");
    }
}

#[test]
fn trap_31_a_signing_token_is_never_kept() {
    let created = named(CREATED_SAMPLE);
    assert_eq!(created.name, "My App");
    assert_eq!(created.reality, Reality::Unknown);
    assert!(!format!("{created:?}").contains("REDACT-ME"));
    let refused = fault(&product(), vendor(422, CREATED_SAMPLE));
    assert!(!format!("{refused:?}").contains("REDACT-ME"));
}

#[test]
fn trap_35_the_printed_sample_is_no_document_and_is_not_taken_for_another_servers() {
    let printed = PRODUCT_SAMPLE.replace("},\"version\"", "}S,\"version\"");
    assert_ne!(printed, PRODUCT_SAMPLE);
    assert_eq!(fault(&product(), vendor(200, printed)).cause, Cause::Unusable);
}

#[test]
fn a_name_is_shown_as_it_is_but_for_what_cannot_be_seen() {
    let hostile = PRODUCT_SAMPLE.replace("Your Product Name", "<img src=x onerror=alert(1)>\\u202e\\u0007");
    assert_eq!(named(&hostile).name, "<img src=x onerror=alert(1)>");
    let long = PRODUCT_SAMPLE.replace("Your Product Name", &"x".repeat(9000));
    assert_eq!(named(&long).name.len(), 255);
}

#[test]
fn lists_and_partners() {
    let listed = |body: &str| match read(&products(), vendor(200, body)) {
        (Reply::Products(Ok(products)), words) => (products.len(), words),
        _ => unreachable!("a list"),
    };
    assert_eq!(listed(r#"{"data":[],"version":"v1"}"#), (0, "200 0 products".into()));
    let one = format!(r#"{{"data":[{{"id":"{PRODUCT}","name":"P"}}],"offset":0}}"#);
    assert_eq!(listed(&one), (1, "200 1 product".into()));
    assert_eq!(fault(&products(), vendor(200, r#"{"data":[{"name":"P"}]}"#)).cause, Cause::Unusable);
    assert_eq!(fault(&products(), vendor(200, r#"{"data":{}}"#)).cause, Cause::Unusable);

    let short =
        r#"{"data":{"id":"a334d4cf-5599-4615-9616-991823eabbfb","name":"PartnerName"},"version":"v1"}"#;
    let long = r#"{"data":{"id":"a334d4cf-5599-4615-9616-991823eabbfb","name":"PartnerName","slug":"partner","custom_theme":null,"sandboxed":false},"version":"v1"}"#;
    for body in [short, long] {
        match read(&partner(), vendor(200, body)).0 {
            Reply::Partner(Ok(partner)) => assert_eq!(partner.name, "PartnerName"),
            _ => unreachable!("a partner"),
        }
    }
    assert_eq!(fault(&partner(), vendor(200, r#"{"data":{}}"#)).cause, Cause::Unusable);
}

#[test]
fn trap_29_a_404_on_a_deactivation_is_no_success() {
    for form in [Deactivation::ByProduct, Deactivation::ByKeyId(PRODUCT)] {
        let gone = fault(&deactivate(form), vendor(404, ""));
        assert_eq!((gone.cause, gone.acted), (Cause::VendorRefused, Acted::Maybe));
        let no_such_form = fault(&deactivate(form), vendor(405, ""));
        assert_eq!((no_such_form.cause, no_such_form.acted), (Cause::VendorRefused, Acted::Maybe));
    }
    assert_eq!(fault(&provision(), vendor(404, "")).acted, Acted::No);
}

#[test]
fn a_products_name_can_be_typed_as_it_is_seen() {
    let name = |written: &str| named(&PRODUCT_SAMPLE.replace("Your Product Name", written)).name;
    assert_eq!(name("Pay  roll\\u00a0\\u2003live"), "Pay roll live");
    assert_eq!(name("\\u202eevil\\u202c Pay\\u2060roll\\u3164\\ufe0f"), "evil Payroll");
    assert_eq!(name("\\u3164\\u2800 \\u115f"), "");
}
