//! The log that is scanned: a web shop's, with a name or a key in one line of two thousand. It is the same every time.

use std::fs::File;
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::path::Path;

use crate::Outcome;

/// SplitMix64.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }
}

const RARE: u64 = 2_000;
const LEVELS: [&str; 4] = ["INFO ", "DEBUG", "WARN ", "ERROR"];
/// What is planted: one find each. The second and third are made up.
const PLANTED: [&str; 4] = [
    "renewed FACILITYCODE_SEC...zrikj5x",
    "key FAKE_SEC_fake0fake1fake2fake3fake4fake5fake6fake7fake8fake9fake0",
    "x: superapiproduct_FAKEfake0123456789FAKEfake",
    "publishable FACILITYCODE_PUB...0a1b2c3",
];

/// Writes the log and says how many lines have a find in them.
pub(super) fn write(path: &Path, length: u64) -> Outcome<u64> {
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path)?);
    let mut chance = Chance(1);
    let (mut written, mut planted) = (0, 0);
    let mut number = 0_u64;
    while written < length {
        number += 1;
        let second = number / 40;
        let clock = format!(
            "{:02}:{:02}:{:02}.{:03}",
            second / 3600 % 24,
            second / 60 % 60,
            second % 60,
            chance.below(1000)
        );
        let mut line = match chance.below(3) {
            0 => format!(
                "10.0.{}.{} - - [12/Mar/2026:{} +1000] \"POST /rest/v1/transactions?page={} HTTP/1.1\" 200 {} \"https://shop.example.com/basket\" \"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36\"",
                chance.below(256),
                chance.below(256),
                &clock[..8],
                chance.below(900),
                chance.below(90_000)
            ),
            1 => format!(
                "{{\"@timestamp\":\"2026-03-12T{clock}Z\",\"level\":\"{}\",\"logger\":\"c.e.shop.Checkout\",\"request_id\":\"{:08x}-{:04x}\",\"message\":\"order {} paid in {} ms\",\"public\":true}}",
                LEVELS[chance.below(4) as usize].trim(),
                chance.below(1 << 32),
                chance.below(1 << 16),
                chance.below(1_000_000),
                chance.below(900)
            ),
            _ => format!(
                "2026-03-12 {clock} {} [http-nio-8080-exec-{}] c.e.payments.Gateway - GET /api/v1/receipts/{} status=200 took={}ms",
                LEVELS[chance.below(4) as usize],
                chance.below(20),
                chance.below(1 << 32),
                chance.below(900)
            ),
        };
        if chance.below(RARE) == 0 {
            line = format!("{line} {}", PLANTED[chance.below(4) as usize]);
            planted += 1;
        }
        line.push('\n');
        let left = usize::try_from(length - written)?;
        if line.len() > left {
            line = "-".repeat(left);
        }
        file.write_all(line.as_bytes())?;
        written += line.len() as u64;
    }
    file.flush()?;
    Ok(planted)
}

/// A file of holes with a name at its very end.
pub(super) fn write_sparse(path: &Path, length: u64) -> Outcome {
    let end = format!("\n2026-03-12 10:00:00 {}\n", PLANTED[0]);
    let mut file = File::create(path)?;
    file.seek(SeekFrom::Start(length - end.len() as u64))?;
    file.write_all(end.as_bytes())?;
    Ok(())
}
