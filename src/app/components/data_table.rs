//! Tables that become stacked rows on narrow screens.

use leptos::prelude::*;

/// A table. Its rows are `<tr role="row">` with [`RowHead`] first and then [`Cell`]s; the roles are written out
/// because stacking takes them away.
#[component]
pub fn DataTable(
    /// What it lists; read out, not shown.
    #[prop(into)]
    caption: String,
    /// The headings of its columns, in the order of the cells.
    #[prop(into)]
    columns: Vec<&'static str>,
    /// The rows.
    children: Children,
) -> impl IntoView {
    let headings: Vec<_> = columns
        .into_iter()
        .map(|heading| view! { <th role="columnheader" scope="col">{heading}</th> })
        .collect();
    view! {
        <table class="table" role="table">
            <caption class="visually-hidden">{caption}</caption>
            <thead role="rowgroup">
                <tr role="row">{headings}</tr>
            </thead>
            <tbody role="rowgroup">{children()}</tbody>
        </table>
    }
    .into_any()
}

/// The cell that names its row.
#[component]
pub fn RowHead(
    /// The row's name, usually a link.
    children: Children,
) -> impl IntoView {
    view! { <th class="table__head" role="rowheader" scope="row">{children()}</th> }.into_any()
}

/// A cell.
#[component]
pub fn Cell(
    /// The heading of its column, shown before it where rows are stacked.
    label: &'static str,
    /// What stands in it.
    children: Children,
) -> impl IntoView {
    view! {
        <td class="table__cell" role="cell">
            <span class="table__label" aria-hidden="true">{label}</span>
            <div class="table__value">{children()}</div>
        </td>
    }
    .into_any()
}
