//! The tab is closed in the middle.

use super::superapi::CHECKS;
use super::{Story, nothing, when};
use crate::app::demo::inside::starters;
use crate::demo::Steer;
use crate::route::{Route, RunId};
use keyturn_domain::inventory::KeyId;
use keyturn_domain::run::step::Status;
use keyturn_domain::superapi::rotation;
use keyturn_domain::vendor::Vendor;
use keyturn_sandbox::{Fault, RouteName};

/// Milliseconds during which SuperAPI keeps everybody waiting: long enough to close a tab.
const WAIT: u64 = 30_000;

pub(super) static CRASH: Story = Story {
    id: "crash",
    title: "The tab is closed in the middle",
    minutes: 4,
    about: "SuperAPI is making a key while the browser dies. With a vault, the run goes on where it stood, key included.",
    keys: starters::SUPERAPI,
    opens: nothing,
    steps: &[
        when(
            "Press “Connections” at the top",
            "Keys live in the page's memory unless you make a vault. The demo's vault is its own: a vault of yours is not touched.",
            |panel| panel.page() == Route::Connections || panel.vault_is_open(),
        )
        .at_link(&[("header nav", Route::Connections)]),
        when(
            "Make up a passphrase, type it twice, and press “Make the vault”",
            "Working out the vault's key takes a moment on purpose. Remember the passphrase for two minutes.",
            |panel| panel.vault_is_open(),
        )
        .at_button("Make the vault"),
        when(
            "Go to Keys, open the key of “Payroll import” and press “Rotate this key”",
            "From now on every step is written, sealed, before it happens. The page before the run says so.",
            |panel| panel.page() == Route::Rotate(KeyId(1)) || panel.is_in_a_run(),
        )
        .at_link(&[("main", Route::Rotate(KeyId(1))), ("main", Route::Key(KeyId(1))), ("header nav", Route::Keys)]),
        CHECKS,
        when(
            "Press “Make the new key”, and once more in the dialog",
            "SuperAPI has the request and is slow to answer. This is the worst moment to lose the page.",
            |panel| panel.step_is(rotation::Step::Provision, Status::Running) || panel.step_is(rotation::Step::Store, Status::Waiting),
        )
        .opening(slow)
        .at_button("Make the new key"),
        when(
            "Close this tab and open it again, or press “Lose the page” below",
            "The key is being made, and its answer would come to a page that is gone. The gateway keeps it, sealed under a key that only the vault has.",
            |panel| panel.vault_is_locked(),
        )
        .losing(),
        when(
            "Type the passphrase and press “Unlock”",
            "The panel reads the journal: the request went out, and no answer was written. It does not send it again.",
            |panel| panel.vault_is_open(),
        )
        .at_button("Unlock"),
        when(
            "Open the unfinished run, if it is not open already",
            "The gateway still had the answer. The new key is in hand, the run stands at Store, and SuperAPI was asked once.",
            |panel| panel.step_is(rotation::Step::Store, Status::Waiting) && panel.is_in_a_run(),
        )
        .at_link(&[("main", Route::Run(RunId(1)))]),
    ],
};

fn slow() -> Vec<Steer> {
    let route = Some(RouteName::Provision);
    Steer::arm(Vendor::SuperApi, route, &Fault::Latency(WAIT), 1).into_iter().collect()
}
