//! Writes the detection rules into `rules/`.

use std::path::Path;
use std::{fs, io};

use keyturn_scan::rules::files;

fn main() -> io::Result<()> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules");
    fs::create_dir_all(&directory)?;
    files().into_iter().try_for_each(|(name, text)| fs::write(directory.join(name), text))
}
