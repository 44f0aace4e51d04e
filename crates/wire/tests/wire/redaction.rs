//! No key in any word that is shown.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

use crate::support::{PARTNER_KEY, QUICKSTREAM_KEY, fault, latest, latest_with, provision, vendor};

fn said(text: &str) -> String {
    let body = serde_json::json!({ "customerMessage": text }).to_string();
    fault(&latest(), vendor(401, body)).words.unwrap_or_default()
}

fn percent(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[test]
fn trap_15_and_38_the_calls_key_is_taken_out_in_every_form() {
    let basic = STANDARD.encode(format!("{QUICKSTREAM_KEY}:"));
    let bare = STANDARD.encode(QUICKSTREAM_KEY);
    let fragment = &QUICKSTREAM_KEY[30..45];
    for hidden in [
        QUICKSTREAM_KEY,
        &QUICKSTREAM_KEY.to_ascii_lowercase(),
        &QUICKSTREAM_KEY.to_ascii_uppercase(),
        &QUICKSTREAM_KEY.replace('_', "%5F"),
        &percent(QUICKSTREAM_KEY),
        &basic,
        &bare,
        &basic[..20],
        fragment,
    ] {
        assert_eq!(said(&format!("Key {hidden} is not valid")), "Key [redacted] is not valid");
        let twice = said(&format!("\"{hidden}\", Basic {hidden}."));
        assert_eq!(twice.matches("[redacted]").count(), 2, "{twice}");
    }
}

#[test]
fn a_key_with_odd_letters_is_taken_out_whole() {
    let key = "F_SEC_a,b;c\"d";
    let body = serde_json::json!({ "errors": { "detail": format!("no {key} here") } }).to_string();
    let words = fault(&latest_with(key), vendor(401, body)).words;
    assert_eq!(words.as_deref(), Some("no [redacted] here"));
}

#[test]
fn other_keys_of_either_vendor_are_taken_out_too() {
    for hidden in [
        "OTHER_SEC_abc",
        "OTHER_PUB_abc",
        "QUICKSTREAMDEMO_SEC",
        "superapiproduct_abc",
        "superapipartner_abc",
        "superapi_abc",
        "SUPERAPIPRODUCT_ABC",
        "x=superapiproduct_abc",
        "OTHER%5FSEC%5Fabc",
        &"Zm9v".repeat(12),
    ] {
        assert_eq!(said(&format!("see {hidden} there")), "see [redacted] there");
    }
}

#[test]
fn plain_words_stay() {
    for text in [
        "A product key starts with superapiproduct_ and is kept secret.",
        "See https://example.invalid/docs/api-keys/latest for more",
        "bffc9067-28ee-4381-a0f2-92fae25d9f83 has no key_section",
        "Ungültig — 無効",
    ] {
        assert_eq!(said(text), text);
    }
}

#[test]
fn a_key_is_not_smuggled_through_by_letters_that_do_not_show() {
    let cut: String = PARTNER_KEY.chars().flat_map(|c| [c, '\u{200b}']).collect();
    for text in [&cut, &PARTNER_KEY.replace('k', "\u{0}k"), &PARTNER_KEY.replace('k', "\u{202e}k")] {
        let body = serde_json::json!({ "errors": text }).to_string();
        assert_eq!(fault(&provision(), vendor(422, body)).words.as_deref(), Some("[redacted]"));
    }
}

#[test]
fn the_end_of_the_shown_text_leaves_no_half_of_a_key() {
    for before in 200..320 {
        let words = said(&format!("{} {QUICKSTREAM_KEY}", "x ".repeat(before / 2)));
        assert!(!words.contains("FACILITYCODE"), "{words}");
    }
}

#[test]
fn a_trace_code_is_redacted_as_well() {
    let body = serde_json::json!({ "traceCode": QUICKSTREAM_KEY }).to_string();
    assert_eq!(fault(&latest(), vendor(500, body)).trace.as_deref(), Some("[redacted]"));
}

#[test]
fn a_key_in_pieces_or_spelt_another_way_is_taken_out() {
    const PART: &str = "dhty6ar";
    let random = &QUICKSTREAM_KEY[17..];
    let in_pieces = |by: &str, size: usize| {
        random
            .as_bytes()
            .chunks(size)
            .map(|part| std::str::from_utf8(part).unwrap())
            .collect::<Vec<_>>()
            .join(by)
    };
    let spelt = |each: fn(u8) -> String| QUICKSTREAM_KEY.bytes().map(each).collect::<String>();
    for hidden in [
        in_pieces(" ", 7),
        in_pieces("\n", 4),
        in_pieces("\" + \"", 5),
        in_pieces("-", 6),
        in_pieces("<wbr>", 7),
        in_pieces(", ", 1),
        spelt(|byte| format!("{byte:02x} ")),
        spelt(|byte| format!("\\u{byte:04x}")),
        spelt(|byte| format!("&#{byte};")),
        spelt(|byte| format!("&#x{byte:X};")),
    ] {
        let words = said(&format!("Key {hidden} is not valid"));
        assert!(words.starts_with("Key ") && words.ends_with(" is not valid"), "{hidden}: {words}");
        let letters: String = words.chars().filter(char::is_ascii_alphanumeric).collect();
        assert!(!letters.contains(PART), "{hidden}: {words}");
        assert!(words.matches("[redacted]").count() > 0 && words.len() < 160, "{hidden}: {words}");
    }
}

#[test]
fn an_encoded_key_is_found_wherever_it_begins_and_in_either_alphabet() {
    let key = "F_SEC_a2~~??>>b3";
    for before in ["", "a", "ab", "user:"] {
        for encoded in
            [STANDARD.encode(format!("{before}{key}")), URL_SAFE_NO_PAD.encode(format!("{before}{key}"))]
        {
            let body = serde_json::json!({ "errors": format!("bad {encoded} here") }).to_string();
            let words = fault(&latest_with(key), vendor(401, body)).words;
            assert_eq!(words.as_deref(), Some("bad [redacted] here"), "{encoded}");
        }
    }
}

#[test]
fn nothing_of_a_success_is_quoted_because_it_may_hold_a_key_of_any_form() {
    let body = r#"{"message":"your key: aaa111","errors":["aaa111"],"traceCode":"aaa111"}"#;
    for call in [latest(), provision()] {
        let unusable = fault(&call, vendor(200, body));
        assert_eq!((unusable.words, unusable.trace), (None, None));
        let refused = fault(&call, vendor(422, body));
        assert!(refused.words.is_some_and(|words| words.contains("your key")));
    }
}
