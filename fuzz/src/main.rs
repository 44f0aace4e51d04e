//! The fuzzer's program; `cargo xtask fuzz` builds and runs it. What it does with the bytes is in `feed`.

#![no_main]

mod feed;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    feed::feed(data);
});
