//! Faults to order, and the switches for what the vendors' documents leave open.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::stage::Stage;
use crate::app::components::{Button, SelectField};
use crate::sandbox::{Armed, Choice, FAULTS, Order, SETTINGS, TARGETS, arming, turning};

pub(super) fn faults(stage: Stage) -> AnyView {
    let target = RwSignal::new(TARGETS[0].0.to_owned());
    let fault = RwSignal::new(FAULTS[0].0.to_owned());
    let times = RwSignal::new("1".to_owned());
    let arm = move |_| {
        let times = times.get_untracked().parse().unwrap_or(1);
        order(stage, arming(&target.get_untracked(), &fault.get_untracked(), times), "Armed.");
    };
    let armed = Memo::new(move |_| stage.view().armed.iter().map(words).collect::<Vec<_>>());
    let list = move || {
        let armed = armed.get();
        if armed.is_empty() {
            return view! { <p class="small soft">"Nothing is armed."</p> }.into_any();
        }
        let items: Vec<_> = armed.into_iter().map(|words| view! { <li>{words}</li> }).collect();
        view! {
            <ul class="small">{items}</ul>
            <Button on_press=move |_| order(stage, Some(Order::DisarmAll), "Disarmed.")>"Disarm all"</Button>
        }
        .into_any()
    };
    view! {
        <p class="small soft">"What is armed here happens to the next request that fits."</p>
        <SelectField label="Which request" value=target options=Signal::stored(options(&TARGETS))/>
        <SelectField label="What happens" value=fault options=Signal::stored(options(&FAULTS))/>
        <SelectField label="How often" value=times options=Signal::stored(options(&TIMES))/>
        <div class="actions">
            <Button on_press=arm>"Arm it"</Button>
        </div>
        <div class="stack stack--tight">{list}</div>
        <details class="details">
            <summary>"What the documents leave open"</summary>
            <div class="stack stack--tight">{switches(stage)}</div>
        </details>
    }
    .into_any()
}

const TIMES: [Choice; 4] = [("1", "once"), ("2", "twice"), ("3", "three times"), ("1000", "always")];

fn switches(stage: Stage) -> Vec<AnyView> {
    let now = serde_json::to_value(untrack(|| stage.view().settings)).unwrap_or_default();
    let switch = |(name, words, choices): (&'static str, &'static str, &'static [Choice])| {
        let value = RwSignal::new(now.get(name).map(ToString::to_string).unwrap_or_default());
        Effect::watch(
            move || value.get(),
            move |to, before, _| {
                if before.is_some_and(|before| before != to) {
                    order(stage, turning(name, to), "Set.");
                }
            },
            false,
        );
        view! { <SelectField label=words value options=Signal::stored(options(choices))/> }.into_any()
    };
    SETTINGS.into_iter().map(switch).collect()
}

fn options(choices: &[Choice]) -> Vec<(String, String)> {
    choices.iter().map(|(value, words)| ((*value).to_owned(), (*words).to_owned())).collect()
}

fn order(stage: Stage, order: Option<Order>, said: &'static str) {
    spawn_local(async move {
        stage.order(order.into_iter().collect()).await;
        stage.announcer.announce(said);
    });
}

/// An armed fault in the words it was chosen by.
fn words(armed: &Armed) -> String {
    let route = serde_json::to_value(armed.route).unwrap_or_default();
    let target = format!("{}/{}", armed.vendor.id(), route.as_str().unwrap_or_default());
    let target = TARGETS.iter().find(|(value, _)| *value == target).map_or("", |(_, words)| words);
    let known = FAULTS.iter().find(|(value, _)| {
        arming("superapi/", value, 1)
            .is_some_and(|order| matches!(order, Order::Arm(one) if one.fault == armed.fault))
    });
    let fault = known.map_or("a fault of the story", |(_, words)| words);
    format!("{target}: {fault}, {} more", armed.times)
}
