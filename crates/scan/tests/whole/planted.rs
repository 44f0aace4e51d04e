//! Nothing that was planted is missed, whatever stands around it and wherever the text is cut.

use crate::feed::{Cut, redact, scan};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE};
use keyturn_scan::counts::Counts;
use keyturn_scan::finding::{Finding, Kind};
use keyturn_scan::fingerprint::{digest, salted_fingerprint};
use proptest::prelude::*;

#[derive(Clone, Debug)]
struct Planted {
    /// As it stands in the text.
    written: String,
    kind: Kind,
    /// A whole key.
    key: Option<String>,
    /// A name or mask.
    label: Option<String>,
}

fn percent(text: &str) -> String {
    text.bytes()
        .map(
            |byte| {
                if byte.is_ascii_alphanumeric() {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            },
        )
        .collect()
}

fn json_spelt(text: &str) -> String {
    text.bytes().map(|byte| format!("\\u{byte:04x}")).collect()
}

fn percent_spelt(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02x}")).collect()
}

const WAYS: usize = 17;

/// A key in one of the listed encodings.
fn written(key: &str, way: usize) -> String {
    let basic = || STANDARD.encode(format!("{key}:"));
    match way {
        0 => key.to_owned(),
        1 => format!("{{\"key\":\"{key}\"}}"),
        2 => format!("{{\\\"key\\\":\\\"{key}\\\",\\n"),
        3 => format!("?key=%22{}%22&x=1", percent(key)),
        4 => format!("Authorization: Basic {}", basic()),
        5 => format!("\"authorization\":\"basic {}\"", basic().replace('=', "\\u003d")),
        6 => format!("authorization=Basic%20{}", percent(&basic())),
        7 => STANDARD.encode(key),
        8 => STANDARD.encode(format!(":{key};")),
        9 => STANDARD_NO_PAD.encode(format!("{{\"key\":\"{key}\"}}")),
        10 => URL_SAFE.encode(format!(";;{key}??>>")),
        11 => format!("x-api-key: {key}"),
        12 => format!("\\\"X-Api-Key\\\": \\\"{key}\\\""),
        13 => json_spelt(key),
        14 => percent_spelt(key),
        15 => format!("%2522{key}%2522"),
        _ => format!("\u{1b}[31m{key}\u{1b}[0m"),
    }
}

pub(crate) fn keys() -> impl Strategy<Value = (String, Kind)> {
    prop_oneof![
        "[A-Z0-9]{1,20}_SEC_[a-z0-9]{55}".prop_map(|key| (key, Kind::WestpacSecret)),
        "[A-Z0-9]{1,20}_SEC_[A-Za-z0-9]{16,90}".prop_map(|key| (key, Kind::WestpacSecret)),
        "[A-Z0-9]{1,20}_PUB_[a-z0-9]{60}".prop_map(|key| (key, Kind::WestpacPublishable)),
        "superapipartner_[A-Za-z0-9]{12,48}".prop_map(|key| (key, Kind::SuperApiPartner)),
        "superapiproduct_[A-Za-z0-9]{12,48}".prop_map(|key| (key, Kind::SuperApiProduct)),
        "superapi_[A-Za-z0-9]{16,48}".prop_map(|key| (key, Kind::SuperApiUnmarked)),
    ]
}

pub(crate) fn names() -> impl Strategy<Value = (String, Kind)> {
    prop_oneof![
        "[A-Z0-9]{1,20}_SEC\\.{3}[a-z0-9]{1,12}".prop_map(|name| (name, Kind::SecretName)),
        "[A-Z0-9]{1,20}_PUB\\.{3,5}[a-z0-9]{1,12}".prop_map(|name| (name, Kind::PublishableName)),
        "[A-Z0-9]{1,20}_SEC_…[a-z0-9]{4}".prop_map(|name| (name, Kind::SecretName)),
        "superapiproduct_…[A-Za-z0-9]{4}".prop_map(|name| (name, Kind::SuperApiMask)),
    ]
}

