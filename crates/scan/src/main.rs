//! The worker's module, for `boot/scan.js`. Lengths and places are numbers of JavaScript there, exact up to 2^53.

#[cfg(target_arch = "wasm32")]
mod worker {
    use keyturn_scan::helper::Helper;
    use keyturn_scan::message::{write_counts, write_findings};
    use keyturn_scan::redact::Redactor;
    use keyturn_scan::scan::{Reach, Scan};
    use keyturn_scan::warm_up;
    use wasm_bindgen::prelude::wasm_bindgen;

    fn lines(known: &str) -> Vec<String> {
        known.lines().map(str::to_owned).collect()
    }

    fn numbers(reach: Reach) -> Vec<f64> {
        vec![reach.from as f64, reach.to as f64]
    }

    /// A scan. Bytes of a part are put into the module's memory, at `room`.
    #[wasm_bindgen]
    pub struct Scanning(Scan);

    #[wasm_bindgen]
    impl Scanning {
        /// The known texts stand one to a line.
        #[wasm_bindgen(constructor)]
        pub fn new(known: &str, salt: &[u8]) -> Self {
            Self(Scan::new(&lines(known), salt.try_into().unwrap_or_default()))
        }

        /// Searches made-up text. Until the browser has compiled for speed what runs most, that runs several times slower.
        pub fn warm_up() {
            warm_up::search_made_up_text();
        }

        /// The next source, with its first bytes.
        pub fn begin(&mut self, file: u32, latest: f64, head: &[u8]) {
            self.0.begin(file, latest as i64, head);
        }

        /// Where the bytes begin and end that a part needs.
        pub fn open(&mut self, part: u32, from: f64, to: f64) -> Vec<f64> {
            numbers(self.0.open(part, from as u64, to as u64))
        }

        /// An address in the module's memory, good until the next call.
        pub fn room(&mut self, part: u32) -> usize {
            self.0.room(part).as_mut_ptr() as usize
        }

        /// So many bytes were put there.
        pub fn fed(&mut self, part: u32, count: usize, last: bool) {
            self.0.fed(part, count, last);
        }

        /// What a helper brought of a part. `false` if a helper brings no such thing.
        pub fn join(&mut self, part: u32, brought: &[u8], last: bool) -> bool {
            self.0.join(part, brought, last)
        }

        /// What was found since; empty if nothing was.
        pub fn take(&mut self) -> Vec<u8> {
            let found = self.0.take();
            if found.is_empty() { Vec::new() } else { write_findings(&found) }
        }

        /// All counts.
        pub fn counts(&self) -> Vec<u8> {
            write_counts(&self.0.counts())
        }

        /// The source is read to its end, or as far as it can be.
        pub fn end(&mut self) {
            self.0.end_source();
        }

        /// Lines, occurrences, leaks.
        pub fn totals(&self) -> Vec<f64> {
            let totals = self.0.totals();
            [totals.lines, totals.found, totals.leaks].map(|count| count as f64).into()
        }
    }

    /// Searches single parts for a scan in another worker.
    #[wasm_bindgen]
    pub struct Helping(Helper);

    #[wasm_bindgen]
    impl Helping {
        /// As the scan.
        #[wasm_bindgen(constructor)]
        pub fn new(known: &str, salt: &[u8]) -> Self {
            Self(Helper::new(&lines(known), salt.try_into().unwrap_or_default()))
        }

        /// Where the bytes begin and end that the next part needs.
        pub fn open(&mut self, file: u32, latest: f64, head: &[u8], from: f64, to: f64) -> Vec<f64> {
            numbers(self.0.open(file, latest as i64, head, from as u64..to as u64))
        }

        /// As in a scan.
        pub fn room(&mut self) -> usize {
            self.0.room().as_mut_ptr() as usize
        }

        /// As in a scan.
        pub fn fed(&mut self, count: usize, last: bool) {
            self.0.fed(count, last);
        }

        /// What was found in the part since.
        pub fn bring(&mut self) -> Vec<u8> {
            self.0.bring()
        }
    }

    /// A redacted copy in the making.
    #[wasm_bindgen]
    #[derive(Default)]
    pub struct Redacting(Redactor);

    #[wasm_bindgen]
    impl Redacting {
        /// For one source.
        #[wasm_bindgen(constructor)]
        pub fn new() -> Self {
            Self::default()
        }

        /// As in a scan.
        pub fn room(&mut self) -> usize {
            self.0.room().as_mut_ptr() as usize
        }

        /// As in a scan. Gives the next piece of the copy.
        pub fn fed(&mut self, count: usize, last: bool) -> Vec<u8> {
            self.0.fed(count, last).to_vec()
        }

        /// How many keys were replaced.
        pub fn replaced(&self) -> f64 {
            self.0.replaced() as f64
        }
    }
}

fn main() {}
