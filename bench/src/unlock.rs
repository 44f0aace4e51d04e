//! Opening the vault of the release page, beside two other ways from a passphrase to a key in the same browser.

use std::fmt::Write as _;

use serde::Deserialize;
use serde_json::json;

use crate::Outcome;
use crate::args::Setting;
use crate::browser::Browser;
use crate::medians::{Spread, spread};
use crate::report::milliseconds;
use crate::say;
use crate::server;
use crate::webdriver::Session;

/// Most milliseconds that the unlocking may take.
const WORK: f64 = 600.0;
/// Most milliseconds that the page's thread may be held up at a stretch meanwhile.
const HELD: f64 = 50.0;

/// One way from a passphrase to a key.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// The panel, from the press of its button to the open vault.
    Keyturn,
    /// hash-wasm's Argon2id with the same cost, on the page's own thread.
    HashWasm,
    /// The browser's own PBKDF2 with 600 000 rounds of SHA-256.
    Pbkdf2,
}

impl Way {
    const ALL: [Self; 3] = [Self::Keyturn, Self::HashWasm, Self::Pbkdf2];

    const fn name(self) -> &'static str {
        match self {
            Self::Keyturn => "keyturn, unlocking",
            Self::HashWasm => "hash-wasm, argon2id",
            Self::Pbkdf2 => "webcrypto, pbkdf2",
        }
    }

    const fn function(self) -> &'static str {
        match self {
            Self::Keyturn => "unlock",
            Self::HashWasm => "argon2",
            Self::Pbkdf2 => "pbkdf2",
        }
    }
}

/// Milliseconds.
#[derive(Clone, Copy, Deserialize)]
struct Taken {
    /// From beginning to end.
    took: f64,
    /// The longest that the page's thread did not come round.
    longest: f64,
}

/// Measures all ways in turn, in one browser, round after round.
pub(crate) async fn measure(setting: &Setting, count: u32) -> Outcome {
    let (gateway, panel) = server::panel(setting).await?;
    let (files, beside) = server::files(&setting.peers).await?;
    let browser = Browser::open().await?;
    let measured = rounds(&browser.session, count, &panel, &beside).await;
    browser.close().await?;
    gateway.shutdown().await;
    files.abort();
    say::line(&report(&measured?));
    Ok(())
}

async fn rounds(session: &Session, rounds: u32, panel: &str, beside: &str) -> Outcome<Vec<(Way, Taken)>> {
    session.go(&format!("{panel}connections")).await?;
    run(session, "makeVault").await?;
    let mut measured = Vec::new();
    for round in 1..=rounds {
        for way in Way::ALL {
            session.go(if way == Way::Keyturn { panel } else { beside }).await?;
            let taken = run(session, way.function()).await?;
            let (name, Taken { took, longest }) = (way.name(), taken);
            say::line(&format!(
                "round {round} of {rounds}  {name:<20}  {took:>5.0} ms, held {longest:>5.0} ms"
            ));
            measured.push((way, taken));
        }
    }
    Ok(measured)
}

async fn run(session: &Session, function: &str) -> Outcome<Taken> {
    let expression = format!("(() => {{ {}\nreturn {function}(); }})()", include_str!("unlock.js"));
    let wait = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
    let answer = session.command("Runtime.evaluate", &wait).await?;
    Taken::deserialize(&answer["result"]["value"]).map_err(|_| {
        format!(
            "`{function}` in bench/src/unlock.js failed: {}",
            answer["exceptionDetails"]["exception"]["description"]
        )
        .into()
    })
}

fn report(measured: &[(Way, Taken)]) -> String {
    let of = |way: Way, figure: fn(Taken) -> f64| -> Spread {
        spread(measured.iter().filter(|(one, _)| *one == way).map(|(_, taken)| figure(*taken)).collect())
    };
    let took = |way| of(way, |taken| taken.took);
    let held = |way| of(way, |taken| taken.longest);
    let mut text = format!("\n{:<22} {:>22} {:>22}\n", "ms: median (least to most)", "work", "page held up");
    for way in Way::ALL {
        let columns = [took(way), held(way)].map(milliseconds);
        let _ = writeln!(text, "{:<26} {:>22} {:>22}", way.name(), columns[0], columns[1]);
    }
    let ours = (took(Way::Keyturn).median, held(Way::Keyturn).most);
    let kept = |holds: bool| if holds { "held" } else { "MISSED" };
    let _ = writeln!(text, "\nwork at most {WORK:.0} ms, the median: {}", kept(ours.0 <= WORK));
    let _ = write!(text, "page held up less than {HELD:.0} ms, the most: {}", kept(ours.1 < HELD));
    text
}
