//! SuperAPI's stories.

use super::{Step, Story, nothing, read, when};
use crate::app::demo::inside::panel_state::PanelState;
use crate::app::demo::inside::starters;
use crate::demo::Steer;
use crate::route::Route;
use keyturn_domain::inventory::KeyId;
use keyturn_domain::run::step::Status;
use keyturn_domain::superapi::rotation;
use keyturn_domain::vendor::Vendor;
use keyturn_sandbox::{DeleteChoice, Fault, RouteName, Setting};

/// The first key of the list.
const KEY: KeyId = KeyId(1);

const OPEN: Step = when(
    "Open the key of “Payroll import” and press “Rotate this key”",
    "SuperAPI's keys never end by themselves, so they are rotated: make a new one, prove it, switch over, then deactivate the old one.",
    |panel| panel.page() == Route::Rotate(KEY) || panel.is_in_a_run(),
)
.at_link(&[("main", Route::Rotate(KeyId(1))), ("main", Route::Key(KeyId(1)))]);

pub(super) const CHECKS: Step = when(
    "Press “Begin with the checks”",
    "Preflight asks harmless questions only: is the partner key good, and which product does the old key open?",
    |panel| panel.step_is(rotation::Step::Provision, Status::Waiting),
)
.at_button("Begin with the checks");

const MAKE: Step = when(
    "Press “Make the new key”, and once more in the dialog",
    "From here on two keys work. SuperAPI shows the new one once and never again, so the panel holds it until you have proven that it is stored.",
    |panel| panel.step_is(rotation::Step::Store, Status::Waiting),
)
.at_button("Make the new key");

pub(super) const STORE: Step = when(
    "Copy the new key, paste it into the field below it, and press “Prove that it is stored”",
    "Only what you read back counts. Until then nothing can be deactivated, by design and not by warning.",
    |panel| panel.step_is(rotation::Step::Store, Status::Done),
)
.at_button("Copy");

const ROLL_OUT: Step = when(
    "Tick “Everything that used the old key now uses the new one” and press “Confirm the roll-out”",
    "The panel cannot see your systems; this confirmation is yours, and stands in the record.",
    |panel| panel.step_is(rotation::Step::RollOut, Status::Done),
)
.at_button("Confirm the roll-out");

pub(super) static ROTATION: Story = Story {
    id: "rotation",
    title: "A rotation, from preflight to proof",
    minutes: 3,
    about: "A SuperAPI key is replaced: seven steps, one request that cannot be undone, and a proof at the end.",
    keys: starters::SUPERAPI,
    opens: nothing,
    steps: &[
        OPEN,
        CHECKS,
        MAKE,
        STORE,
        ROLL_OUT,
        when(
            "Press “Deactivate the old key”, and once more in the dialog",
            "SuperAPI's request to deactivate names the product and not the key. So it goes out once, and both keys are probed afterwards.",
            |panel| panel.step_is(rotation::Step::Verify, Status::Done),
        )
        .at_button("Deactivate the old key"),
        read(
            "Read the proof, then press Next",
            "The old key is dead and the new one alive: not because SuperAPI said “OK”, but because each key was tried.",
        ),
    ],
};

pub(super) static LOST_REPLY: Story = Story {
    id: "lost-reply",
    title: "A reply is lost",
    minutes: 2,
    about: "The network drops the answer to “make a new key”. Was one made? The panel does not guess.",
    keys: starters::SUPERAPI,
    opens: nothing,
    steps: &[
        OPEN,
        CHECKS,
        when(
            "Press “Make the new key”, and once more in the dialog",
            "SuperAPI will make the key this time, and the connection will break before the answer arrives.",
            |panel| panel.step_is(rotation::Step::Provision, Status::Unknown),
        )
        .opening(|| lose(RouteName::Provision))
        .at_button("Make the new key"),
        read(
            "Read what the step says, then press Next",
            "Outcome unknown is a state, not an error. The request is not repeated by itself, because every repeat would make one more key.",
        ),
        when(
            "Press “Try once more”, and confirm",
            "A second key is made, knowingly. The one that nobody received stays on record as an orphan, to be reported to SuperAPI.",
            |panel| panel.step_is(rotation::Step::Store, Status::Waiting),
        )
        .at_button("Try once more"),
        STORE,
        when(
            "Press “Activity” at the top",
            "Both requests stand in the record, with what was answered and what was not, and no key in any line.",
            |panel| panel.page() == Route::Activity,
        )
        .at_link(&[("header nav", Route::Activity)]),
    ],
};

