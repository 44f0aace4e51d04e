//! Searching made-up text, before there is any other.

use crate::helper::Helper;

/// Lines with a time and a name each. What is found in them is dropped.
const LINES: [&str; 4] = [
    "10.0.0.1 - - [12/Mar/2026:10:00:00 +1000] \"GET / HTTP/1.1\" 200 FACILITYCODE_SEC...zrikj5x",
    "{\"@timestamp\":\"2026-03-12T10:00:00.000Z\",\"key\":\"FACILITYCODE_PUB...0a1b2c3\"}",
    "2026-03-12 10:00:00.000 INFO [main] superapiproduct_...Fake",
    "Mar 12 10:00:00 shop gateway: FACILITYCODE_SEC...zrikj5x",
];
/// Between two of them stands so much that holds nothing.
const EMPTY: usize = 400;
/// So many bytes at a time, so often: by then Chromium has compiled what a log needs.
const LENGTH: usize = 100_000;
const TIMES: usize = 8;

/// Takes some fifty milliseconds at first.
pub fn search_made_up_text() {
    let line = |line: &str| format!("{line}\n{}\n", "-".repeat(EMPTY));
    let text: String = LINES.iter().cycle().map(|it| line(it)).take(LENGTH / EMPTY).collect();
    let text = &text.as_bytes()[..LENGTH.min(text.len())];
    let mut helper = Helper::new(&[], [0; 32]);
    helper.open(0, 0, &[], 0..u64::MAX);
    for _ in 0..TIMES {
        if let Some(room) = helper.room().get_mut(..text.len()) {
            room.copy_from_slice(text);
            helper.fed(text.len(), false);
        }
    }
    helper.fed(0, true);
    helper.bring();
}
