//! What the answers are worked out from.

use std::sync::Arc;

use chrono::TimeDelta;
use keyturn_scan::counts::Counts;
use keyturn_scan::finding::Finding;
use leptos::prelude::*;

use super::Registered;
use crate::app::state::AppState;
use crate::browser::time_zone::TimeZone;
use keyturn_domain::lookup::{Answer, Basis, KeySummary, answers, merged, salted_fingerprints};
use keyturn_domain::moment::Moment;

/// The panel's own keys and the register's. Tracked.
pub(super) fn known(app: AppState, register: RwSignal<Registered>) -> Vec<KeySummary> {
    let own = app.site.with(|site| app.keys.with(|keys| KeySummary::all(keys, site.connections())));
    register.with(|register| match register {
        Registered::Here(file) => merged(own, &file.register.keys),
        Registered::None | Registered::Loading | Registered::Failed(_) => own,
    })
}

/// The names and short tokens to look for letter by letter, besides whatever has the shape of a name.
pub(super) fn texts(known: &[KeySummary]) -> Vec<String> {
    let names = known.iter().filter_map(|known| known.name.as_ref()).map(|name| name.as_str());
    let tokens = known.iter().filter_map(|known| known.short_token.as_deref());
    let mut names: Vec<String> = names.chain(tokens).map(str::to_owned).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// What a scan has found so far.
pub(super) struct Found {
    pub(super) findings: RwSignal<Vec<Finding>>,
    pub(super) counts: RwSignal<Counts>,
    pub(super) salt: [u8; 32],
}

impl Found {
    /// The answers. Tracked.
    pub(super) fn answers(
        &self,
        known: &[KeySummary],
        clock: Option<&TimeZone>,
        now: Moment,
    ) -> Vec<Arc<Answer>> {
        let zone = |at| clock.map_or(TimeDelta::zero(), |clock| clock.utc_offset(at));
        let basis = Basis { known, fingerprints: &salted_fingerprints(known, &self.salt), zone: &zone, now };
        let found =
            self.findings.with(|findings| self.counts.with(|counts| answers(findings, counts, &basis)));
        found.into_iter().map(Arc::new).collect()
    }
}
