//! A verdict that is not the hoped-for one: it stands on top of the page, and its first act is its loudest button.

use std::sync::Arc;

use leptos::prelude::*;

use super::facts;
use crate::app::components::secret_clipboard::Holding;
use crate::app::components::{Alarm, Button, ConfirmDialog, IconName, Kind, SecretClipboard, SecretField};
use crate::app::pages::run::wanted::wanted;
use crate::app::runs::Runner;
use keyturn_domain::run::probe::Verdict;
use keyturn_domain::secret::Secret;
use keyturn_domain::superapi::rotation::{Act, Ask, Rotation};

const AGAIN: &str = "Test both keys again";
const ONCE_MORE: &str = "Deactivate once more";
const ANOTHER: &str = "Prepare another deactivation?";

/// The verdict that the run stands at, and stays at while both keys are tested again.
pub(super) fn standing(run: Runner<Rotation>) -> Signal<Option<Verdict>> {
    wanted(run, |run| match run.ask() {
        Ask::Decide(verdict) => Some(verdict),
        _ => None,
    })
}

/// What it means and what to do about it.
pub(super) fn panel(run: Runner<Rotation>, judged: Signal<Option<Verdict>>) -> AnyView {
    let panel = move || match judged.get() {
        None | Some(Verdict::Complete) => ().into_any(),
        Some(Verdict::WrongKeyRemoved) => wrong_key(run),
        Some(Verdict::BothDead) => both_dead(run),
        Some(Verdict::OldStillAlive) => old_alive(run),
        Some(Verdict::NotKnown) => not_known(run),
    };
    panel.into_any()
}

fn wrong_key(run: Runner<Rotation>) -> AnyView {
    let Some(old) = untrack(|| run.read(|run| Some(Arc::clone(&run.case().old)))) else {
        return ().into_any();
    };
    let copied = Arc::clone(&old);
    view! {
        <Alarm
            title=Verdict::WrongKeyRemoved.title()
            body="SuperAPI removed the new key and left the old one. Put the old key back wherever the new one is in use, now: it still works."
            comes_first=true
        >
            <ol class="alarm__acts">
                <li>{copy_old(copied)}</li>
                <li>{test(run, Kind::Secondary, "Put it back, then test both keys")}</li>
                <li>{start_over(run, Kind::Quiet)}</li>
            </ol>
        </Alarm>
        {facts::probes(run)}
        <SecretField secret=old label="The old key, to put back" name="the old key"/>
        <div class="actions">{finish(run, "Finish here and keep the old key")}</div>
    }
    .into_any()
}

/// Copies the old key at once, without the way over its field.
fn copy_old(secret: Arc<Secret>) -> AnyView {
    let clipboard = SecretClipboard::here();
    let copied = RwSignal::new(false);
    let words = move || match clipboard.holding() {
        Holding::Key(left) if copied.get() => format!("Copied: clears in {left} s"),
        _ => "Copy the old key".into(),
    };
    let copy = move |_| {
        copied.set(true);
        clipboard.copy(&secret);
    };
    view! { <Button kind=Kind::Primary icon=IconName::Copy on_press=copy>{words}</Button> }.into_any()
}

fn both_dead(run: Runner<Rotation>) -> AnyView {
    view! {
        <Alarm
            title=Verdict::BothDead.title()
            body="Everything that uses this product's key is down. The partner key can make a replacement at once."
            comes_first=true
        >
            <ol class="alarm__acts">
                <li>{start_over(run, Kind::Primary)}</li>
                <li>{test(run, Kind::Secondary, AGAIN)}</li>
            </ol>
        </Alarm>
        {facts::probes(run)}
        <div class="actions">{finish(run, "Finish here with no living key")}</div>
    }
    .into_any()
}

fn start_over(run: Runner<Rotation>, kind: Kind) -> AnyView {
    view! { <Button kind busy=run.busy() on_press=move |_| run.act(Act::StartOver)>"Make a replacement now"</Button> }
        .into_any()
}

fn old_alive(run: Runner<Rotation>) -> AnyView {
    let open = RwSignal::new(false);
    let (act, title, gone_out) = match untrack(|| run.read(Rotation::deactivations)) {
        0 => (
            "Deactivate the old key",
            "Prepare a deactivation?",
            "No request to deactivate has gone out yet.".to_owned(),
        ),
        1 => (ONCE_MORE, ANOTHER, "One request to deactivate has gone out already.".into()),
        sent => (ONCE_MORE, ANOTHER, format!("{sent} requests to deactivate have gone out already.")),
    };
    view! {
        <Alarm
            title=Verdict::OldStillAlive.title()
            body="Both keys work. SuperAPI may need a moment, or removed some third key. Wait a little, then test both keys again."
            mild=true
            comes_first=true
        >
            <ol class="alarm__acts">
                <li>{test(run, Kind::Primary, AGAIN)}</li>
                <li>
                    <Button busy=run.busy() on_press=move |_| open.set(true)>{act}</Button>
                </li>
                <li>{finish(run, "Finish with both keys alive")}</li>
            </ol>
        </Alarm>
        {facts::probes(run)}
        <ConfirmDialog
            open
            title
            confirm_label="Prepare it"
            danger=true
            on_confirm=move |()| run.act(Act::DeactivateOnceMore)
        >
            {facts::target(run)}
            <p>
                {gone_out}
                " The next one may remove the new key, since SuperAPI does not say which key it takes. Nothing is sent yet: the next step asks you to confirm again."
            </p>
        </ConfirmDialog>
    }
    .into_any()
}

fn not_known(run: Runner<Rotation>) -> AnyView {
    view! {
        <Alarm
            title=Verdict::NotKnown.title()
            body="At least one of the keys gave no verdict. Keep both, and test them again; the request to deactivate is not repeated."
            mild=true
            comes_first=true
        >
            <ol class="alarm__acts">
                <li>{test(run, Kind::Primary, AGAIN)}</li>
                <li>{finish(run, "Finish as unverified")}</li>
            </ol>
        </Alarm>
        {facts::probes(run)}
    }
    .into_any()
}

/// Asks about both keys once more; it changes nothing.
pub(super) fn test_again(run: Runner<Rotation>) -> AnyView {
    test(run, Kind::Primary, AGAIN)
}

fn test(run: Runner<Rotation>, kind: Kind, label: &'static str) -> AnyView {
    view! { <Button kind busy=run.busy() on_press=move |_| run.act(Act::Probe)>{label}</Button> }.into_any()
}

fn finish(run: Runner<Rotation>, label: &'static str) -> AnyView {
    view! { <Button kind=Kind::Quiet busy=run.busy() on_press=move |_| run.act(Act::Finish)>{label}</Button> }
        .into_any()
}
