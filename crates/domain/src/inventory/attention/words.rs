//! What needs a person, in words.

use super::{AttentionItem, Concern, KeyState, OpenRun, Outlook};
use crate::inventory::{Inventory, KeyRecord, Orphan, Standing};
use crate::key::KeyKind;
use crate::moment::{Expiry, Freshness, relative};
use crate::run::probe::Verdict;

pub(super) const ORPHAN: &str = "may have a key that nobody received. Ask SuperAPI to look for it.";
pub(super) const RUN: &str = "A rotation";

/// Everything in one line, most severe first.
pub fn summary(items: &[AttentionItem]) -> String {
    if items.is_empty() {
        return "Nothing needs you".into();
    }
    let parts: Vec<String> = Concern::ALL
        .into_iter()
        .filter_map(|concern| {
            let mut those = items.iter().filter(|item| item.concern == concern);
            let first = those.next()?;
            Some(counted(concern, 1 + those.count(), &first.title))
        })
        .collect();
    parts.join(" · ")
}

/// So many of one concern.
fn counted(concern: Concern, count: usize, only: &str) -> String {
    let (one, many) = match concern {
        Concern::Outage if count == 1 => return format!("{only} is down"),
        Concern::Outage => return format!("{count} services are down"),
        Concern::Leaked => ("key leaked", "keys leaked"),
        Concern::WrongKeyRemoved => ("wrong key was removed", "wrong keys were removed"),
        Concern::DeadInUse => ("key is dead", "keys are dead"),
        Concern::SwitchNow => ("key must be switched", "keys must be switched"),
        Concern::Unverified => ("key needs investigation", "keys need investigation"),
        Concern::ExpiresSoon => ("key ends soon or has ended", "keys end soon or have ended"),
        Concern::NotChecked => ("key is not checked", "keys are not checked"),
    };
    format!("{count} {}", if count == 1 { one } else { many })
}

/// What people know the item by: of an outage, what is down.
pub(super) fn title(key: &KeyRecord, concern: Concern) -> String {
    let product = key.product.as_ref().map(|product| product.name.as_str());
    let service =
        product.or(key.facility.as_deref()).filter(|name| concern == Concern::Outage && !name.is_empty());
    service.unwrap_or_else(|| key.title()).to_owned()
}

/// The product of a key that nobody received.
pub(super) fn product(inventory: &Inventory, orphan: &Orphan) -> String {
    let products = inventory.keys().iter().filter_map(|key| key.product.as_ref());
    let named = products.filter(|product| product.id == orphan.product && !product.name.is_empty());
    named.map(|product| product.name.clone()).next().unwrap_or_else(|| orphan.product.to_string())
}

/// What a run's verdict asks for, following "A rotation" or the key's title.
pub(super) const fn verdict(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        Some(Verdict::BothDead) => "ended with both keys dead. Make a replacement now.",
        Some(Verdict::WrongKeyRemoved) => {
            "lost its new key instead of the old one. Put the old key back wherever the new one is in use, now."
        }
        Some(Verdict::OldStillAlive) => "was to be deactivated and is still alive.",
        Some(Verdict::NotKnown) => {
            "was to be deactivated; whether it was is not known. Test both keys again."
        }
        Some(Verdict::Complete) | None => "has an unfinished run.",
    }
}

/// What is wrong with a key and what to do about it, following its title.
pub(super) fn text(
    key: &KeyRecord,
    state: &KeyState<'_>,
    concern: Concern,
    run: Option<&OpenRun>,
    outlook: &Outlook,
) -> String {
    let now = outlook.now;
    match concern {
        Concern::Outage => {
            let what = if key.kind == KeyKind::WestpacPublishable { "publishable key" } else { "key" };
            format!("is down: no {what} of it that Keyturn knows works. {}", key.replacement(state))
        }
        Concern::Leaked if key.is_loose() => "leaked, and whoever has it can use it. Replace it now.".into(),
        Concern::Leaked => format!("leaked and is dead. {} has not been told yet.", key.vendor.name()),
        Concern::WrongKeyRemoved => {
            "is the old key of a rotation that removed the new one. Put it back wherever the new one is in use, now.".into()
        }
        Concern::DeadInUse => format!("is dead. {}", key.replacement(state)),
        Concern::SwitchNow => {
            let end = match key.expiry {
                Expiry::At(end) if end <= now => " It has ended.".to_owned(),
                Expiry::At(end) => format!(" It ends {}.", relative(end, now)),
                Expiry::Unknown | Expiry::Never => String::new(),
            };
            format!("must be switched: {} has a newer key for it.{end}", key.vendor.name())
        }
        Concern::Unverified => match run.and_then(|run| run.verdict) {
            Some(judged) => verdict(Some(judged)).into(),
            None => match key.standing {
                Standing::Spare => "is stored and nothing uses it. Put it to use, or rotate it away.".into(),
                Standing::Superseded => "was replaced and may still be alive. SuperAPI can deactivate it.".into(),
                Standing::Deactivated => "was deactivated and is alive all the same.".into(),
                Standing::Unverified | Standing::Current => {
                    "may be alive, and nobody proved where it is stored.".into()
                }
            },
        },
        Concern::ExpiresSoon => match key.expiry {
            Expiry::At(end) if end <= now => format!("ended {}, by its vendor's date.", relative(end, now)),
            Expiry::At(end) => format!("ends {}.", relative(end, now)),
            Expiry::Unknown | Expiry::Never => "ends soon.".into(),
        },
        Concern::NotChecked if outlook.unanswered.contains(&key.id) => {
            "was asked about, and no verdict came. See the answer in its row.".into()
        }
        Concern::NotChecked => match key.freshness(now) {
            Freshness::Never => "was never checked.".into(),
            Freshness::Fresh | Freshness::Stale => "was not checked for a day.".into(),
        },
    }
}
