//! One answer: which key it is, what it was at the lines' times, what it is now, what to do next.

use std::sync::Arc;

use keyturn_scan::sighting::Kind;
use leptos::prelude::*;

use super::{occurrences, plot};
use crate::app::components::{CopyButton, EnvironmentBadge, Pill, Tone, exact, words};
use crate::app::key_words;
use crate::app::look_up::LookUp;
use crate::route::Route;
use keyturn_domain::history::StatusAt;
use keyturn_domain::inventory::KeyId;
use keyturn_domain::lookup::{
    Advice, Answer, Fit, How, KeySource, KeySummary, Wording, advice, grouped, headline, then_words,
};
use keyturn_domain::vendor::Environment;

/// What the head of an answer shows.
#[derive(Clone, PartialEq)]
struct Head {
    label: String,
    kind: &'static str,
    leak: bool,
    part: bool,
    total: String,
    body: Body,
}

#[derive(Clone, PartialEq)]
enum Body {
    One(Box<One>),
    Several(Vec<Candidate>, &'static str),
    None(&'static str),
}

#[derive(Clone, PartialEq)]
struct One {
    title: String,
    name: String,
    how: &'static str,
    environment: Option<Environment>,
    now: StatusAt,
    then: String,
    why: Option<String>,
    near: Option<String>,
    said: Option<String>,
    why_now: String,
    advice: Advice,
    owner: String,
    used_in: String,
    link: Option<Route>,
    leaked: bool,
}

#[derive(Clone, PartialEq)]
struct Candidate {
    headline: String,
    title: String,
    link: Option<Route>,
}

pub(super) fn answer(look_up: LookUp, answer: Memo<Option<Arc<Answer>>>) -> AnyView {
    let head = Memo::new(move |_| answer.get().map(|answer| head(look_up, &answer)));
    let over_time = Memo::new(move |_| answer.get().map(|it| it.over_time.clone()).unwrap_or_default());
    let drawn = move || {
        let counts = over_time.get();
        let (from, to) = (counts.first()?.0, counts.last()?.0);
        let words = plot::in_words("Over time", &counts, |at| look_up.moment(at));
        (counts.len() > 1).then(|| {
            view! {
                <figure class="answer__plot">
                    {plot::plot(&counts, from, to, words)}
                    <figcaption class="small soft">{look_up.moment(from)} " – " {look_up.moment(to)}</figcaption>
                </figure>
            }
        })
    };
    view! {
        <article class="card answer" class:answer--leak=move || head.with(|it| it.as_ref().is_some_and(|it| it.leak))>
            {move || head.get().map(shown)}
            {drawn}
            {occurrences::list(look_up, answer)}
        </article>
    }
    .into_any()
}

fn head(look_up: LookUp, answer: &Answer) -> Head {
    let known = look_up.known();
    let body = match &answer.fit {
        Fit::One(at, how) => known
            .get(*at)
            .map_or(Body::None(""), |key| Body::One(Box::new(one(look_up, answer, key, *how, &known)))),
        Fit::Several(all, how) => {
            let keys = all.iter().filter_map(|at| known.get(*at));
            Body::Several(keys.map(|key| candidate(look_up, key)).collect(), by(*how))
        }
        Fit::None => Body::None(strange(answer.kind)),
    };
    Head {
        label: answer.label.clone(),
        kind: kind(answer.kind),
        leak: answer.kind.is_leak(),
        part: answer.kind == Kind::PartOfKey,
        total: grouped(answer.total),
        body,
    }
}

fn one(look_up: LookUp, answer: &Answer, key: &KeySummary, how: How, all: &[KeySummary]) -> One {
    let now = look_up.app().site.now.get();
    let status = key.status_at(now, now);
    let day = |at| look_up.day(at);
    let moment = |at| look_up.moment(at);
    let title = |id: KeyId| {
        let other =
            all.iter().find(|it| it.id == id && it.source == key.source && it.connection == key.connection);
        other.map(|it| it.title().to_owned())
    };
    let place = |at| look_up.sighting(at).map(|it| line(look_up, it.file, it.line)).unwrap_or_default();
    // The reasons of one line are those of all as long as there is but one answer.
    let tellings = answer.tellings;
    let first = [tellings.not_valid.1, tellings.not_known.1, tellings.valid.1].into_iter().flatten().next();
    let first = first.and_then(|at| answer.occurrences.iter().find(|it| it.sighting == at)?.status);
    let near = first.and_then(|status| status.near).map(|at| {
        format!("That is within minutes of a change on {}: a clock that is a little wrong would turn the answer round.", moment(at))
    });
    One {
        title: headline(key, &status, &day),
        name: key.title().to_owned(),
        how: by(how),
        environment: key.environment,
        now: status,
        then: then_words(&tellings, &place),
        why: first.map(|status| status.why.words(&moment)),
        near,
        said: answer.statuses.words(&place).map(|words| capital(&words)),
        why_now: status.why.words(&moment),
        advice: advice(
            key,
            &status,
            key.leak.is_some() || answer.kind.is_leak(),
            &answer.statuses,
            &Wording { title: &title, date: &day, moment: &moment },
        ),
        owner: key.owner.clone(),
        used_in: key.used_in.clone(),
        link: link(key),
        leaked: key.leak.is_some(),
    }
}

fn candidate(look_up: LookUp, key: &KeySummary) -> Candidate {
    let now = look_up.app().site.now.get();
    let status = key.status_at(now, now);
    Candidate {
        headline: headline(key, &status, &|at| look_up.day(at)),
        title: key.title().to_owned(),
        link: link(key),
    }
}

/// The key's page, if this panel has the key.
fn link(key: &KeySummary) -> Option<Route> {
    (key.source == KeySource::Panel).then_some(Route::Key(key.id))
}

/// "line 1 204", with the file's name if there are several.
pub(super) fn line(look_up: LookUp, file: u32, line: u64) -> String {
    let names = look_up.names();
    let line = format!("line {}", grouped(line));
    match names.get(file as usize) {
        Some((name, _)) if names.len() > 1 => format!("{line} of {name}"),
        _ => line,
    }
}

fn shown(head: Head) -> AnyView {
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
                {key_words::valid(one.now.valid)}
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

const fn by(how: How) -> &'static str {
    match how {
        How::WholeKey => "the whole key stands in the text",
        How::Name => "by the vendor's name for it",
        How::NameEnding => "by the end of the vendor's name for it",
        How::ShortToken => "by SuperAPI's short token for it",
        How::MaskEnding => "by the last characters of the key",
    }
}

const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::SecretName => "name of a QuickStream secret key",
        Kind::PublishableName => "name of a QuickStream publishable key",
        Kind::SuperApiMask => "masked SuperAPI key",
        Kind::Known => "a known name or short token",
        Kind::WestpacSecret => "QuickStream secret key",
        Kind::WestpacPublishable => "QuickStream publishable key (no secret)",
        Kind::SuperApiPartner => "SuperAPI partner key",
        Kind::SuperApiProduct => "SuperAPI product key",
        Kind::SuperApiUnmarked => "SuperAPI key",
        Kind::OtherApiKey => "key in an x-api-key header",
        Kind::OtherBasic => "user name and password of a Basic header",
        Kind::PartOfKey => "part of a key",
    }
}

const fn strange(kind: Kind) -> &'static str {
    match kind {
        Kind::OtherApiKey | Kind::OtherBasic => {
            "It is a credential of some system, and by its form of neither vendor."
        }
        Kind::PartOfKey => {
            "What is left of it does not tell which key it is. Whoever has the uncut text can look that up."
        }
        _ => {
            "It may belong to another facility or product, to a key that was never added here, or to one that is missing in the register. Ask whoever looks after the keys."
        }
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + letters.as_str())
        .unwrap_or_default()
}
