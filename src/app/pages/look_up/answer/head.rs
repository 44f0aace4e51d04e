//! What the head of an answer says, worked out from the answer and the keys that are known.

use keyturn_scan::finding::Kind;
use leptos::prelude::*;

use super::line;
use super::text::{by, capital, kind, strange};
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
pub(super) struct Head {
    pub(super) label: String,
    pub(super) kind: &'static str,
    pub(super) leak: bool,
    pub(super) part: bool,
    pub(super) total: String,
    pub(super) body: Body,
}

#[derive(Clone, PartialEq)]
pub(super) enum Body {
    One(Box<One>),
    Several(Vec<Candidate>, &'static str),
    None(&'static str),
}

#[derive(Clone, PartialEq)]
pub(super) struct One {
    pub(super) title: String,
    pub(super) name: String,
    pub(super) how: &'static str,
    pub(super) environment: Option<Environment>,
    pub(super) now: StatusAt,
    pub(super) then: String,
    pub(super) why: Option<String>,
    pub(super) near: Option<String>,
    pub(super) said: Option<String>,
    pub(super) why_now: String,
    pub(super) advice: Advice,
    pub(super) owner: String,
    pub(super) used_in: String,
    pub(super) link: Option<Route>,
    pub(super) leaked: bool,
}

#[derive(Clone, PartialEq)]
pub(super) struct Candidate {
    pub(super) headline: String,
    pub(super) title: String,
    pub(super) link: Option<Route>,
}

pub(super) fn head(look_up: LookUp, answer: &Answer) -> Head {
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
    let place = |at| look_up.finding(at).map(|it| line(look_up, it.file, it.line)).unwrap_or_default();
    // The reasons of one line are those of all as long as there is but one answer.
    let tellings = answer.tellings;
    let first = [tellings.not_valid.1, tellings.not_known.1, tellings.valid.1].into_iter().flatten().next();
    let first = first.and_then(|at| answer.occurrences.iter().find(|it| it.finding == at)?.status);
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
