//! Files as they come: compressed in many parts, in wide characters, cut off.

use std::io::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use keyturn_acceptance::{Given, Setup};
use keyturn_domain::lookup::grouped;
use keyturn_scan::rules;
use keyturn_scan::scan::Totals;

use crate::look_up::{AREA, go, scanned};

const NAME: &str = "SHOP_SEC...zrikj5x";

/// One member of a gzip file.
fn member(text: &[u8], level: u32) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(level));
    encoder.write_all(text).expect("compressing in memory");
    encoder.finish().expect("compressing in memory")
}

/// Lines with a name each, and one that nobody can compress, with first bytes of other gzip files in it.
fn log(lines: usize) -> Vec<u8> {
    let mut chance = 1_u64;
    let mut noise = || {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        [(chance >> 33) as u8, 0x1f, 0x8b, 0x08, 0][chance as usize >> 3 & 3]
    };
    let mut text = format!("2026-11-01T00:00:00Z key={NAME}\n").repeat(lines).into_bytes();
    text.extend((0..300_000).map(|_| noise()).filter(|byte| *byte != b'\n'));
    text.push(b'\n');
    text
}

fn wide(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(order).collect()
}

/// Keys of every kind, in every spelling that has needles of its own.
fn spelt() -> Vec<String> {
    let keys = ["SEC_", "PUB_"].map(|mark| format!("FAKE_{mark}fake0fake1fake2fake3"));
    let spellings = |key: &String| {
        let percent: String = key.bytes().map(|byte| format!("%{byte:02x}")).collect();
        let json: String = key.bytes().map(|byte| format!("\\u{byte:04x}")).collect();
        let inside = ["", "x;", ";"].map(|before| STANDARD.encode(format!("{before}{key}")));
        [vec![percent, json], inside.to_vec()].concat()
    };
    keys.iter().chain([&"superapiproduct_FAKEfake0123456789".to_owned()]).flat_map(spellings).collect()
}

/// The browser's vectors look at many places at a time, and two workers share a file.
#[tokio::test(flavor = "multi_thread")]
async fn every_form_is_found_wherever_it_stands() {
    Setup::new("look-up-everywhere")
        .run(async |walk| {
            walk.page.open("/look-up").await;
            go(walk).await;
            let forms = [rules::vectors().into_iter().map(|vector| vector.text).collect(), spelt()].concat();
            let lines = |shift: usize| {
                let line = |form: &String| format!("{} {form}\n", "-".repeat(shift));
                forms.iter().map(line).collect::<String>()
            };
            let text: String = (0..400).map(lines).collect();
            assert!(text.len() > 1 << 20, "{} bytes are not shared", text.len());
            let Totals { lines, found, .. } = scanned(text.as_bytes()).totals();
            assert!(found >= 400 * 30, "{found}");
            walk.page.drop_files(AREA, &[Given::plain("forms.log", text.as_bytes())]).await;
            walk.page.says(&format!("forms.log: {} lines", grouped(lines))).await;
            walk.page.says(&format!("{} places were found", grouped(found))).await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn compressed_files_of_many_members_are_read_to_their_end() {
    Setup::new("look-up-members")
        .run(async |walk| {
            walk.page.open("/look-up").await;
            go(walk).await;
            // As `cat one.gz two.gz` makes them, at every level, and one member that holds nothing.
            let (text, empty) = (log(500), member(b"", 6));
            let rotated = [0, 1, 9].map(|level| member(&text, level)).concat();
            let rotated = [rotated, empty.clone(), member(NAME.as_bytes(), 6)].concat();
            // As block compressors make them: small members, and an empty one at the end.
            let lines = format!("key={NAME} and something else\n").repeat(3_000);
            let blocks: Vec<u8> = lines.as_bytes().chunks(997).flat_map(|part| member(part, 6)).collect();
            let blocks = [blocks, empty].concat();
            let files = [Given::plain("rotated.log.gz", &rotated), Given::plain("blocks.log.gz", &blocks)];
            walk.page.drop_files(AREA, &files).await;
            // 501 lines three times, one that does not end, and 3 000.
            walk.page.says("2 files: 4\u{a0}504 lines").await;
            walk.page.says("4\u{a0}501 times").await;
            walk.page.says("line 1 of rotated.log.gz").await;
            assert!(!walk.page.text().await.contains("was not read to its end"));
            walk.look("members").await;

            let cut = &blocks[..blocks.len() / 2];
            let behind = [rotated.as_slice(), b"something else"].concat();
            for (name, bytes) in [("cut.log.gz", cut), ("behind.log.gz", &behind)] {
                walk.page.drop_files(AREA, &[Given::plain(name, bytes)]).await;
                walk.page.has("heading", &format!("{name} was not read to its end")).await;
                walk.page.says("damaged or cut off").await;
            }
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wide_text_is_read_in_either_order_and_compressed() {
    Setup::new("look-up-wide")
        .run(async |walk| {
            walk.page.open("/look-up").await;
            go(walk).await;
            let text =
                format!("\u{645}\u{631}\u{62d} nothing\r\n2026-11-01T00:00:00Z \u{2013} key={NAME};\r\n");
            let little = wide(&text, u16::to_le_bytes);
            let big = wide(&text, u16::to_be_bytes);
            let zipped = [member(&little[..31], 6), member(&little[31..], 6)].concat();
            let files = [
                Given::plain("console.txt", &little),
                Given::plain("events.csv", &big),
                Given::plain("old.txt.gz", &zipped),
            ];
            walk.page.drop_files(AREA, &files).await;
            walk.page.says("3 files: 6 lines").await;
            walk.page.says("3 times").await;
            for file in ["console.txt", "events.csv", "old.txt.gz"] {
                walk.page.says(&format!("line 2 of {file}")).await;
            }
            walk.page.says("\u{2013} key=").await;
            walk.look("wide").await;
        })
        .await;
}
