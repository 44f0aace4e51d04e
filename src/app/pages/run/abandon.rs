//! Leaving a run before its end.

use leptos::prelude::*;

use crate::app::components::{Button, ConfirmDialog, Kind, TextField};

/// How a run can be left.
pub struct Abandon {
    /// Whether that is possible now.
    pub possible: Signal<bool>,
    /// Whether a call is on its way.
    pub busy: Signal<bool>,
    /// What follows from it.
    pub consequences: Signal<String>,
    /// Whether a reason is asked for.
    pub with_reason: bool,
    /// Leaves, for this reason.
    pub leave: Callback<String>,
}

impl Abandon {
    pub(super) fn view(self) -> AnyView {
        let Self { possible, busy, consequences, with_reason, leave } = self;
        let open = RwSignal::new(false);
        let reason = RwSignal::new(String::new());
        let confirmed = move |()| {
            let given = reason.get_untracked();
            let given = given.trim();
            leave.run(if given.is_empty() { "none given".into() } else { given.into() });
        };
        let field = with_reason.then(|| {
            view! { <TextField label="Reason, for the record" value=reason hint="Optional. Never put a key here."/> }
        });
        let button = move || {
            possible.get().then(|| {
                view! {
                    <div class="actions">
                        <Button kind=Kind::Quiet busy on_press=move |_| open.set(true)>"Leave this run"</Button>
                    </div>
                }
            })
        };
        view! {
            {button}
            <ConfirmDialog
                open
                title="Leave this run?"
                confirm_label="Leave the run"
                danger=true
                on_confirm=confirmed
            >
                <p>{consequences}</p>
                {field}
            </ConfirmDialog>
        }
        .into_any()
    }
}
