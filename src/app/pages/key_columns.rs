//! The columns of both lists of keys: the panel's own, and a register's.
//!
//! A column is one entry of [`COLUMNS`], drawn by a function in `cells.rs` from a [`KeySummary`].

mod acts;
mod cells;

use std::cmp::Ordering;

use leptos::prelude::*;

use crate::app::attention::Attention;
use crate::app::components::{Cell, RowHead};
use crate::app::state::AppState;
use keyturn_domain::inventory::{KeyRecord, Sort};
use keyturn_domain::lookup::KeySummary;

/// Which lists have a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lists {
    Both,
    Panel,
    Register,
}

/// A column.
struct Column {
    heading: &'static str,
    lists: Lists,
    /// How the panel's list is ordered by it, if it can be.
    order: Option<Order>,
    draw: fn(Row) -> AnyView,
}

/// An order of the panel's list.
struct Order {
    /// Stands in the address.
    id: &'static str,
    words: &'static str,
    compare: fn(&KeyRecord, &KeyRecord) -> Ordering,
}

/// The columns, from left to right. The first names its row.
static COLUMNS: &[Column] = &[
    Column {
        heading: "Key",
        lists: Lists::Both,
        order: Some(Order { id: "name", words: "Name", compare: KeyRecord::by_name }),
        draw: cells::name,
    },
    Column { heading: "Where", lists: Lists::Both, order: None, draw: cells::place },
    Column { heading: "Status", lists: Lists::Both, order: None, draw: cells::status },
    Column {
        heading: "Expiry",
        lists: Lists::Both,
        order: Some(Order { id: "expiry", words: "Expiry", compare: KeyRecord::by_expiry }),
        draw: cells::expiry,
    },
    Column {
        heading: "Last checked",
        lists: Lists::Panel,
        order: Some(Order { id: "checked", words: "Last check", compare: KeyRecord::by_last_check }),
        draw: cells::last_checked,
    },
    Column { heading: "Next", lists: Lists::Panel, order: None, draw: acts::acts },
    Column { heading: "Owner and contact", lists: Lists::Register, order: None, draw: cells::owner },
    Column { heading: "Where it is used", lists: Lists::Register, order: None, draw: cells::used_in },
];

/// A list of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KeyList {
    /// The panel's own.
    Panel,
    /// A register's.
    Register,
}

impl KeyList {
    fn columns(self) -> impl Iterator<Item = &'static Column> {
        let other = if self == Self::Panel { Lists::Register } else { Lists::Panel };
        COLUMNS.iter().filter(move |column| column.lists != other)
    }

    /// The headings of its columns.
    pub(super) fn headings(self) -> Vec<&'static str> {
        self.columns().map(|column| column.heading).collect()
    }

    /// The row of a key.
    pub(super) fn row(self, row: Row) -> AnyView {
        let cell = |(at, column): (usize, &Column)| {
            let (label, drawn) = (column.heading, (column.draw)(row));
            match at {
                0 => view! { <RowHead>{drawn}</RowHead> }.into_any(),
                _ => view! { <Cell label>{drawn}</Cell> }.into_any(),
            }
        };
        let cells: Vec<AnyView> = self.columns().enumerate().map(cell).collect();
        view! { <tr role="row">{cells}</tr> }.into_any()
    }
}

/// The orders that the panel's list can have: id, order and words.
pub(super) fn orders() -> Vec<(&'static str, Sort, &'static str)> {
    let by_column = COLUMNS.iter().filter_map(|column| column.order.as_ref());
    let by_column = by_column.map(|order| (order.id, Sort::By(order.compare), order.words));
    std::iter::once(("", Sort::Attention, "What needs attention")).chain(by_column).collect()
}

/// What a row's cells are drawn from.
#[derive(Clone, Copy)]
pub(super) struct Row {
    /// The state that all pages share.
    pub(super) app: AppState,
    /// The key. One that was removed leaves the list in the same breath; until then its row shows nothing.
    pub(super) key: Signal<Option<KeySummary>>,
    /// What needs a person; `None` in a register's list.
    pub(super) attention: Option<Attention>,
}

impl Row {
    /// A cell that follows its key.
    fn follow(self, draw: fn(&KeySummary, AppState) -> AnyView) -> AnyView {
        let shown = move || self.key.with(|key| key.as_ref().map(|key| draw(key, self.app)));
        shown.into_any()
    }
}
