//! What to do about a verdict that is not the hoped-for one.

use leptos::prelude::*;

use super::facts;
use crate::app::components::{Alarm, Button, ConfirmDialog, Kind, SecretField};
use crate::app::runner::Runner;
use crate::domain::probe::Verdict;
use crate::domain::rotation::{Act, Rotation};

pub(super) fn controls(run: Runner<Rotation>, verdict: Verdict) -> AnyView {
    match verdict {
        Verdict::Complete => ().into_any(),
        Verdict::WrongKeyRemoved => wrong_key(run),
        Verdict::BothDead => both_dead(run),
        Verdict::OldStillAlive => old_alive(run),
        Verdict::NotKnown => not_known(run),
    }
}

fn wrong_key(run: Runner<Rotation>) -> AnyView {
    let old = untrack(|| run.read(|run| Some(run.case().old.clone())));
    let old =
        old.map(|secret| view! { <SecretField secret label="The old key, to put back" name="the old key"/> });
    view! {
        <Alarm
            title=Verdict::WrongKeyRemoved.title()
            body="Whatever was switched to the new key is down. Put the old key back there now; it still works. Then make another new key."
        >
            {start_over(run, "Make another new key")}
        </Alarm>
        {facts::probes(run)}
        {old}
        {rest(run, "Finish here and keep the old key")}
    }
    .into_any()
}

fn both_dead(run: Runner<Rotation>) -> AnyView {
    view! {
        <Alarm
            title=Verdict::BothDead.title()
            body="Everything that uses this product's key is down. The partner key can make a replacement at once."
        >
            {start_over(run, "Make a replacement now")}
        </Alarm>
        {facts::probes(run)}
        {rest(run, "Finish here with no living key")}
    }
    .into_any()
}

fn start_over(run: Runner<Rotation>, label: &'static str) -> AnyView {
    view! { <Button kind=Kind::Primary busy=run.busy() on_press=move |_| run.act(Act::StartOver)>{label}</Button> }
        .into_any()
}

fn old_alive(run: Runner<Rotation>) -> AnyView {
    let open = RwSignal::new(false);
    view! {
        {facts::probes(run)}
        <div class="actions">
            {probe(run, Kind::Primary)}
            <Button kind=Kind::Danger busy=run.busy() on_press=move |_| open.set(true)>"Deactivate once more"</Button>
            {finish(run, "Finish with both keys alive")}
        </div>
        <ConfirmDialog
            open
            title="Prepare another deactivation?"
            confirm_label="Prepare it"
            danger=true
            on_confirm=move |()| run.act(Act::DeactivateOnceMore)
        >
            {facts::target(run)}
            <p>
                "One request to deactivate has gone out already. A second one may remove the new key, since SuperAPI does
                not say which key it takes. Nothing is sent yet: the next step asks you to confirm again."
            </p>
        </ConfirmDialog>
    }
    .into_any()
}

fn not_known(run: Runner<Rotation>) -> AnyView {
    view! {
        {facts::probes(run)}
        <div class="actions">
            {probe(run, Kind::Primary)}
            {finish(run, "Finish as unverified")}
        </div>
    }
    .into_any()
}

fn rest(run: Runner<Rotation>, label: &'static str) -> AnyView {
    view! { <div class="actions">{probe(run, Kind::Secondary)} {finish(run, label)}</div> }.into_any()
}

pub(super) fn probe(run: Runner<Rotation>, kind: Kind) -> AnyView {
    view! { <Button kind busy=run.busy() on_press=move |_| run.act(Act::Probe)>"Probe both keys again"</Button> }
        .into_any()
}

fn finish(run: Runner<Rotation>, label: &'static str) -> AnyView {
    view! { <Button kind=Kind::Quiet busy=run.busy() on_press=move |_| run.act(Act::Finish)>{label}</Button> }
        .into_any()
}
