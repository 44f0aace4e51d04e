//! What the tour shows.

use super::stories::Target;
use crate::route::Route;
use keyturn_domain::inventory::KeyId;

/// The first key of the list.
const KEY: KeyId = KeyId(1);

/// A topic.
pub(super) struct Topic {
    /// Stands in the event log.
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    pub(super) stops: &'static [Stop],
}

/// Something to look at.
pub(super) struct Stop {
    /// The page that it is on.
    pub(super) page: Route,
    pub(super) target: Target,
    pub(super) what: &'static str,
    pub(super) words: &'static str,
}

const fn stop(page: Route, target: &'static str, what: &'static str, words: &'static str) -> Stop {
    Stop { page, target: Target::First(target), what, words }
}

pub(super) static TOPICS: [Topic; 5] = [
    Topic {
        id: "keys",
        title: "The list of keys",
        stops: &[
            stop(
                Route::Keys,
                "main .attention, main .counts",
                "What needs you.",
                "Most severe first, each with the one act that it asks for. When nothing needs you, it says so.",
            ),
            stop(
                Route::Keys,
                "main .plot",
                "What ends when.",
                "Every key in use on a line of time; the nearest stand on the left.",
            ),
            stop(
                Route::Keys,
                // On a phone the headings stand in the rows.
                "main thead, main tbody tr",
                "One row for each key.",
                "What it is called, where it belongs, whether it was seen alive, and when.",
            ),
            stop(
                Route::Keys,
                "main tbody .acts",
                "What to do next.",
                "The one act that the key asks for. “Check” asks its vendor a harmless question.",
            ),
            stop(
                Route::Keys,
                "main .page-heading .button",
                "Adding a key.",
                "Paste it once. It is masked from then on, and shown or copied only when you ask for it.",
            ),
        ],
    },
    Topic {
        id: "key",
        title: "One key",
        stops: &[
            stop(
                Route::Key(KEY),
                "main h1",
                "A page for each key.",
                "Called by the vendor's own name for it, once that is known.",
            ),
            stop(
                Route::Key(KEY),
                "main .facts",
                "What is known.",
                "Every fact came out of a vendor's answer. Nothing is computed from the key's text but its kind.",
            ),
            stop(
                Route::Key(KEY),
                "main .actions .button--primary, main .actions .button",
                "Renew or rotate.",
                "Leads to a page that says what will happen. Nothing is sent before you begin.",
            ),
        ],
    },
    Topic {
        id: "run",
        title: "Before a run",
        stops: &[
            stop(
                Route::Renew(KEY),
                "main .plan",
                "What will happen.",
                "Every step, in order. Each says what it sent, what was answered, and what that means.",
            ),
            stop(
                Route::Renew(KEY),
                "main .grid > .card:last-child",
                "What it is about.",
                "The key, its connection, and what closing this tab would mean.",
            ),
            stop(
                Route::Renew(KEY),
                "main .button--primary",
                "The one button.",
                "Each screen has one next act. Acts that cannot be undone ask once more.",
            ),
        ],
    },
    Topic {
        id: "connections",
        title: "Connections and the vault",
        stops: &[
            stop(
                Route::Connections,
                "main .grid .card",
                "Where keys are sent.",
                "The list comes from the gateway's configuration and from nowhere else.",
            ),
            stop(
                Route::Connections,
                "main .grid .card .button",
                "Testing the way.",
                "Leg by leg: is it the page, the gateway, the network or the vendor?",
            ),
            Stop {
                page: Route::Connections,
                target: Target::Saying("main .card", "vault"),
                what: "The vault.",
                words: "Keeps keys and unfinished runs in this browser, sealed under a passphrase. Optional; the demo has one of its own.",
            },
        ],
    },
    Topic {
        id: "record",
        title: "The record",
        stops: &[
            stop(
                Route::Activity,
                "main h1",
                "Activity.",
                "Every act, request and answer of this session, without any key.",
            ),
            stop(
                Route::Activity,
                "main .timeline",
                "Line by line.",
                "A support case begins here: what was asked, when, and what the vendor said.",
            ),
            stop(
                Route::Activity,
                "header .header__name",
                "From the keyboard.",
                "Ctrl K goes to any key or page; ? lists the shortcuts.",
            ),
        ],
    },
];
