//! Looking for secrets where none may stand, however they are written there.

mod leveldb;
mod snappy;
mod spellings;

use std::fs;
use std::path::{Path, PathBuf};

use aho_corasick::AhoCorasick;

use crate::must;
use spellings::spellings;

/// Secrets, and all the ways in which they may be written.
pub struct Scan {
    needles: AhoCorasick,
    /// Which secret each needle is of.
    of: Vec<usize>,
}

/// What was found, and where. It names no secret but by its number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// Which of the secrets, counted from 0.
    pub secret: usize,
    /// The file, or what else was looked at.
    pub place: String,
}

/// What was looked at in a folder.
#[derive(Debug, Default)]
pub struct Looked {
    /// How many files there were.
    pub files: usize,
    /// How many of them were put together or unpacked beside being read as they are.
    pub unpacked: usize,
    /// What was found.
    pub hits: Vec<Hit>,
}

impl Scan {
    /// For these secrets.
    pub fn of(secrets: &[String]) -> Self {
        let needles = secrets.iter().enumerate();
        let (of, needles): (Vec<usize>, Vec<Vec<u8>>) = needles
            .flat_map(|(number, secret)| spellings(secret).into_iter().map(move |needle| (number, needle)))
            .unzip();
        Self { needles: must("the needles", AhoCorasick::new(needles)), of }
    }

    /// Looks into bytes that stand at this place.
    pub fn look(&self, place: &str, bytes: &[u8]) -> Vec<Hit> {
        let hit = |number: usize| Hit { secret: self.of[number], place: place.to_owned() };
        let mut hits: Vec<Hit> =
            self.needles.find_overlapping_iter(bytes).map(|found| hit(found.pattern().as_usize())).collect();
        hits.sort();
        hits.dedup();
        hits
    }

    /// Looks into every file below this folder, as it is and, where a browser packs things, unpacked.
    pub fn look_below(&self, folder: &Path) -> Looked {
        let mut looked = Looked::default();
        let mut folders: Vec<PathBuf> = vec![folder.to_owned()];
        while let Some(below) = folders.pop() {
            // What goes while one looks was not there.
            for entry in fs::read_dir(below).into_iter().flatten().flatten() {
                let path = entry.path();
                if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                    folders.push(path);
                } else if let Ok(bytes) = fs::read(&path) {
                    let place = path.strip_prefix(folder).unwrap_or(&path).display().to_string();
                    looked.file(self, &place, &bytes);
                }
            }
        }
        looked.hits.sort();
        looked.hits.dedup();
        looked
    }
}

impl Looked {
    fn file(&mut self, scan: &Scan, place: &str, bytes: &[u8]) {
        self.files += 1;
        self.hits.extend(scan.look(place, bytes));
        // The name itself may tell.
        self.hits.extend(scan.look(&format!("the name of {place}"), place.as_bytes()));
        let unpacked = if place.ends_with(".log") {
            Some(leveldb::log(bytes))
        } else if place.ends_with(".ldb") {
            leveldb::table(bytes)
        } else {
            None
        };
        if let Some(unpacked) = unpacked {
            self.unpacked += 1;
            self.hits.extend(scan.look(&format!("{place}, unpacked"), &unpacked));
        }
    }
}
