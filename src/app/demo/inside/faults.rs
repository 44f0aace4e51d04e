//! Faults to order, and the switches for what the vendors' documents leave open.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::demo_world::DemoWorld;
use crate::app::components::{Button, SelectField};
use crate::demo::Steer;
use keyturn_sandbox::{ArmedFault, FAULTS, SWITCHES, Switch, TARGETS};

const TIMES: [(u32, &str); 4] = [(1, "once"), (2, "twice"), (3, "three times"), (1_000, "always")];

pub(super) fn faults(demo: DemoWorld) -> AnyView {
    let [target, fault, times] = [(); 3].map(|()| RwSignal::new("0".to_owned()));
    let arm = move |_| {
        let times = TIMES.get(place(times)).map_or(1, |(times, _)| *times);
        if let (Some((vendor, route, _)), Some((fault, _))) =
            (TARGETS.get(place(target)), FAULTS.get(place(fault)))
            && let Some(arm) = Steer::arm(*vendor, *route, fault, times)
        {
            steer(demo, arm, "Armed.");
        }
    };
    let armed = Memo::new(move |_| demo.view().armed.iter().map(words).collect::<Vec<_>>());
    let list = move || {
        let armed = armed.get();
        if armed.is_empty() {
            return view! { <p class="small soft">"Nothing is armed."</p> }.into_any();
        }
        let items: Vec<_> = armed.into_iter().map(|words| view! { <li>{words}</li> }).collect();
        view! {
            <ul class="small">{items}</ul>
            <Button on_press=move |_| steer(demo, Steer::DisarmAll, "Disarmed.")>"Disarm all"</Button>
        }
        .into_any()
    };
    let targets = options(TARGETS.iter().map(|target| target.2));
    let faults = options(FAULTS.iter().map(|fault| fault.1));
    view! {
        <p class="small soft">"What is armed here happens to the next request that fits."</p>
        <SelectField label="Which request" value=target options=targets/>
        <SelectField label="What happens" value=fault options=faults/>
        <SelectField label="How often" value=times options=options(TIMES.iter().map(|times| times.1))/>
        <div class="actions">
            <Button on_press=arm>"Arm it"</Button>
        </div>
        <div class="stack stack--tight">{list}</div>
        <details class="details">
            <summary>"What the documents leave open"</summary>
            <div class="stack stack--tight">
                {SWITCHES.iter().map(|one| switch(demo, one)).collect::<Vec<_>>()}
            </div>
        </details>
    }
    .into_any()
}

fn switch(demo: DemoWorld, one: &'static Switch) -> AnyView {
    let now = untrack(|| demo.view().settings);
    let stands = one.positions.iter().position(|(setting, _)| now.has(setting)).unwrap_or_default();
    let value = RwSignal::new(stands.to_string());
    let turn = move |to: &String, before: Option<&String>, _| {
        let chosen = to.parse().ok().and_then(|place: usize| one.positions.get(place));
        if before.is_some_and(|before| before != to)
            && let Some(turn) = chosen.and_then(|(setting, _)| Steer::turn(setting))
        {
            steer(demo, turn, "Set.");
        }
    };
    Effect::watch(move || value.get(), turn, false);
    view! { <SelectField label=one.decides value options=options(one.positions.iter().map(|position| position.1))/> }
        .into_any()
}

/// What was chosen, by its place in its list.
fn place(chosen: RwSignal<String>) -> usize {
    chosen.with_untracked(|chosen| chosen.parse().unwrap_or_default())
}

fn options(words: impl Iterator<Item = &'static str>) -> Signal<Vec<(String, String)>> {
    let options = words.enumerate().map(|(at, words)| (at.to_string(), words.to_owned()));
    Signal::stored(options.collect())
}

fn steer(demo: DemoWorld, steer: Steer, said: &'static str) {
    spawn_local(async move {
        demo.order(vec![steer]).await;
        demo.announcer.announce(said);
    });
}

/// An armed fault in the words that it was chosen by.
fn words(armed: &ArmedFault) -> String {
    let target = TARGETS.iter().find(|target| (target.0, target.1) == (armed.vendor, armed.route));
    let fault = FAULTS.iter().find(|(fault, _)| *fault == armed.fault);
    let (target, fault) = (target.map_or("", |target| target.2), fault.map_or("", |fault| fault.1));
    format!("{target}: {fault}, {} more", armed.times)
}
