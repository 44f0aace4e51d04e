//! What a check brought instead of an answer, below the key's row.

use leptos::prelude::*;

use crate::app::components::{Button, ErrorPanel};
use crate::app::pages::key_columns::KeyList;
use crate::app::state::AppState;
use keyturn_domain::explain::explain;
use keyturn_domain::fault::Fault;
use keyturn_domain::inventory::KeyId;
use keyturn_domain::lookup::KeySummary;

/// What a check brought instead of an answer, in place.
pub(super) fn fault_row(app: AppState, id: KeyId, key: Memo<Option<KeySummary>>) -> AnyView {
    let fault = Memo::new(move |_| app.checks.fault(id));
    let view = move || fault.get().map(|fault| fault_view(app, id, fault, key));
    view.into_any()
}

fn fault_view(app: AppState, id: KeyId, fault: Fault, key: Memo<Option<KeySummary>>) -> Option<AnyView> {
    let kind = key.with_untracked(|key| key.as_ref().map(|key| key.kind))?;
    let explanation = explain(&fault, kind);
    let columns = KeyList::Panel.headings().len();
    let view = view! {
        <tr role="row" class="table__more">
            <td role="cell" colspan=columns.to_string()>
                <ErrorPanel explanation details=fault/>
                <Button on_press=move |_| app.checks.clear(id)>"Put away"</Button>
            </td>
        </tr>
    };
    Some(view.into_any())
}
