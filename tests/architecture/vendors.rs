//! A vendor is a module: what lies outside its own files stays countable.

use crate::source::{is_test, product_code, sources};

/// As CONTRIBUTING.md says in *Add a vendor*.
const MOST: usize = 15;

/// The files, outside a vendor's own, whose code names it.
fn files_that_name(vendor: &str, own: &[&str]) -> Vec<String> {
    let names = |code: &str| code.to_lowercase().contains(vendor);
    let files = sources(&["crates", "src"], "rs").into_iter();
    let files = files.filter(|file| !is_test(&file.path) && !own.iter().any(|own| file.path.ends_with(own)));
    files.filter(|file| names(&product_code(&file.text))).map(|file| file.path).collect()
}

#[test]
fn a_vendor_that_shares_a_machine_touches_few_files_beside_its_own() {
    for (vendor, own) in [("payway", "vendor/payway.rs"), ("paymentsplus", "vendor/paymentsplus.rs")] {
        let files = files_that_name(vendor, &[own]);
        assert!(!files.is_empty() && files.len() <= MOST, "{} files: {files:#?}", files.len());
    }
}
