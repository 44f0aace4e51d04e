//! What the panel's first view may cost, and whether it does not cost more.

use std::fmt::Write as _;

use crate::conditions::Conditions::Slow;
use crate::medians::Views;
use crate::pages::Page;
use crate::report::ratio;

const BYTES: f64 = 200_000.0;
const BYTES_AIM: f64 = 170_000.0;
const REQUESTS: f64 = 8.0;
const USABLE_TO_TANSTACK: f64 = 1.25;
const USABLE_TO_REACT_ADMIN: f64 = 0.45;

struct Budget {
    what: String,
    seen: String,
    holds: bool,
}

/// One line a budget: what was seen, and whether it holds.
pub(crate) fn statement(views: &Views) -> String {
    let budgets = budgets(views);
    let mut text = "budgets (1 KB is 1000 bytes; times are medians under the slow conditions)\n".to_owned();
    for Budget { what, seen, holds } in &budgets {
        let _ = writeln!(text, "  {:<7} {what}: {seen}", if *holds { "holds" } else { "BROKEN" });
    }
    let held = budgets.iter().filter(|budget| budget.holds).count();
    let _ = write!(
        text,
        "{held} of {} budgets hold. Other work on this computer changes the times.",
        budgets.len()
    );
    text
}

fn budgets(views: &Views) -> Vec<Budget> {
    let total = views.total(Page::Keyturn);
    let requests = views.requests(Page::Keyturn);
    let mut budgets = vec![
        Budget {
            what: "at most 200 KB over the wire, 170 KB is the aim".to_owned(),
            seen: format!(
                "{:.1} KB, aim {}",
                total / 1000.0,
                if total <= BYTES_AIM { "reached" } else { "missed" }
            ),
            holds: total <= BYTES,
        },
        Budget {
            what: format!("at most {REQUESTS} requests"),
            seen: format!("{requests}"),
            holds: requests <= REQUESTS,
        },
    ];
    for (peer, limit) in [(Page::TanStack, USABLE_TO_TANSTACK), (Page::ReactAdmin, USABLE_TO_REACT_ADMIN)] {
        let times = ratio(views.usable(Page::Keyturn, Slow), views.usable(peer, Slow));
        budgets.push(Budget {
            what: format!("usable within {limit} times {}", peer.name()),
            seen: format!("{times:.2} times"),
            holds: times <= limit,
        });
    }
    for peer in Page::PEERS {
        let (ours, theirs) = (views.content(Page::Keyturn, Slow), views.content(peer, Slow));
        budgets.push(Budget {
            what: format!("first content sooner than {}", peer.name()),
            seen: format!("{:.0} ms to {:.0} ms", ours.median, theirs.median),
            holds: ours.median < theirs.median,
        });
    }
    budgets
}
