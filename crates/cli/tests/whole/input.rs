//! What kinds of files are read.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::program::{Files, NAME, QUICKSTREAM, run};

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

fn wide(text: &str) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

fn places(ran: &crate::program::Ran) -> Vec<(u64, u64)> {
    let number = |value: &serde_json::Value| value.as_u64().unwrap();
    ran.findings().iter().map(|found| (number(&found["line"]), number(&found["column"]))).collect()
}

#[test]
fn compressed_and_wide_files_are_read_as_the_text_that_they_are() {
    let text = format!("first\né {NAME}\n");
    let members = [gzip(text.as_bytes()), gzip(text.as_bytes())].concat();
    for (content, expected) in [
        (text.clone().into_bytes(), &[(2, 3)][..]),
        (members, &[(2, 3), (4, 3)]),
        (wide(&text), &[(2, 3)]),
        (gzip(&wide(&text)), &[(2, 3)]),
    ] {
        let files = Files::new();
        let path = files.put("pay.log", &content);
        assert_eq!(places(&run(&["scan", "--json", &path], b"")), expected);
        assert_eq!(places(&run(&["scan", "--json", "-"], &content)), expected);
    }
}

#[test]
fn what_cannot_be_read_is_named_and_what_was_found_before_stands() {
    let files = Files::new();
    // Bytes that do not compress, so that the end of the file is far behind the key.
    let mut noise = 1_u32;
    let filling: String = (0..400_000)
        .map(|_| {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from(b' ' + (noise >> 24) as u8 % 32)
        })
        .collect();
    let mut broken = gzip(format!("{QUICKSTREAM}\n{filling}").as_bytes());
    broken.truncate(broken.len() / 2);
    let ran = run(&["scan", &files.put("broken.gz", broken)], b"");
    assert_eq!(ran.status, 2);
    assert!(
        ran.output.contains("broken.gz:1:1: KEY") && ran.errors.contains("cannot be read"),
        "{}",
        ran.errors
    );
    let ran = run(&["scan", &files.put("logs.zip", b"PK\x03\x04 and so on")], b"");
    assert_eq!(ran.status, 2);
    assert!(ran.errors.contains("logs.zip is an archive"), "{}", ran.errors);
}
