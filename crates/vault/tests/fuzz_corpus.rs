//! What the fuzzer kept, read again: nothing in it brings a reader to a fall, and every reader still finds there
//! something that it takes. `cargo xtask fuzz` looks for more.

#[path = "../../../fuzz/src/feed.rs"]
mod feed;

use std::collections::BTreeSet;
use std::fs;

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/corpus");

#[test]
fn nothing_kept_brings_a_reader_to_a_fall() {
    let (mut readers, mut takers) = (BTreeSet::new(), BTreeSet::new());
    for file in fs::read_dir(CORPUS).unwrap() {
        let data = fs::read(file.unwrap().path()).unwrap();
        let reader = char::from(data[0]);
        readers.insert(reader);
        if feed::feed(&data) {
            takers.insert(reader);
        }
    }
    assert_eq!(readers.into_iter().collect::<String>(), "cehijkmpqrsx");
    assert_eq!(
        takers.into_iter().collect::<String>(),
        "cehijkmpqrsx",
        "a format changed: its seeds are out of date"
    );
}
