//! The ways in which a text may be written down.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};

/// All of them, as bytes.
pub(super) fn spellings(text: &str) -> Vec<Vec<u8>> {
    let bytes = text.as_bytes();
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let each = |write: fn(&u8) -> String| bytes.iter().map(write).collect::<String>().into_bytes();
    let mut all = vec![
        bytes.to_vec(),
        wide,
        each(|byte| format!("{byte:02x}")),
        each(|byte| format!("{byte:02X}")),
        each(|byte| format!("%{byte:02x}")),
        each(|byte| format!("%{byte:02X}")),
        each(plainly_percent),
        text.replace(' ', "+").into_bytes(),
        each(|byte| format!("\\u{byte:04x}")),
        each(|byte| format!("\\u{byte:04X}")),
        each(|byte| format!("\\x{byte:02x}")),
    ];
    // The first and the last group depend on what stands beside.
    for offset in 0..3 {
        let shifted = [&vec![0; offset], bytes].concat();
        for encoded in [STANDARD_NO_PAD.encode(&shifted), URL_SAFE_NO_PAD.encode(&shifted)] {
            let (first, last) = (usize::from(offset > 0) * 4, encoded.len() - 4);
            all.push(encoded.as_bytes()[first..last].to_vec());
        }
    }
    all.sort();
    all.dedup();
    all
}

/// As addresses write it: only what they do not allow is escaped.
fn plainly_percent(byte: &u8) -> String {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(*byte).to_string(),
        _ => format!("%{byte:02X}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_writing_is_known_wherever_it_stands() {
        let text = "four words_FAKE";
        let all = spellings(text);
        let has = |written: &[u8]| {
            all.iter().any(|one| written.windows(one.len()).any(|window| window == one.as_slice()))
        };
        for written in [
            text,
            "four%20words_FAKE",
            "four+words_FAKE",
            "666f757220776f7264735f46414b45",
            "666F757220776F7264735F46414B45",
            "%66%6f%75%72%20%77%6f%72%64%73%5f%46%41%4b%45",
            r"\u0066\u006f\u0075\u0072\u0020\u0077\u006f\u0072\u0064\u0073\u005f\u0046\u0041\u004b\u0045",
        ] {
            assert!(has(written.as_bytes()), "{written}");
        }
        for before in ["", "1", "12", "123"] {
            assert!(has(STANDARD_NO_PAD.encode(format!("{before}{text}:and more")).as_bytes()), "{before}");
        }
        assert!(has(b"f\0o\0u\0r\0 \0w\0o\0r\0d\0s\0_\0F\0A\0K\0E\0"));
        assert!(!has(b"four words_fake"));
    }
}