fn planted() -> impl Strategy<Value = Planted> {
    prop_oneof![
        (keys(), 0..WAYS).prop_map(|((key, kind), way)| {
            // A line of base64 that is as long as mail's may go on in the next line.
            let as_mail = (7..11).contains(&way) && matches!(written(&key, way).len(), 64 | 76);
            let written = written(&key, if as_mail { 0 } else { way });
            Planted { written, kind, key: Some(key), label: None }
        }),
        (names(), 0..4_usize).prop_map(|((name, kind), way)| Planted {
            written: written(&name, way),
            kind,
            key: None,
            label: Some(name),
        }),
    ]
}

/// What stands between two planted things: nothing in it is one, and it ends what stands before it.
fn between() -> impl Strategy<Value = Vec<u8>> {
    let words = "[ -~]{0,200}".prop_map(|text| text.replace(['_', '.', '%', '\\', '*'], " ").into_bytes());
    let bytes = prop::collection::vec(any::<u8>(), 0..300).prop_map(|mut bytes| {
        bytes
            .iter_mut()
            .filter(|byte| byte.is_ascii_graphic() || **byte == b'\r')
            .for_each(|byte| *byte = b' ');
        bytes
    });
    let long = (1_000..40_000_usize).prop_map(|length| vec![b'\0'; length]);
    let middle = prop_oneof![4 => words, 4 => bytes, 1 => long];
    let line_end = prop::sample::select(vec!["\n", "\r\n", " ", "\"", "\t", "\n\n", "|"]);
    (line_end.clone(), middle, line_end)
        .prop_map(|(first, middle, last)| [first.as_bytes(), &middle, last.as_bytes()].concat())
}

fn text() -> impl Strategy<Value = (Vec<u8>, Vec<(u64, Planted)>)> {
    prop::collection::vec((between(), planted()), 1..14).prop_map(|pieces| {
        let (mut text, mut all) = (Vec::new(), Vec::new());
        for (filling, planted) in pieces {
            text.extend(filling);
            let line = 1 + text.iter().filter(|byte| **byte == b'\n').count() as u64;
            text.extend(planted.written.bytes());
            all.push((line, planted));
        }
        text.extend(b"\n");
        (text, all)
    })
}

pub(crate) fn cuts() -> impl Strategy<Value = Cut> {
    let parts = prop_oneof![Just(usize::MAX), 1_000..60_000_usize];
    let reads = prop::collection::vec(prop_oneof![1..200_usize, 1_000..70_000_usize], 1..6);
    let cut = |(part, reads, abreast, helped)| Cut { part, reads, abreast, helped };
    (parts, reads, 1..4_usize, any::<bool>()).prop_map(cut)
}

/// Which of two labels turned up first is not said where a part begins in the middle of their line.
fn in_order(mut counts: Counts) -> Counts {
    counts
        .tallies
        .sort_by(|one, other| (&one.label, one.fingerprint).cmp(&(&other.label, other.fingerprint)));
    counts
}

