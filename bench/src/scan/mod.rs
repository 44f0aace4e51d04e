//! Scanning a large log: the panel's worker beside a regular expression in JavaScript, ripgrep, and reading alone.
//!
//! - `log`: the file, the same every time. `browser`: a measurement in Chromium. `memory`: what its processes take.
//! - `measures`, `report`: what is said of it.

mod browser;
mod log;
mod measures;
mod memory;
mod report;
mod ripgrep;

use std::fs;

use tempfile::TempDir;

use crate::{Outcome, args, say};
use browser::{Kind, Page};
use measures::Measures;

const LOG: u64 = 256 << 20;
const SPARSE: u64 = 5 << 30;

/// Measures so many rounds and says what came out.
pub(crate) async fn measure(rounds: u32) -> Outcome {
    let worker = args::named("KEYTURN_SCANNER")?;
    let files = TempDir::with_prefix("keyturn-scan-")?;
    let log = files.path().join("shop.log");
    say::line("writing the log");
    let planted = log::write(&log, LOG)?;
    let sparse = files.path().join("sparse.log");
    let pattern = keyturn_scan::rules::combined();
    let page = Page::serve(&worker).await?;
    let mut measures = Measures::default();
    for round in 1..=rounds {
        let lines = ripgrep::count(&pattern, &log, &mut measures)?;
        if lines != planted {
            return Err(format!("ripgrep counted {lines} lines of {planted}").into());
        }
        for kind in Kind::ALL {
            let seen = page.measure(kind, &log, false).await?;
            let wanted = if kind == Kind::Reading { LOG } else { planted };
            if seen.result != wanted {
                return Err(format!("{} came to {} instead of {wanted}", kind.name(), seen.result).into());
            }
            say::line(&report::progress(round, rounds, kind, &seen, LOG));
            measures.add(kind, seen);
        }
    }
    say::line("looking at the memory");
    for kind in Kind::ALL {
        measures.add_memory(kind, &page.measure(kind, &log, true).await?);
    }
    log::write_sparse(&sparse, SPARSE)?;
    let hole = page.measure(Kind::Keyturn, &sparse, true).await?;
    let cancelled = page.cancel(&log).await?;
    fs::remove_file(&log)?;
    say::line(&report::tables(&measures, LOG));
    say::line(&report::sparse(&hole, SPARSE));
    say::line(&format!("cancelled within {cancelled:.1} ms"));
    say::line(&report::targets(&measures, &hole));
    Ok(())
}
