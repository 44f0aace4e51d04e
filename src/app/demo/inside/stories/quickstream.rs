//! QuickStream's stories.

use super::{Copied, Story, nothing, read, when};
use crate::app::demo::inside::panel_state::PanelState;
use crate::app::demo::inside::starters::{self, ENDING, PUBLISHABLE as CHECKOUT};
use crate::demo::{Steer, World};
use crate::route::Route;
use keyturn_domain::inventory::{KeyId, Life};
use keyturn_domain::key::KeyKind;
use keyturn_domain::run::step::Status;
use keyturn_domain::westpac::{rehearsal, renewal};
use keyturn_sandbox::Kind;

/// The first key of the list.
const KEY: KeyId = KeyId(1);

pub(super) static RENEWAL: Story = Story {
    id: "renewal",
    title: "The first renewal",
    minutes: 3,
    about: "A QuickStream key that is about to end is renewed, stored and proven; the old one dies by itself.",
    keys: starters::QUICKSTREAM,
    opens: nothing,
    steps: &[
        read(
            "Look at the list of keys, then press Next",
            "The panel has asked QuickStream about each key. “Payments server” is alive, but QuickStream already names a newer key to switch to. When the old one ends stays unknown: QuickStream dates the key to use, and no other.",
        )
        .at_row(Route::Key(KEY)),
        when(
            "Open the key of “Payments server”: press the name above it",
            "Everything that is known of a key stands on its own page. The key itself is never shown unless you ask for it.",
            |panel| panel.is_about(KEY),
        )
        .at_link(&[("main td", Route::Key(KEY)), ("main th", Route::Key(KEY))]),
        when(
            "Press “Renew this key”",
            "Nothing happens yet: the panel first says what it is going to do, and what closing the tab would mean.",
            |panel| panel.page() == Route::Renew(KEY) || panel.is_in_a_run(),
        )
        .at_link(&[("main", Route::Renew(KEY))]),
        when(
            "Press “Begin the renewal”",
            "The panel asks QuickStream who the key is and which key to use from now on, and then tries the new key. These questions end nothing: the old key goes on working.",
            |panel| panel.step_is(renewal::Step::Store, Status::Waiting),
        )
        .at_button("Begin the renewal"),
        when(
            "Copy the new key, paste it into the field below it, and press “Prove that it is stored”",
            "Here you may paste it at once. In real life you store it first, where your application reads it, and copy it from there: only what you read back counts.",
            |panel| panel.step_is(renewal::Step::Store, Status::Done),
        )
        .at_button("Copy"),
        when(
            "Press “Ask once more with the new key”",
            "QuickStream must answer that the new key is the one to use. Then the renewal is proven from end to end.",
            PanelState::a_run_is_over,
        )
        .at_button("Ask once more"),
        when(
            "Go back to the list: press “Keys” at the top",
            "The new key is the current one. The old key is superseded but not dead: it goes on until its own end, which QuickStream does not tell.",
            |panel| panel.page() == Route::Keys,
        )
        .at_link(&[("header nav", Route::Keys)]),
        when(
            "Open “Clock” in this panel and press “Past the next end”",
            "Nobody waits that long in a demo. The whole panel follows this clock: ends, freshness and warnings.",
            |panel| !panel.lives(ENDING.what()),
        ),
        when(
            "Press “Check” beside the key of “Payments server” that is marked superseded",
            "QuickStream answers 401: the old key is dead, as it should be, and the application has long been using the new one.",
            |panel| panel.key(KEY, |key| key.life == Life::Dead).unwrap_or_default(),
        )
        .at_row(Route::Key(KEY)),
    ],
};

/// The two keys that the story's opening made, the older first.
fn made(world: &World, from_the_end: usize, look: fn(keyturn_sandbox::KeySnapshot) -> String) -> String {
    let keys = world.view().quickstream.keys.into_iter();
    let mut secrets: Vec<_> = keys.filter(|key| key.kind == Kind::Secret).collect();
    let at = secrets.len().checked_sub(from_the_end);
    at.map(|at| look(secrets.swap_remove(at))).unwrap_or_default()
}

pub(super) static REHEARSAL: Story = Story {
    id: "rehearsal",
    title: "The two-key rehearsal",
    minutes: 2,
    about: "Westpac's own drill: does your application change keys by itself, before it has to?",
    keys: &[],
    opens: || vec![Steer::MakeSecretKey(90), Steer::MakeSecretKey(90)],
    steps: &[
        when(
            "Press “Rehearse” at the top",
            "Somebody has made two secret keys in QuickStream Portal. The application is set to the first; will it find the second by itself?",
            |panel| panel.page() == Route::Rehearse || panel.is_in_a_run(),
        )
        .at_link(&[("header nav", Route::Rehearse)]),
        when(
            "Paste both keys and press “Check both keys”",
            "The panel asks, with the first key, which key to use from now on. The answer must name the second.",
            |panel| panel.step_is(rehearsal::Step::Watch, Status::Waiting),
        )
        .copying(&[
            Copied { what: "the first key", text: |world| made(world, 2, |key| key.text) },
            Copied { what: "the second key", text: |world| made(world, 1, |key| key.text) },
        ])
        .at_button("Check both keys"),
        when(
            "Paste the key name from the application's log and press “Compare the name”",
            "What QuickStream says is one half. The other is your application, which the panel cannot see: its log tells which key it uses now.",
            |panel| panel.step_is(rehearsal::Step::Result, Status::Done),
        )
        .copying(&[Copied { what: "the name in the log", text: |world| made(world, 1, |key| key.name) }])
        .at_button("Compare the name"),
        read(
            "Read the result, then press Next",
            "Passed: the application changes keys by itself. Had the log named the first key, you would know today and not on the day when it ends.",
        ),
    ],
};

pub(super) static PUBLISHABLE: Story = Story {
    id: "publishable",
    title: "A publishable key is pasted",
    minutes: 1,
    about: "QuickStream has two kinds of key, and only one can be renewed. The panel tells them apart before anything is sent.",
    keys: starters::QUICKSTREAM,
    opens: nothing,
    steps: &[
        when(
            "Copy the key below and press “Add a key”",
            "Somebody found this key in the source of a web page and wants it renewed.",
            |panel| panel.is_adding() || has_it(panel),
        )
        .copying(&[Copied { what: "the publishable key", text: |world| CHECKOUT.text(world) }])
        .at_button("Add a key"),
        when(
            "Paste the key and press “Add and check”",
            "The panel sees by its mark, _PUB, that it is a publishable key, and says so beside the field. It may be kept and checked all the same.",
            has_it,
        )
        .at("dialog[open] .modal__body"),
        when(
            "Press “Rehearse” at the top",
            "The same key would also pass QuickStream's Root question, which proves nothing. Let us try it where a secret key is wanted.",
            |panel| panel.page() == Route::Rehearse,
        )
        .at_link(&[("header nav", Route::Rehearse)]),
        read(
            "Paste it as the first key, press “Check both keys”, and then Next",
            "It is refused by name before anything is sent: publishable keys cannot ask for the latest key.",
        )
        .copying(&[Copied { what: "the publishable key", text: |world| CHECKOUT.text(world) }])
        .at("main input"),
    ],
};

fn has_it(panel: PanelState) -> bool {
    panel.any_key(|key| key.kind == KeyKind::WestpacPublishable)
}
