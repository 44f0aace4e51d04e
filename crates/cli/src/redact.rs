//! `keyturn redact`.

use std::fs;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use keyturn_scan::redact::Redactor;
use keyturn_scan::scan::Scan;
use tempfile::NamedTempFile;

use crate::args::RedactArgs;
use crate::error::CliError;
use crate::input::Input;

/// Writes the copy. It gets its name only once it is complete and no key was found in it.
pub(crate) fn run(args: &RedactArgs) -> Result<(), CliError> {
    if is_same_file(&args.file, &args.output) {
        return Err(CliError::SameFile(args.output.clone()));
    }
    let mut input = Input::open(&args.file)?;
    let unwritable = |cause| CliError::Unwritable(args.output.clone(), cause);
    let directory = args.output.parent().filter(|parent| !parent.as_os_str().is_empty());
    let mut copy = NamedTempFile::new_in(directory.unwrap_or(Path::new("."))).map_err(unwritable)?;
    let mut redactor = Redactor::default();
    loop {
        let count = read(&mut input.text, redactor.room())
            .map_err(|cause| CliError::Unreadable(args.file.clone(), cause))?;
        copy.write_all(redactor.fed(count, count == 0)).map_err(unwritable)?;
        if count == 0 {
            break;
        }
    }
    copy.seek(SeekFrom::Start(0)).map_err(unwritable)?;
    if holds_key(&mut copy).map_err(unwritable)? {
        return Err(CliError::KeyLeft(args.output.clone()));
    }
    copy.as_file().sync_all().map_err(unwritable)?;
    copy.persist(&args.output).map_err(|error| unwritable(error.error))?;
    Ok(())
}

fn read(from: &mut impl Read, room: &mut [u8]) -> io::Result<usize> {
    loop {
        match from.read(room) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            outcome => return outcome,
        }
    }
}

fn holds_key(copy: &mut impl Read) -> io::Result<bool> {
    let mut scan = Scan::new(&[], [0; 32]).telling_all();
    scan.begin(0, 0, &[]);
    scan.open(0, 0, u64::MAX);
    loop {
        let count = read(copy, scan.room(0))?;
        scan.fed(0, count, count == 0);
        if scan.take().iter().any(|found| found.kind.is_replaced()) {
            return Ok(true);
        }
        if count == 0 {
            return Ok(false);
        }
    }
}

/// Whether both names lead to one file, by whatever links.
fn is_same_file(one: &Path, other: &Path) -> bool {
    if one == Path::new("-") {
        return false;
    }
    #[cfg(unix)]
    if let (Ok(one), Ok(other)) = (fs::metadata(one), fs::metadata(other)) {
        use std::os::unix::fs::MetadataExt;
        return (one.dev(), one.ino()) == (other.dev(), other.ino());
    }
    matches!((fs::canonicalize(one), fs::canonicalize(other)), (Ok(one), Ok(other)) if one == other)
}
