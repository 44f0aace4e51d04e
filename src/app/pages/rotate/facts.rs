//! What confirmations and summaries name: product, environment, keys, probes.

use leptos::prelude::*;

use crate::app::components::{EnvironmentBadge, Pill, RealityBadge, Tone, exact};
use crate::app::runs::Runner;
use crate::app::state::AppState;
use keyturn_domain::inventory::Orphan;
use keyturn_domain::product::Product;
use keyturn_domain::run::probe::Probe;
use keyturn_domain::superapi::rotation::Rotation;

/// The product's name, as far as it is known.
pub(super) fn product(run: Runner<Rotation>) -> String {
    run.read(|run| run.product().map_or_else(|| run.case().product.to_string(), named))
}

/// What people call a product; one without a name goes by its id.
pub(super) fn named(product: &Product) -> String {
    let name = product.name.trim();
    if name.is_empty() { product.id.to_string() } else { name.to_owned() }
}

/// Product and environment, before something is done to them.
pub(super) fn target(run: Runner<Rotation>) -> Option<AnyView> {
    untrack(|| run.read(facts))
}

fn facts(run: &Rotation) -> Option<AnyView> {
    let product = run.product()?;
    let (name, id, reality) = (product.name.clone(), product.id.to_string(), product.reality);
    let case = run.case();
    let (connection, environment, old) = (case.connection.clone(), case.environment, case.old.masked());
    let view = view! {
        <dl class="facts">
            <dt>"Product"</dt>
            <dd>{exact(name)} " " <RealityBadge reality/></dd>
            <dt>"Product id"</dt>
            <dd><code translate="no">{id}</code></dd>
            <dt>"Environment"</dt>
            <dd>{exact(connection)} " " <EnvironmentBadge environment/></dd>
            <dt>"Old key"</dt>
            <dd><code translate="no">{old}</code></dd>
        </dl>
    };
    Some(view.into_any())
}

/// Keys of the product that other runs may have made and nobody received. Tracked.
pub(super) fn lost_before(run: Runner<Rotation>, app: AppState) -> u32 {
    let about = run.about();
    let lost = app.keys.with(|inventory| {
        let of_it = |orphan: &&Orphan| {
            orphan.connection == about.connection.id && Some(orphan.product) == about.product
        };
        inventory.orphans().iter().filter(of_it).count()
    });
    u32::try_from(lost).unwrap_or(u32::MAX)
}

/// What the probes said of both keys.
pub(super) fn probes(run: Runner<Rotation>) -> AnyView {
    let said = move || {
        run.read(|run| {
            let (old, new) = run.probes()?;
            let view = view! {
                <dl class="facts">
                    <dt>"Old key"</dt>
                    <dd><code translate="no">{run.case().old.masked()}</code> " " {life(old, Probe::Dead)}</dd>
                    <dt>"New key"</dt>
                    <dd><code translate="no">{run.new_key().map(|key| key.masked())}</code> " " {life(new, Probe::Alive)}</dd>
                </dl>
            };
            Some(view.into_any())
        })
    };
    said.into_any()
}

fn life(probe: &Probe, wanted: Probe) -> AnyView {
    let tone = match (probe, &wanted) {
        (probe, wanted) if probe == wanted => Tone::Good,
        (Probe::Dead, _) => Tone::Bad,
        _ => Tone::Warn,
    };
    view! { <Pill tone text=probe.word()/> }.into_any()
}
