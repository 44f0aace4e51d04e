//! One connection.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::proxy_test::{Tested, test, view_of};
use crate::app::components::{Button, Card, EnvironmentBadge, words};
use crate::app::state::AppState;
use keyturn_domain::connection::{Connection, RootForm};
use keyturn_domain::product::DeactivateForm;
use keyturn_domain::vendor::ConnectionOption;

pub(super) fn card(connection: Connection) -> AnyView {
    let app = AppState::here();
    let result = RwSignal::new(None::<Tested>);
    let busy = RwSignal::new(false);
    let id = connection.id.clone();
    let keys = Memo::new(move |_| {
        app.keys.with(|inventory| inventory.keys().iter().filter(|key| key.connection == id).count())
    });
    let asked = connection.clone();
    let run = move |_| {
        let connection = asked.clone();
        busy.set(true);
        result.set(None);
        spawn_local(async move {
            let tested = test(app, connection).await;
            // The page may have been left by now.
            let _ = result.try_set(Some(tested));
            let _ = busy.try_set(false);
        });
    };
    let takes = |option| connection.vendor.spec().takes(option);
    let form = takes(ConnectionOption::Deactivate).then_some(match connection.deactivate {
        DeactivateForm::ByProduct => "DELETE names the product only",
        DeactivateForm::ByKeyId => "DELETE names the key by its id",
    });
    let root = takes(ConnectionOption::Root).then_some(match connection.root {
        RootForm::Slash => "asked with a slash behind the base URL",
        RootForm::Bare => "asked without a slash behind the base URL",
    });
    let label = connection.label.clone();
    view! {
        <Card title=connection.label>
            <div class="row">
                <span>{connection.vendor.name()}</span>
                <EnvironmentBadge environment=connection.environment/>
            </div>
            <dl class="facts">
                <dt>"Path on this server"</dt>
                <dd>
                    <code translate="no">{connection.path}</code>
                </dd>
                <dt>"Keys here"</dt>
                <dd>{keys}</dd>
                {root.map(|root| {
                    view! {
                        <dt>"Root"</dt>
                        <dd>{root}</dd>
                    }
                })}
                {form.map(|form| {
                    view! {
                        <dt>"Deactivation"</dt>
                        <dd>{words(form)}</dd>
                    }
                })}
            </dl>
            <div class="actions">
                <Button busy on_press=run>
                    {move || if busy.get() { "Testing" } else { "Test the proxy" }}
                    <span class="visually-hidden">" for " {words(label)}</span>
                </Button>
            </div>
            <div class="stack stack--tight" role="status">{move || result.get().map(view_of)}</div>
        </Card>
    }
    .into_any()
}
