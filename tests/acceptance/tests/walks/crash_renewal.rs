//! Renewals and rehearsals killed at every point. Their calls are questions: a lost answer is asked for again by the
//! operator, and nothing is ever unknown.

use keyturn_acceptance::hold::Stood;
use keyturn_acceptance::{Setup, Walk};
use keyturn_sandbox::{Command, Kind};

use crate::matrix::{Act, BEGIN, Back, Kill, Killed, Operator, Share, killed_and_back, matrix};

/// The act that a button on screen is there for; the last of them that is there counts.
fn wanted(buttons: &[String], acts: &[(&str, Act)]) -> Option<Act> {
    let there = |(button, _): &&(&str, Act)| buttons.iter().any(|one| one == button);
    acts.iter().find(there).map(|(_, act)| *act)
}

/// Waits until the run wants something, or its end is on screen.
async fn next(walk: &Walk, acts: &[(&str, Act)], end: &str) -> Option<Act> {
    walk.page
        .until("a run that wants something", async || {
            let screen = walk.page.screen().await;
            if screen.headings.iter().any(|heading| heading == end) {
                return Ok(None);
            }
            wanted(&screen.buttons, acts).map(Some).ok_or(screen.text)
        })
        .await
}

/// What is on disk is what is shown: a step is done once its last answer is written, and not before.
fn is_true(killed: &Killed, back: &Back, step: &str, last: &str) {
    let status = back.status(step);
    if killed.passed(last) {
        assert!(["done", "no run"].contains(&status), "{killed:?} {back:#?}");
    } else {
        assert_ne!(status, "done", "{killed:?} {back:#?}");
    }
}

/// How many calls that are no questions the vendors have received: none, ever.
async fn only_questions(walk: &Walk) {
    let log = walk.vendors.state().await.log;
    assert!(log.iter().all(|one| one.method == "GET"), "{log:?}");
}

struct Renewals {
    /// The number of the key to be renewed.
    key: usize,
    current: String,
}

impl Operator for Renewals {
    const RUN: &str = "Renew ";

    async fn begin(&mut self, walk: &Walk) {
        // Somebody makes a newer key in the Portal, unless there is one already.
        if walk.vendors.newest_secret().await.text == self.current {
            walk.vendors
                .order(Command::MakeSecretKey {
                    vendor: keyturn_domain::vendor::Vendor::QuickStream,
                    days: 90,
                })
                .await;
        }
        walk.go_within(&format!("/keys/{}/renew", self.key)).await;
        walk.page.press("Begin the renewal").await;
    }

    async fn wanted(&mut self, walk: &Walk) -> Option<Act> {
        let acts = [
            ("Begin", "check"),
            ("Prove that it is stored", "store"),
            ("Ask once more with the new key", "confirm"),
            ("Try this step again", "retry"),
        ];
        next(walk, &acts, "Renewed").await
    }

    async fn act(&mut self, walk: &Walk, act: Act) {
        match act {
            "check" => walk.page.press("Begin").await,
            "store" => walk.read_back(&walk.vendors.newest_secret().await.text).await,
            "confirm" => walk.page.press("Ask once more with the new key").await,
            _ => walk.page.press("Try this step again").await,
        }
    }

    async fn went(&mut self, walk: &Walk, _: Act) {
        only_questions(walk).await;
    }

    async fn came_back(&mut self, walk: &Walk, killed: &Killed, back: &Back) {
        only_questions(walk).await;
        match killed.act {
            BEGIN => is_true(killed, back, "Test the new key", "append 5 after"),
            "store" => is_true(killed, back, "Store", "append 2 after"),
            "confirm" => is_true(killed, back, "Confirm", "append 2 after"),
            _ => {}
        }
    }