fn is(finding: &Finding, line: u64, planted: &Planted) -> bool {
    let fingerprint =
        planted.key.as_ref().map(|key| salted_fingerprint(&crate::feed::SALT, &digest(key.as_bytes())));
    finding.kind == planted.kind
        && finding.line == line
        && finding.fingerprint == fingerprint
        && planted.label.as_ref().is_none_or(|label| *label == finding.label)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn nothing_planted_is_missed_and_nothing_else_is_found((text, planted) in text(), cut in cuts()) {
        let found = scan(&text, &[], &cut);
        for (line, planted) in &planted {
            prop_assert!(found.findings.iter().any(|one| is(one, *line, planted)), "{planted:?} {:?}", found.findings);
        }
        prop_assert_eq!(found.findings.len(), planted.len());
        prop_assert_eq!(found.totals.found, planted.len() as u64);
        prop_assert_eq!(found.totals.lines, text.iter().filter(|byte| **byte == b'\n').count() as u64);
        let counted: u64 = found.counts.tallies.iter().map(|tally| tally.total).sum();
        prop_assert_eq!(counted, planted.len() as u64);
    }

    #[test]
    fn where_a_text_is_cut_changes_nothing((text, _) in text(), cut in cuts()) {
        let (once, cut) = (scan(&text, &[], &Cut::whole()), scan(&text, &[], &cut));
        prop_assert_eq!(once.findings, cut.findings);
        prop_assert_eq!(in_order(once.counts), in_order(cut.counts));
        prop_assert_eq!(once.totals, cut.totals);
    }

    #[test]
    fn no_key_is_told((text, planted) in text(), cut in cuts()) {
        let found = scan(&text, &[], &cut);
        let told = format!("{:?}{}", found.findings, String::from_utf8_lossy(&found.brought));
        for key in planted.iter().filter_map(|(_, planted)| planted.key.as_ref()) {
            let random = key.rsplit('_').next().unwrap();
            prop_assert!(!told.contains(&random[..random.len() - 4]), "{key} in {told}");
            prop_assert!(!told.contains(&STANDARD_NO_PAD.encode(key)[4..20]), "{key} in {told}");
            let unsalted = digest(key.as_bytes());
            prop_assert!(!found.brought.windows(unsalted.len()).any(|part| part == unsalted), "{key}");
        }
    }

    #[test]
    fn a_redacted_copy_holds_no_key((text, planted) in text(), cut in cuts()) {
        let (copy, replaced) = redact(&text, &cut.reads);
        let whole = planted.iter().filter(|(_, planted)| planted.key.is_some()).count();
        prop_assert_eq!(replaced, whole as u64);
        let left = scan(&copy, &[], &Cut::whole());
        prop_assert!(left.findings.iter().all(|one| !one.kind.is_whole()), "{:?}", left.findings);
        // What is no key stays byte for byte.
        let names = planted.iter().filter_map(|(_, planted)| planted.label.as_ref());
        for name in names {
            prop_assert!(copy.windows(name.len()).any(|part| part == name.as_bytes()) || !text.windows(name.len()).any(|part| part == name.as_bytes()));
        }
        prop_assert_eq!(copy.iter().filter(|byte| **byte == b'\n').count(), text.iter().filter(|byte| **byte == b'\n').count());
    }

    #[test]
    fn any_bytes_at_all_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..3_000), cut in cuts()) {
        let (copy, _) = redact(&bytes, &cut.reads);
        prop_assert!(scan(&copy, &[], &cut).findings.iter().all(|one| !one.kind.is_whole()));
        prop_assert_eq!(scan(&bytes, &[], &cut).findings, scan(&bytes, &[], &Cut::whole()).findings);
    }

    /// Texts in which every needle, mask, escape and separator stands next to every other.
    #[test]
    fn texts_made_of_pieces_of_keys_are_cut_and_redacted_alike(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "SEC", "PUB", "_", "...", "…", "FAKE", "0123456789abcdef", "superapi", "product_", "partner_", "Basic ", "x-api-key",
            ": ", "\"", "\n", "%5F", "\\u005f", "X1NFQ18w", "RkFLRV9TRUNfMDEyMzQ1Njc4OWFiY2RlZjo=", "%53%45%43", "\\", "%", "=", "***",
        ]), 0..60),
        cut in cuts(),
    ) {
        let text = pieces.concat().into_bytes();
        let (whole, cut_up) = (scan(&text, &[], &Cut::whole()), scan(&text, &[], &cut));
        prop_assert_eq!(&whole.findings, &cut_up.findings);
        let (copy, _) = redact(&text, &cut.reads);
        let left = scan(&copy, &[], &Cut::whole()).findings;
        prop_assert!(left.iter().all(|one| !one.kind.is_whole()), "{} -> {} {left:?}", pieces.concat(), String::from_utf8_lossy(&copy));
    }
}
