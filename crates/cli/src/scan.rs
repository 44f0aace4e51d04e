//! `keyturn scan`.

use std::io::Read;
use std::path::Path;

use keyturn_scan::scan::Scan;

use crate::args::ScanArgs;
use crate::column::Columns;
use crate::error::CliError;
use crate::finding::{RecordTime, ReportedFinding, What};
use crate::input::Input;
use crate::output::{Output, complain};
use crate::own_keys::{OwnKeys, SALT};

/// Tells all finds in all files. Whether a whole key was among them.
pub(crate) fn run(args: &ScanArgs) -> Result<bool, CliError> {
    let own = OwnKeys::load(args)?;
    let mut teller = Teller { args, own, output: Output::new(), found_key: false };
    let mut unread = false;
    for path in &args.files {
        match teller.file(path) {
            Err(error @ (CliError::Unreadable(..) | CliError::Archive(_))) => {
                complain(&error);
                unread = true;
            }
            outcome => outcome?,
        }
        if teller.output.is_closed() {
            break;
        }
    }
    teller.output.flush()?;
    if unread { Err(CliError::SomeUnread) } else { Ok(teller.found_key) }
}

struct Teller<'a> {
    args: &'a ScanArgs,
    own: OwnKeys,
    output: Output,
    found_key: bool,
}

impl Teller<'_> {
    fn file(&mut self, path: &Path) -> Result<(), CliError> {
        let mut input = Input::open(path)?;
        let name = path.to_string_lossy();
        let mut scan = Scan::new(&self.own.texts(), SALT).telling_all();
        let mut columns = Columns::of_text(&input.head);
        scan.begin(0, input.changed, &[]);
        scan.open(0, 0, u64::MAX);
        let end = loop {
            let room = scan.room(0);
            let count = match input.text.read(room) {
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => break Err(CliError::Unreadable(path.to_owned(), error)),
                Ok(0) => break Ok(()),
                Ok(count) => count,
            };
            columns.feed(&room[..count]);
            scan.fed(0, count, false);
            self.tell(&name, &mut scan, &mut columns)?;
            if self.output.is_closed() {
                return Ok(());
            }
        };
        // What was found until a file breaks off stands.
        scan.fed(0, 0, true);
        self.tell(&name, &mut scan, &mut columns)?;
        end
    }

    fn tell(&mut self, file: &str, scan: &mut Scan, columns: &mut Columns) -> Result<(), CliError> {
        for found in scan.take() {
            self.found_key |= found.kind.is_whole();
            let finding = ReportedFinding {
                file,
                line: found.line,
                column: columns.at(found.offset),
                what: What::of(found.kind),
                label: &found.label,
                own: self.own.know(&found),
                time: RecordTime::of(&found, self.args.zone.as_ref()),
            };
            if self.args.json { self.output.json(&finding) } else { self.output.line(&finding.to_string()) }?;
        }
        Ok(())
    }
}
