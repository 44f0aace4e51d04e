//! What is said before a run begins.

use leptos::prelude::*;

use crate::app::components::{Card, PageHeading, words};
use crate::app::vault::Vault;
use crate::route::Route;

/// The page before a run, put together from what is its own.
pub struct Before {
    /// The title.
    pub title: String,
    /// Beside the title.
    pub badges: AnyView,
    /// In one or two sentences, what the run is for.
    pub lead: &'static str,
    /// What it is about: name and value.
    pub facts: Vec<(&'static str, String)>,
    /// What will happen, step by step.
    pub happens: &'static [&'static str],
    /// What closing the tab would mean.
    pub memory: &'static str,
    /// What is asked, and the button that begins.
    pub begin: AnyView,
}

impl Before {
    /// The page.
    pub fn view(self) -> AnyView {
        let Self { title, badges, lead, facts, happens, memory, begin } = self;
        let vault = Vault::here();
        let facts: Vec<_> = facts
            .into_iter()
            .map(|(name, value)| {
                view! {
                    <dt>{name}</dt>
                    <dd>{words(value)}</dd>
                }
            })
            .collect();
        let (about, facts) = if facts.is_empty() {
            ("Good to know", None)
        } else {
            ("What it is about", Some(view! { <dl class="facts">{facts}</dl> }))
        };
        let happens: Vec<_> = happens.iter().map(|line| view! { <li>{*line}</li> }).collect();
        view! {
            <PageHeading title>{badges}</PageHeading>
            <p>{lead}</p>
            <div class="grid">
                <Card title="What will happen">
                    <ol class="plan">{happens}</ol>
                </Card>
                <Card title=about>
                    {facts}
                    <p class="small">
                        {move || {
                            if vault.is_open() {
                                view! {
                                    <strong>"Kept in the vault. "</strong>
                                    "Every step is written before it happens. Closing or reloading this tab loses nothing: after unlocking, the run goes on where it stood."
                                }
                                .into_any()
                            } else {
                                view! {
                                    <strong>"Keys are in this tab's memory only. "</strong>
                                    {memory}
                                }
                                .into_any()
                            }
                        }}
                    </p>
                </Card>
            </div>
            <Card title="Begin">{begin}</Card>
        }
        .into_any()
    }
}

/// The page of a key that no run can begin from.
pub fn cannot(title: String, why: String, more: AnyView) -> AnyView {
    view! {
        <PageHeading title/>
        <p>{words(why)}</p>
        {more}
        <p><a href=Route::Keys.href()>"To the keys"</a></p>
    }
    .into_any()
}
