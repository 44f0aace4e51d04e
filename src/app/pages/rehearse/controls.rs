//! What the present step offers.

use leptos::prelude::*;

use super::keys::keys_form;
use super::{application, known_facilities};
use crate::app::pages::run::wanted::{one_act, wanted};
use crate::app::runs::Runner;
use crate::app::state::AppState;
use keyturn_domain::westpac::rehearsal::{Act, Ask, Rehearsal, Step};

#[derive(Clone, Copy, PartialEq)]
enum Want {
    Keys,
    Watch,
    Retry { keys: bool },
}

fn want(run: &Rehearsal) -> Option<Want> {
    match run.asks() {
        Ask::Nothing => None,
        Ask::Keys { .. } => Some(Want::Keys),
        Ask::Watch { .. } => Some(Want::Watch),
        Ask::Retry => Some(Want::Retry { keys: run.step() == Step::CheckBoth }),
    }
}

pub(super) fn controls(run: Runner<Rehearsal>) -> ViewFn {
    let wanted = wanted(run, want);
    ViewFn::from(move || {
        move || match wanted.get() {
            None => ().into_any(),
            Some(Want::Keys) => keys(run),
            Some(Want::Watch) => application::controls(run),
            Some(Want::Retry { keys: false }) => retry(run),
            Some(Want::Retry { keys: true }) => view! {
                {retry(run)}
                <p>"Or give other keys:"</p>
                {keys(run)}
            }
            .into_any(),
        }
    })
}

fn retry(run: Runner<Rehearsal>) -> AnyView {
    one_act(run, "Try this step again", || Act::Retry)
}

fn keys(run: Runner<Rehearsal>) -> AnyView {
    let problem = move || {
        run.read(|run| match run.asks() {
            Ask::Keys { problem } => problem.map(|problem| problem.words(run.case().vendor)),
            _ => None,
        })
    };
    let app = AppState::here();
    let take = Callback::new(move |(first, second)| {
        let known = known_facilities(app, &run.about().connection, [&first, &second]);
        run.act(Act::Keys { first, second, known });
    });
    let connection = Signal::stored(Some(run.about().connection.clone()));
    keys_form(Signal::derive(problem), run.busy(), connection, take)
}