pub(super) static WRONG_KEY: Story = Story {
    id: "wrong-key",
    title: "The wrong key is removed",
    minutes: 3,
    about: "SuperAPI deactivates the new key instead of the old one. Its documents do not rule that out, so the panel looks.",
    keys: starters::SUPERAPI,
    opens: || Steer::turn(&Setting::DeleteChoice(DeleteChoice::Newest)).into_iter().collect(),
    steps: &[
        OPEN,
        CHECKS,
        MAKE,
        STORE,
        ROLL_OUT,
        when(
            "Press “Deactivate the old key”, and once more in the dialog",
            "Behind the scenes SuperAPI is about to take the newest key. It will answer that all went well.",
            failed,
        )
        .at_button("Deactivate the old key"),
        read(
            "Read the alarm, then press Next",
            "The probes show it: the old key lives, the new one is dead. The panel says what is down now, and hands the old key back to you.",
        )
        .at("main [role='alert'], main .alarm"),
        when(
            "Press “Make a replacement now”",
            "The run goes back to its beginning with the old key, which still works. This time SuperAPI will take the right one.",
            |panel| panel.step_is(rotation::Step::Preflight, Status::Ready),
        )
        .opening(|| Steer::turn(&Setting::DeleteChoice(DeleteChoice::Oldest)).into_iter().collect())
        .at_button("Make a replacement now"),
        read(
            "Go through the steps again if you like, or press Next",
            "From here it is an ordinary rotation, with one more line in the record: that a key was lost on the way.",
        ),
    ],
};

pub(super) static BOTH_DEAD: Story = Story {
    id: "both-dead",
    title: "Both keys are dead",
    minutes: 3,
    about: "The worst outcome there is: SuperAPI takes every key of the product. The way out takes a minute.",
    keys: starters::SUPERAPI,
    opens: || Steer::turn(&Setting::DeleteChoice(DeleteChoice::All)).into_iter().collect(),
    steps: &[
        OPEN,
        CHECKS,
        MAKE,
        STORE,
        ROLL_OUT,
        when(
            "Press “Deactivate the old key”, and once more in the dialog",
            "Behind the scenes SuperAPI is about to take both keys, and to answer that all went well.",
            failed,
        )
        .at_button("Deactivate the old key"),
        when(
            "Read the alarm, then press “Make a replacement now”",
            "Both probes were refused, so the product is down. The partner key still works and makes another key at once.",
            |panel| panel.step_is(rotation::Step::Preflight, Status::Ready),
        )
        .at_button("Make a replacement now"),
        when(
            "Press “Check” in the first step",
            "Preflight sees that the old key is dead; in this run nothing is left to deactivate.",
            |panel| panel.step_is(rotation::Step::Provision, Status::Waiting),
        )
        .at_button("Check"),
        MAKE,
        STORE,
        when(
            "Tick “Everything that used the old key now uses the new one” and press “Confirm the roll-out”",
            "Deactivate is skipped: there is nothing left to take away. The new key alone is proven.",
            PanelState::a_run_is_over,
        )
        .at_button("Confirm the roll-out"),
    ],
};

fn failed(panel: PanelState) -> bool {
    panel.step_is(rotation::Step::Verify, Status::Failed)
}

/// The vendor does everything, and nobody hears of it.
fn lose(route: RouteName) -> Vec<Steer> {
    Steer::arm(Vendor::SuperApi, Some(route), &Fault::DroppedAfter, 1).into_iter().collect()
}
