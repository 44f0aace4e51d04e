//! The end of a rotation.

use leptos::prelude::*;

use super::facts;
use crate::app::components::{SecretField, Tone};
use crate::app::desk::Desk;
use crate::app::pages::run::ended::{Ended, times};
use crate::app::runner::Runner;
use crate::domain::probe::Verdict;
use crate::domain::rotation::{Ending, Outcome, Rotation};

/// The summary, once the run is over.
pub(super) fn summary(run: Runner<Rotation>) -> AnyView {
    let end = Memo::new(move |_| {
        let end = |Outcome { ending, deactivations, orphans, .. }| (ending, deactivations, orphans);
        run.read(|run| run.outcome().map(end))
    });
    let summary = move || {
        let (ending, deactivations, orphans) = end.get()?;
        let (tone, word) = tone(&ending);
        let orphans = (orphans > 0).then(|| {
            view! {
                <p>
                    "Requests to make a key that got no reply: " {orphans}
                    ". A key that nobody received may be alive; ask SuperAPI to look for it."
                </p>
            }
        });
        let view = view! {
            <Ended tone word title=title(&ending) means=means(&ending, deactivations)>
                {facts::probes(run)}
                {orphans}
                {unstored(run, &ending)}
                {times(run.about().began, run.steps())}
                {links(run, &ending)}
            </Ended>
        };
        Some(view.into_any())
    };
    summary.into_any()
}

fn tone(ending: &Ending) -> (Tone, &'static str) {
    match ending {
        Ending::Judged(Verdict::Complete) => (Tone::Good, "complete"),
        Ending::Judged(verdict) if verdict.is_alarm() => (Tone::Bad, "not complete"),
        Ending::Judged(_) => (Tone::Warn, "not complete"),
        Ending::Abandoned(_) => (Tone::Neutral, "left"),
    }
}

fn title(ending: &Ending) -> &'static str {
    match ending {
        Ending::Judged(verdict) => verdict.title(),
        Ending::Abandoned(_) => "The run was left",
    }
}

fn means(ending: &Ending, deactivations: u32) -> String {
    match ending {
        Ending::Judged(Verdict::Complete) => {
            "The new key is stored and alive, the old one is proven dead. Nothing is left to do.".into()
        }
        Ending::Judged(Verdict::OldStillAlive) => {
            "Both keys are alive. The old one should still be deactivated once SuperAPI has answered.".into()
        }
        Ending::Judged(Verdict::WrongKeyRemoved) => {
            "The old key is the living one. Make sure that everything uses it, then rotate again.".into()
        }
        Ending::Judged(Verdict::BothDead) => {
            "This product has no living key that Keyturn knows. A replacement can be made at any time.".into()
        }
        Ending::Judged(Verdict::NotKnown) => {
            "Both keys are kept as unverified. Check them again from the list of keys.".into()
        }
        Ending::Abandoned(reason) if deactivations == 0 => {
            format!("Nothing was deactivated by it, and the old key was left as it was. Reason: {reason}.")
        }
        Ending::Abandoned(reason) => {
            format!(
                "A request to deactivate had gone out before. Check this product's keys from the list of keys. Reason: {reason}."
            )
        }
    }
}

/// A new key that was made and never proven to be stored: the last chance to keep it.
fn unstored(run: Runner<Rotation>, ending: &Ending) -> Option<AnyView> {
    let Ending::Abandoned(_) = ending else { return None };
    let secret = untrack(|| run.read(|run| run.new_key().filter(|_| !run.is_stored()).cloned()))?;
    let view = view! {
        <p>
            "A new key was made in this run, and nobody proved that it is stored. It is in the list of keys"
            {(!run.about().kept).then_some(", in this tab's memory only")} "."
        </p>
        <SecretField secret label="New product key" name="the new key"/>
    };
    Some(view.into_any())
}

fn links(run: Runner<Rotation>, ending: &Ending) -> AnyView {
    let desk = Desk::expect();
    let old = run.about().key;
    let new = move || {
        let new = desk.inventory.with(|inventory| inventory.get(old?)?.successor)?;
        Some(view! { <a href=format!("/keys/{}", new.0)>"The new key"</a> })
    };
    let replace = old.filter(|_| *ending == Ending::Judged(Verdict::BothDead));
    let replace =
        replace.map(|old| view! { <a href=format!("/keys/{}/rotate", old.0)>"Make a replacement"</a> });
    let old = old.map(|old| view! { <a href=format!("/keys/{}", old.0)>"The old key"</a> });
    view! { <p class="row">{replace} {new} {old} <a href="/">"All keys"</a></p> }.into_any()
}
