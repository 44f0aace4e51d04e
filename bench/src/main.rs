//! The panel's first view beside the same view made with others' tools: bytes, requests, first content, first answer.
//!
//! Started by `cargo xtask bench`, which builds all pages first and names their directories in the environment.
//!
//! - `pages`: which pages; `controls.js`: the control of each that has to answer, which `probe.js` clicks.
//! - `server`: how they are served; `browser`, `driver`, `webdriver`: the browser.
//! - `view`: one cold view under `conditions`; `traffic`: what it moved over the wire.
//! - `demo`: how long the demo takes to open.
//! - `returning`, with `returning.js` and `sealed_keys`: coming back to a vault of 200 keys. `parts`: what all files weigh.
//! - `medians`, `report`, `budget`: what is said about all views.
//! - `scan`: `cargo xtask bench scan`, which measures the scanner instead.
//! - `unlock`, with `unlock.js`: opening the vault, measured by `cargo xtask bench unlock`.

mod args;
mod browser;
mod budget;
mod conditions;
mod demo;
mod driver;
mod medians;
mod pages;
mod parts;
mod report;
mod returning;
mod say;
mod scan;
mod sealed_keys;
mod server;
mod traffic;
mod unlock;
mod view;
mod webdriver;

use std::process::ExitCode;

use args::{Args, Measured, Setting};
use clap::Parser as _;
use conditions::Conditions;
use medians::Views;
use pages::Page;
use server::Servers;

/// A value, or why measuring failed.
type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

#[tokio::main]
async fn main() -> ExitCode {
    let Args { what, rounds } = Args::parse();
    let measured = match what {
        Measured::FirstView => first_views(rounds).await,
        Measured::Returning => coming_back(rounds).await,
        Measured::Unlock => unlocking(rounds).await,
        Measured::Scan => scan::measure(rounds).await,
    };
    match measured {
        Ok(()) => ExitCode::SUCCESS,
        Err(cause) => {
            say::failure(&cause.to_string());
            ExitCode::FAILURE
        }
    }
}

async fn coming_back(rounds: u32) -> Outcome {
    returning::measure(&Setting::read()?, rounds).await
}

async fn unlocking(rounds: u32) -> Outcome {
    unlock::measure(&Setting::read()?, rounds).await
}

async fn first_views(rounds: u32) -> Outcome {
    let setting = Setting::read()?;
    let servers = Servers::start(&setting).await?;
    let mut views = Views::default();
    for round in 1..=rounds {
        for conditions in Conditions::ALL {
            for page in Page::ALL {
                let view = view::measure(page, &servers.url(page), conditions)
                    .await
                    .map_err(|cause| format!("{}, {}: {cause}", page.name(), conditions.name()))?;
                say::line(&report::progress(round, rounds, page, conditions, &view));
                views.add(page, conditions, view);
            }
        }
    }
    let mut opened = Vec::new();
    for _ in 0..rounds {
        opened.push(demo::measure(&servers.url(Page::Keyturn)).await?);
    }
    servers.stop().await;
    say::line(&report::tables(&views));
    say::line(&report::demo(&mut opened));
    returning::measure(&setting, rounds).await?;
    say::line(&parts::table(&setting.panel)?);
    say::line(&budget::statement(&views));
    Ok(())
}
