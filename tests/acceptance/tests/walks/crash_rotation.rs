//! Rotations killed at every point, with parked replies and without. Each of the four walks takes another quarter of them.

use keyturn_acceptance::flows::titles;
use keyturn_acceptance::{Setup, Walk};
use keyturn_sandbox::Command;

use crate::matrix::{Act, Back, Kill, Killed, Operator, Share, matrix};

const PROVISION: Act = "provision";
const DEACTIVATE: Act = "deactivate";

/// What a button on screen is there for.
const ACTS: [(&str, Act); 9] = [
    ("Check", "check"),
    ("Make the new key", PROVISION),
    ("Try once more", PROVISION),
    ("Test the new key again", "test"),
    ("Prove that it is stored", "store"),
    ("Confirm the roll-out", "roll out"),
    ("Deactivate the old key", DEACTIVATE),
    ("Deactivate once more", "prepare"),
    ("Test both keys again", "probe"),
];

struct Rotations {
    /// Whether the gateway parks replies.
    parks: bool,
    product: String,
    /// The key to be rotated, and its number in the panel.
    old: (String, usize),
    /// The number of the key that was added last.
    newest: usize,
    /// The vendors' log up to here is accounted for.
    heard: u64,
    /// Keys alive at the vendor that nobody received.
    strays: Vec<String>,
    /// Requests to make a key whose outcome the panel cannot know.
    unknown: usize,
}

impl Rotations {
    async fn of(walk: &Walk, parks: bool) -> Self {
        let old = walk.vendors.starters().await.payroll_demo;
        let product = walk.vendors.key(&old).await.product.expect("a product key");
        walk.page.follow("Keys").await;
        let number = walk.number_of_key(titles::PAYROLL_DEMO).await;
        let newest = walk.newest_number().await;
        let heard = walk.vendors.last_number().await;
        Self { newest, parks, product, old: (old, number), heard, strays: Vec::new(), unknown: 0 }
    }

    /// How many POSTs and DELETEs the vendor has received since this was last asked.
    async fn changes(&mut self, walk: &Walk) -> (usize, usize) {
        let mut log = walk.vendors.state().await.log;
        log.retain(|one| one.number > self.heard);
        self.heard = log.last().map_or(self.heard, |one| one.number);
        let count = |method: &str| log.iter().filter(|one| one.method == method).count();
        (count("POST"), count("DELETE"))
    }

    async fn newest(&self, walk: &Walk) -> String {
        walk.vendors.live_keys_of(&self.product).await.pop().expect("a live key")
    }

    async fn provision_came_back(&mut self, walk: &Walk, killed: &Killed, back: &Back) {
        let asked = killed.passed("append 1 after");
        let received = killed.passed("call 1 sent");
        let status = back.status("Provision");
        if killed.passed("append 2 after") || (received && self.parks) {
            assert_eq!(status, "done", "{killed:?} {back:#?}");
        } else if asked {
            assert_eq!(status, "outcome unknown", "{killed:?} {back:#?}");
            self.unknown += 1;
            if received {
                self.strays.push(self.newest(walk).await);
            }
        } else {
            assert!(["waiting for you", "outcome unknown"].contains(&status), "{killed:?} {back:#?}");
        }
    }

    async fn deactivation_came_back(&self, walk: &Walk, killed: &Killed, back: &Back) {
        let status = back.status("Deactivate");
        let old_is_alive = walk.vendors.is_alive(&self.old.0).await;
        assert_eq!(old_is_alive, !killed.passed("call 3 sent"));
        if killed.passed("append 3 after") {
            // A request that shows no effect has failed, whether or not it ever left.
            let without_effect = status == "failed" && old_is_alive;
            let settled = ["done", "outcome unknown", "no run"].contains(&status);
            assert!(settled || without_effect, "{killed:?} {back:#?}");
        } else {
            assert!(["waiting for you", "failed"].contains(&status), "{killed:?} {back:#?}");
        }
        if back.status("Verify") == "done" {
            assert!(!old_is_alive, "{killed:?} {back:#?}");
        }
    }
}

impl Operator for Rotations {
    const RUN: &str = "Rotate the key of Payroll demo";

