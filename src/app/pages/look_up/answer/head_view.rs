//! The head of an answer on screen.

use leptos::prelude::*;

use super::head::{Body, Candidate, Head, One};
use super::text::capital;
use crate::app::components::{CopyButton, EnvironmentBadge, Pill, Tone, exact, words};
use crate::app::key_status;

pub(super) fn shown(head: Head) -> AnyView {
    let Head { label, kind, leak, part, total, body } = head;
    let found = view! {
        <p class="answer__found">
            <code translate="no">{label}</code>
            <span class="soft">{kind} ", " {if total == "1" { "once".to_owned() } else { format!("{total} times") }}</span>
            {leak.then(|| view! { <Pill tone=Tone::Bad text="whole key"/> })}
            {part.then(|| view! { <Pill tone=Tone::Warn text="Part of a key"/> })}
        </p>
    };
    let body = match body {
        Body::One(one) => one_key(*one),
        Body::Several(all, how) => several(all, how),
        Body::None(why) => view! {
            <h2 class="answer__title">"No key that is known here"</h2>
            <p>{why}</p>
        }
        .into_any(),
    };
    view! {
        {body}
        {found}
    }
    .into_any()
}

fn one_key(one: One) -> AnyView {
    let then = (!one.then.is_empty()).then(|| {
        view! {
            <p class="answer__then">
                {words(capital(&one.then))} ". " {one.why.map(words)}
            </p>
        }
    });
    let name = match one.link {
        Some(route) => view! { <a href=route.href() translate="no">{one.name}</a> }.into_any(),
        None => exact(one.name),
    };
    let row = |name: &'static str, value: String| {
        (!value.is_empty()).then(|| {
            view! {
                <dt>{name}</dt>
                <dd>{exact(value)}</dd>
            }
        })
    };
    let tell = one.advice.tell.clone();
    view! {
        <div class="row">
            <h2 class="answer__title">{words(one.title)}</h2>
            {one.environment.map(|environment| view! { <EnvironmentBadge environment/> })}
            {one.leaked.then(|| view! { <Pill tone=Tone::Bad text="leaked"/> })}
        </div>
        {then}
        {one.said.map(|said| view! { <p class="answer__said">{words(said)}</p> })}
        {one.near.map(|near| view! { <p class="small answer__near">{words(near)}</p> })}
        <dl class="facts">
            <dt>"Key"</dt>
            <dd>{name} <span class="soft">" – " {one.how}</span></dd>
            <dt>"Now"</dt>
            <dd>
                {key_status::valid(one.now.valid)}
                " "
                {words(one.why_now)}
            </dd>
            <dt>"Next"</dt>
            <dd>{words(one.advice.next)}</dd>
            <dt>"To the customer"</dt>
            <dd>
                <span class="row">
                    <q translate="no">{tell.clone()}</q>
                    <CopyButton text=tell what="the words to the customer"/>
                </span>
            </dd>
            {row("Owner and contact", one.owner)}
            {row("Where it is used", one.used_in)}
        </dl>
    }
    .into_any()
}

fn several(all: Vec<Candidate>, how: &'static str) -> AnyView {
    let items: Vec<_> = all
        .into_iter()
        .map(|Candidate { headline, title, link }| {
            let name = match link {
                Some(route) => view! { <a href=route.href() translate="no">{title}</a> }.into_any(),
                None => view! { <b translate="no">{title}</b> }.into_any(),
            };
            view! { <li>{name} " – " {words(headline)}</li> }
        })
        .collect();
    view! {
        <h2 class="answer__title">"More than one key fits"</h2>
        <p>
            "What stands in the text does not tell which of these it is (" {how} "). Ask for the whole name, or for the place that wrote the line."
        </p>
        <ul class="bullets">{items}</ul>
    }
    .into_any()
}
