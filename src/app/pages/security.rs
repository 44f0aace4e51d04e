//! What is promised and what is not, as the repository has it.

use leptos::prelude::*;

use crate::app::components::{Cell, DataTable, PageHeading, RowHead};
use crate::route::Route;
use keyturn_domain::text::{Block, Span, blocks};

const TESTS: &str = "Held by";

/// The document, which is part of the panel: it is read from nowhere else.
const DOCUMENT: &str = include_str!("../../../SECURITY.md");

/// `/security`, whether the vault is locked or not.
#[component]
pub fn SecurityPage() -> impl IntoView {
    let body: Vec<_> = blocks(DOCUMENT).into_iter().skip(1).map(block).collect();
    view! {
        <PageHeading title="Security"/>
        <p><a href=Route::Keys.href()>"To the panel"</a></p>
        <article class="prose">{body}</article>
    }
    .into_any()
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Heading(..=2, words) => view! { <h2>{line(words)}</h2> }.into_any(),
        Block::Heading(_, words) => view! { <h3>{line(words)}</h3> }.into_any(),
        Block::Paragraph(words) => view! { <p>{line(words)}</p> }.into_any(),
        Block::List(items) => {
            let items: Vec<_> = items.into_iter().map(|item| view! { <li>{line(item)}</li> }).collect();
            view! { <ul>{items}</ul> }.into_any()
        }
        Block::Table(_, rows) => table(rows),
    }
}

fn line(spans: Vec<Span>) -> Vec<AnyView> {
    let span = |span| match span {
        Span::Plain(text) => text.into_any(),
        Span::Strong(text) => view! { <b>{text}</b> }.into_any(),
        Span::Code(text) => view! { <code translate="no">{text}</code> }.into_any(),
    };
    spans.into_iter().map(span).collect()
}

/// The one table that there is: each promise with the tests that hold it.
fn table(rows: Vec<Vec<Vec<Span>>>) -> AnyView {
    let row = |row: Vec<Vec<Span>>| {
        let mut cells = row.into_iter();
        let (promise, tests) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
        view! {
            <tr role="row">
                <RowHead>{line(promise)}</RowHead>
                <Cell label=TESTS>{line(tests)}</Cell>
            </tr>
        }
    };
    let rows: Vec<_> = rows.into_iter().map(row).collect();
    view! { <DataTable caption="Promises and their tests" columns=["Promise", TESTS]>{rows}</DataTable> }
        .into_any()
}