    async fn begin(&mut self, walk: &Walk) {
        walk.go_within(&format!("/keys/{}/rotate", self.old.1)).await;
        walk.page.press("Begin with the checks").await;
    }

    async fn wanted(&mut self, walk: &Walk) -> Option<Act> {
        walk.page
            .until("a rotation that wants something", async || {
                let screen = walk.page.screen().await;
                if screen.headings.iter().any(|heading| heading.starts_with("Rotation complete")) {
                    return Ok(None);
                }
                let wanted = ACTS.iter().find(|(button, _)| screen.buttons.iter().any(|one| one == button));
                wanted.map(|(_, act)| Some(*act)).ok_or(screen.text)
            })
            .await
    }

    async fn act(&mut self, walk: &Walk, act: Act) {
        match act {
            PROVISION if walk.page.count("button", "Make the new key").await > 0 => {
                walk.press_and_confirm("Make the new key").await;
            }
            PROVISION => walk.press_and_confirm("Try once more").await,
            "store" => walk.read_back(&self.newest(walk).await).await,
            "roll out" => walk.confirm_roll_out().await,
            DEACTIVATE => {
                // Their vendor has found the keys that nobody received: the DELETE names none.
                for key in self.strays.drain(..) {
                    walk.vendors.order(Command::RevokeKey { key }).await;
                }
                walk.deactivate(None).await;
            }
            "prepare" => {
                walk.page.press("Deactivate once more").await;
                walk.page.press("Prepare it").await;
            }
            "check" => walk.page.press("Check").await,
            "test" => walk.page.press("Test the new key again").await,
            _ => walk.page.press("Test both keys again").await,
        }
    }

    async fn went(&mut self, walk: &Walk, act: Act) {
        let changes = (usize::from(act == PROVISION), usize::from(act == DEACTIVATE));
        assert_eq!(self.changes(walk).await, changes, "{act}");
    }

    async fn came_back(&mut self, walk: &Walk, killed: &Killed, back: &Back) {
        let posts = usize::from(killed.act == PROVISION && killed.passed("call 1 sent"));
        let deletes = usize::from(killed.act == DEACTIVATE && killed.passed("call 3 sent"));
        assert_eq!(self.changes(walk).await, (posts, deletes), "{killed:?} {back:#?}");
        match killed.act {
            PROVISION => self.provision_came_back(walk, killed, back).await,
            DEACTIVATE => self.deactivation_came_back(walk, killed, back).await,
            _ => {}
        }
    }

    async fn is_over(&mut self, walk: &Walk) {
        let live = walk.vendors.live_keys_of(&self.product).await;
        assert_eq!(live.len(), 1, "one key is alive, and the panel has it");
        assert!(!walk.vendors.is_alive(&self.old.0).await);
        walk.page.follow("Keys").await;
        walk.page.has("heading", "Keys").await;
        assert_eq!(walk.orphans().await, self.unknown, "each key that may exist is on record, once");
        let newest = walk.newest_number().await;
        assert_eq!(newest, self.newest + 1, "the new key is on record, once");
        self.old = (live[0].clone(), newest);
        self.newest = newest;
        self.heard = walk.vendors.last_number().await;
    }
}

async fn rotations(name: &'static str, kill: Kill, parks: bool, nth: usize) {
    let setup = Setup::new(name).holding();
    let setup = if parks { setup } else { setup.tuned(|config| config.limits.parked_replies = 0) };
    setup
        .run(async |walk| {
            walk.begin_with_vault().await;
            let mut rotations = Rotations::of(walk, parks).await;
            matrix(walk, kill, Share { nth, of: 4 }, &mut rotations).await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rotation_survives_a_kill_at_every_point_with_parked_replies() {
    rotations("crash-rotation", Kill::Browser, true, 0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rotation_survives_a_kill_at_every_point_without_parked_replies() {
    rotations("crash-rotation-unparked", Kill::Browser, false, 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rotation_survives_the_loss_of_its_tab_at_every_point() {
    rotations("crash-rotation-tab", Kill::Tab, true, 2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rotation_survives_the_loss_of_its_tab_at_every_point_without_parked_replies() {
    rotations("crash-rotation-tab-unparked", Kill::Tab, false, 3).await;
}
