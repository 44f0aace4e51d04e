//! The figures as text.

use std::fmt::Write as _;

use crate::conditions::Conditions;
use crate::demo::MOST;
use crate::medians::{Spread, Views};
use crate::pages::Page;
use crate::traffic::Part;
use crate::view::View;

/// One line while the measuring goes on.
pub(crate) fn progress(round: u32, rounds: u32, page: Page, conditions: Conditions, view: &View) -> String {
    format!(
        "round {round} of {rounds}  {:<11} {:<5}  content {:>6.0} ms  usable {:>6.0} ms",
        page.name(),
        conditions.name(),
        view.content,
        view.usable,
    )
}

/// Everything that was measured, medians of all rounds.
pub(crate) fn tables(views: &Views) -> String {
    let mut text =
        format!("\n{}", row("bytes over the wire (brotli)", Page::ALL.map(|page| page.name().into())));
    for part in Part::ALL {
        text += &row(part.name(), Page::ALL.map(|page| format!("{:.0}", views.part(page, part))));
    }
    text += &row("in all", Page::ALL.map(|page| format!("{:.0}", views.total(page))));
    text += &row("requests", Page::ALL.map(|page| format!("{:.0}", views.requests(page))));
    for conditions in Conditions::ALL {
        let headline = format!("{}, ms: median (least to most)", conditions.name());
        let _ = write!(text, "\n{}", row(&headline, Page::ALL.map(|page| page.name().into())));
        text += &row("first content", Page::ALL.map(|page| milliseconds(views.content(page, conditions))));
        text += &row("usable", Page::ALL.map(|page| milliseconds(views.usable(page, conditions))));
    }
    text += "\nkeyturn to the peer, medians\n";
    for peer in Page::PEERS {
        let _ = write!(text, "  {:<11}", peer.name());
        let _ = write!(text, "  bytes {:.2}", views.total(Page::Keyturn) / views.total(peer));
        for conditions in Conditions::ALL {
            let content = ratio(views.content(Page::Keyturn, conditions), views.content(peer, conditions));
            let usable = ratio(views.usable(Page::Keyturn, conditions), views.usable(peer, conditions));
            let _ = write!(text, "  {}: content {content:.2}, usable {usable:.2}", conditions.name());
        }
        text.push('\n');
    }
    text
}

/// How many times the second one the first one is.
pub(crate) fn ratio(ours: Spread, other: Spread) -> f64 {
    ours.median / other.median
}

pub(crate) fn milliseconds(spread: Spread) -> String {
    format!("{:.0} ({:.0} to {:.0})", spread.median, spread.least, spread.most)
}

fn row(name: &str, columns: [String; 3]) -> String {
    let mut row = format!("{name:<34}");
    for column in columns {
        let _ = write!(row, " {column:>21}");
    }
    row.push('\n');
    row
}

/// How long the demo took to open.
pub(crate) fn demo(opened: &mut [f64]) -> String {
    opened.sort_by(f64::total_cmp);
    let median = opened.get(opened.len() / 2).copied().unwrap_or(f64::NAN);
    let word = if median <= MOST { "holds" } else { "BROKEN" };
    let (least, most) =
        (opened.first().copied().unwrap_or(f64::NAN), opened.last().copied().unwrap_or(f64::NAN));
    format!(
        "from the click to the demo's keys: median {median:.0} ms ({least:.0} to {most:.0}), {word}: {MOST:.0} ms at most"
    )
}
