//! Somebody who comes back: a vault with 200 keys is there and the browser has the page's files. How long until the
//! passphrase can be typed, and from then until the list stands, beside the same made with others' tools.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::Outcome;
use crate::args::Setting;
use crate::browser::Browser;
use crate::conditions::Conditions;
use crate::medians::{Spread, spread};
use crate::report::{milliseconds, ratio};
use crate::webdriver::Session;
use crate::{say, sealed_keys, server};

const PASSPHRASE: &str = "four plain words in a row";
const KEYS: u32 = 200;

/// Who shows the list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Page {
    /// The panel, from its sealed records in IndexedDB.
    Keyturn,
    /// TanStack Table on keys that hash-wasm and the browser's AES-GCM unseal, from IndexedDB too.
    TanStackVault,
}

impl Page {
    const ALL: [Self; 2] = [Self::Keyturn, Self::TanStackVault];

    const fn name(self) -> &'static str {
        match self {
            Self::Keyturn => "keyturn",
            Self::TanStackVault => "tanstack-vault",
        }
    }
}

/// Milliseconds of one visit.
#[derive(Clone, Copy)]
struct Visit {
    /// From the beginning until the passphrase's field answers.
    field: f64,
    /// From the press of the button until the list stands.
    list: f64,
}

type Figure = fn(&Visit) -> f64;
type Visits = BTreeMap<(Page, Conditions), Vec<Visit>>;

/// Measures the pages in turn, each in a browser of its own that has been there before.
pub(crate) async fn measure(setting: &Setting, rounds: u32) -> Outcome {
    let (gateway, panel) = server::panel(setting).await?;
    let (files, peer) = server::files(&setting.peers.join(Page::TanStackVault.name())).await?;
    let url = |page| if page == Page::Keyturn { panel.clone() } else { format!("{peer}vault.html") };
    let mut browsers = Vec::new();
    for page in Page::ALL {
        let browser = Browser::open().await?;
        let probe = json!({ "source": include_str!("returning.js") });
        browser.session.command("Page.addScriptToEvaluateOnNewDocument", &probe).await?;
        found(&browser.session, page, &url(page)).await?;
        browsers.push((page, browser));
    }
    let mut visits = Visits::new();
    for conditions in Conditions::ALL {
        for (page, browser) in &browsers {
            for (command, parameters) in conditions.commands(true) {
                browser.session.command(command, &parameters).await?;
            }
            // The first visit under other conditions is not like the next.
            visit(&browser.session, &url(*page)).await?;
        }
        for round in 1..=rounds {
            for (page, browser) in &browsers {
                let seen = visit(&browser.session, &url(*page)).await?;
                say::line(&format!(
                    "coming back, round {round} of {rounds}  {:<14} {:<5}  field {:>5.0} ms  list {:>5.0} ms",
                    page.name(),
                    conditions.name(),
                    seen.field,
                    seen.list
                ));
                visits.entry((*page, conditions)).or_default().push(seen);
            }
        }
    }
    for (_, browser) in browsers {
        browser.close().await?;
    }
    gateway.shutdown().await;
    files.abort();
    say::line(&report(&visits));
    Ok(())
}

/// Makes the vault.
async fn found(session: &Session, page: Page, url: &str) -> Outcome {
    let expression = match page {
        Page::Keyturn => {
            session.go(&format!("{url}connections")).await?;
            let export = sealed_keys::export(PASSPHRASE, KEYS)?;
            format!("takeIn({}, {})", json!(export), json!(PASSPHRASE))
        }
        Page::TanStackVault => {
            session.go(url).await?;
            format!("fieldAnswers.then(() => listStands({}, {KEYS}))", json!(PASSPHRASE))
        }
    };
    evaluate(session, &expression).await.map(drop)
}

async fn visit(session: &Session, url: &str) -> Outcome<Visit> {
    session.go("about:blank").await?;
    session.go(url).await?;
    let number = |value: Value| value.as_f64().ok_or("bench/src/returning.js measured nothing");
    let field = number(evaluate(session, "fieldAnswers").await?)?;
    let list = number(evaluate(session, &format!("listStands({}, {KEYS})", json!(PASSPHRASE))).await?)?;
    Ok(Visit { field, list })
}

async fn evaluate(session: &Session, expression: &str) -> Outcome<Value> {
    let wait = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
    let mut answer = session.command("Runtime.evaluate", &wait).await?;
    match answer["exceptionDetails"]["exception"]["description"].as_str() {
        Some(why) => Err(format!("bench/src/returning.js: {why}").into()),
        None => Ok(answer["result"]["value"].take()),
    }
}

fn report(visits: &Visits) -> String {
    let of = |page: Page, conditions: Conditions, figure: Figure| -> Spread {
        spread(visits.get(&(page, conditions)).into_iter().flatten().map(figure).collect())
    };
    let figures: [(&str, Figure); 2] = [
        ("passphrase's field answers", |visit| visit.field),
        ("list of 200 keys stands", |visit| visit.list),
    ];
    let mut text = format!("\n{:<34}", "coming back, ms: median (range)");
    for page in Page::ALL {
        let _ = write!(text, " {:>23}", page.name());
    }
    text += "   ratio\n";
    for conditions in Conditions::ALL {
        for (name, figure) in figures {
            let [ours, theirs] = Page::ALL.map(|page| of(page, conditions, figure));
            let _ = writeln!(
                text,
                "{:<34} {:>23} {:>23} {:>7.2}",
                format!("{}: {name}", conditions.name()),
                milliseconds(ours),
                milliseconds(theirs),
                ratio(ours, theirs)
            );
        }
    }
    text
}