    async fn is_over(&mut self, walk: &Walk) {
        walk.page.follow("Keys").await;
        walk.page.has("heading", "Keys").await;
        let newest = walk.newest_number().await;
        assert!(newest > self.key, "the new key is on record");
        walk.go_within(&format!("/keys/{newest}")).await;
        let new = walk.vendors.newest_secret().await;
        walk.page.has("heading", &new.name).await;
        self.key = newest;
        self.current = new.text;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renewal_survives_a_kill_at_every_point() {
    renewals("crash-renewal", Kill::Browser, 0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renewal_survives_the_loss_of_its_tab_at_every_point() {
    renewals("crash-renewal-tab", Kill::Tab, 1).await;
}

const LATEST: &str = "api-keys/latest";

/// Renewals ask questions only, so nothing of theirs is parked anywhere: an answer that had come, and was not written, is
/// not known, and is asked for again.
#[tokio::test(flavor = "multi_thread")]
async fn a_renewal_whose_answer_was_lost_claims_nothing_and_asks_again() {
    Setup::new("crash-renewal-unparked")
        .holding()
        .tuned(|config| config.limits.parked_replies = 0)
        .run(async |walk| {
            let keys = walk.begin_with_vault().await;
            let before = walk.vendors.count("GET", LATEST).await;
            let title = walk.title_of(&keys.nine_days).await;
            walk.go_to_key(&title).await;
            walk.page.follow("Renew this key").await;
            walk.page.hold_at(Some("call 2 replied")).await;
            walk.page.press("Begin the renewal").await;
            for (kill, asked) in [(Kill::Browser, 1), (Kill::Tab, 2)] {
                assert_eq!(walk.page.stood().await.0, Stood::Held);
                assert_eq!(walk.vendors.count("GET", LATEST).await - before, asked);
                let back = killed_and_back::<Renewals>(walk, kill).await;
                let stands = ["Ask for latest", "Compare", "Test the new key"].map(|step| back.status(step));
                assert_eq!(stands, ["failed", "not started", "not started"], "{back:#?}");
                walk.page.says("The browser got no answer from the proxy.").await;
                assert_eq!(walk.vendors.count("GET", LATEST).await - before, asked, "nothing asks by itself");
                walk.page.hold_at((asked == 1).then_some("call 1 replied")).await;
                walk.page.press("Try this step again").await;
            }
            walk.page.until_step("Store", "waiting for you").await;
            walk.read_back(&walk.vendors.newest_secret().await.text).await;
            walk.page.until_step("Confirm", "ready").await;
            only_questions(walk).await;
        })
        .await;
}

async fn renewals(name: &'static str, kill: Kill, nth: usize) {
    Setup::new(name)
        .holding()
        .run(async |walk| {
            let keys = walk.begin_with_vault().await;
            walk.page.follow("Keys").await;
            let title = walk.title_of(&keys.nine_days).await;
            let key = walk.number_of_key(&title).await;
            matrix(walk, kill, Share { nth, of: 2 }, &mut Renewals { key, current: keys.nine_days }).await;
        })
        .await;
}

struct Rehearsals {
    first: String,
    second: String,
    name: String,
}

impl Operator for Rehearsals {
    const RUN: &str = "Rehearse a renewal";

    async fn begin(&mut self, walk: &Walk) {
        walk.go_within("/").await;
        walk.page.follow("Rehearse").await;
        self.act(walk, "keys").await;
    }

    async fn wanted(&mut self, walk: &Walk) -> Option<Act> {
        let acts =
            [("Compare the name", "watch"), ("Try this step again", "retry"), ("Check both keys", "keys")];
        next(walk, &acts, "Passed").await
    }

    async fn act(&mut self, walk: &Walk, act: Act) {
        match act {
            "keys" => {
                walk.page.paste("First key", &self.first).await;
                walk.page.paste("Second key", &self.second).await;
                walk.page.press("Check both keys").await;
            }
            "watch" => {
                walk.page.paste("Key name from the application's log", &self.name).await;
                walk.page.press("Compare the name").await;
            }
            _ => walk.page.press("Try this step again").await,
        }
    }

    async fn went(&mut self, walk: &Walk, _: Act) {
        only_questions(walk).await;
    }

    async fn came_back(&mut self, walk: &Walk, killed: &Killed, back: &Back) {
        only_questions(walk).await;
        if killed.act == "watch" {
            is_true(killed, back, "Watch the application", "append 1 after");
        }
    }

    async fn is_over(&mut self, walk: &Walk) {
        walk.page.follow("Keys").await;
        walk.page.says_no_more("Unfinished runs").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rehearsal_survives_a_kill_at_every_point() {
    Setup::new("crash-rehearsal")
        .holding()
        .run(async |walk| {
            walk.begin_with_vault().await;
            for _ in 0..2 {
                walk.vendors
                    .order(Command::MakeSecretKey {
                        vendor: keyturn_domain::vendor::Vendor::QuickStream,
                        days: 90,
                    })
                    .await;
            }
            let mut keys = walk.vendors.state().await.quickstream.keys;
            keys.retain(|key| key.kind == Kind::Secret);
            let second = keys.pop().expect("the second key");
            let first = keys.pop().expect("the first key").text;
            let mut rehearsals = Rehearsals { first, second: second.text, name: second.name };
            matrix(walk, Kill::Browser, Share { nth: 0, of: 2 }, &mut rehearsals).await;
        })
        .await;
}
