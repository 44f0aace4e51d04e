//! The stories: data, and what each step waits for.

mod connections;
mod crash;
mod quickstream;
mod superapi;
mod support;

use super::panel_state::PanelState;
use super::starters::Starter;
use crate::demo::{Steer, World};
use crate::route::Route;

/// One story.
pub(super) struct Story {
    /// Stands in its address.
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    /// How long it takes somebody who reads along.
    pub(super) minutes: u8,
    /// What it shows, in a sentence.
    pub(super) about: &'static str,
    /// The keys that the panel has when it begins.
    pub(super) keys: &'static [Starter],
    /// What is ordered of the vendors before it begins.
    pub(super) opens: fn() -> Vec<Steer>,
    pub(super) steps: &'static [Step],
}

/// One step of a story.
#[derive(Clone, Copy)]
pub(super) struct Step {
    /// What to do.
    pub(super) act: &'static str,
    /// What is happening, and why the panel behaves so.
    pub(super) why: &'static str,
    /// Where on the screen that is.
    pub(super) where_: Option<Target>,
    /// Texts that the presenter needs and cannot know.
    pub(super) copies: &'static [Copied],
    /// Whether it takes losing the page.
    pub(super) loses: bool,
    /// What is ordered of the vendors when the step begins.
    pub(super) opens: fn() -> Vec<Steer>,
    /// When it is over.
    pub(super) done: Done,
}

/// When a step is over.
#[derive(Clone, Copy)]
pub(super) enum Done {
    /// When somebody says that it was read.
    Read,
    /// When this is true of the panel.
    When(fn(PanelState) -> bool),
}

/// Something on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// The first element of a selector.
    First(&'static str),
    /// The first element of a selector with these words in it.
    Saying(&'static str, &'static str),
    /// The first of these links, each within its selector.
    Link(&'static [(&'static str, Route)]),
    /// The row of the table that has this link.
    Row(Route),
}

impl Target {
    /// The selector of what is pointed at, and the words in it.
    pub(super) fn selector(self) -> (String, &'static str) {
        let link = |(within, route): &(&str, Route)| format!("{within} a[href='{}']", route.href());
        match self {
            Self::First(selector) => (selector.to_owned(), ""),
            Self::Saying(selector, words) => (selector.to_owned(), words),
            Self::Link(links) => (links.iter().map(link).collect::<Vec<_>>().join(", "), ""),
            Self::Row(route) => (format!("main tr:has(a[href='{}'])", route.href()), ""),
        }
    }
}

/// A text to copy. Synthetic, or no secret.
#[derive(Clone, Copy)]
pub(super) struct Copied {
    pub(super) what: &'static str,
    pub(super) text: fn(&World) -> String,
}

/// The stories, in the order in which they are best told.
pub(super) const STORIES: [&Story; 10] = [
    &quickstream::RENEWAL,
    &quickstream::REHEARSAL,
    &superapi::ROTATION,
    &superapi::LOST_REPLY,
    &superapi::WRONG_KEY,
    &superapi::BOTH_DEAD,
    &quickstream::PUBLISHABLE,
    &connections::COMPANY_PROXY,
    &support::SUPPORT,
    &crash::CRASH,
];

/// The story with this name.
pub(super) fn named(id: &str) -> Option<&'static Story> {
    STORIES.into_iter().find(|story| story.id == id)
}

const fn nothing() -> Vec<Steer> {
    Vec::new()
}

const fn step(act: &'static str, why: &'static str, done: Done) -> Step {
    Step { act, why, where_: None, copies: &[], loses: false, opens: nothing, done }
}

const fn read(act: &'static str, why: &'static str) -> Step {
    step(act, why, Done::Read)
}

const fn when(act: &'static str, why: &'static str, done: fn(PanelState) -> bool) -> Step {
    step(act, why, Done::When(done))
}

impl Step {
    const fn at(self, selector: &'static str) -> Self {
        Self { where_: Some(Target::First(selector)), ..self }
    }

    const fn at_link(self, links: &'static [(&'static str, Route)]) -> Self {
        Self { where_: Some(Target::Link(links)), ..self }
    }

    const fn at_row(self, route: Route) -> Self {
        Self { where_: Some(Target::Row(route)), ..self }
    }

    const fn at_button(self, words: &'static str) -> Self {
        Self { where_: Some(Target::Saying("main button, dialog[open] button", words)), ..self }
    }

    const fn copying(self, copies: &'static [Copied]) -> Self {
        Self { copies, ..self }
    }

    const fn losing(self) -> Self {
        Self { loses: true, ..self }
    }

    const fn opening(self, opens: fn() -> Vec<Steer>) -> Self {
        Self { opens, ..self }
    }
}
