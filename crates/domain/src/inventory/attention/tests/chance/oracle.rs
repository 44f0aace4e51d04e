//! What a key needs, told record by record and without the code that it is compared with.

use crate::inventory::attention::tests::*;
use crate::vendor::{Succession, Vendor};

/// Tells what one record needs, from the record and its likes alone.
pub(super) struct Oracle<'a> {
    pub(super) all: &'a [KeyRecord],
    pub(super) outlook: &'a Outlook,
}

impl Oracle<'_> {
    fn verdict(&self, key: &KeyRecord) -> Option<Verdict> {
        self.outlook.runs.iter().rfind(|run| run.key == Some(key.id) && run.verdict.is_some())?.verdict
    }

    fn life(&self, key: &KeyRecord) -> Life {
        match self.verdict(key) {
            Some(Verdict::BothDead) => Life::Dead,
            Some(Verdict::WrongKeyRemoved | Verdict::OldStillAlive) => Life::Alive,
            _ => key.life,
        }
    }

    fn works(&self, key: &KeyRecord) -> bool {
        let life = self.life(key);
        match key.expiry {
            _ if life == Life::Dead => false,
            Expiry::At(end) if end <= now() => {
                life == Life::Alive && key.checked.is_some_and(|checked| checked >= end)
            }
            _ => true,
        }
    }

    fn get(&self, id: Option<KeyId>) -> Option<&KeyRecord> {
        self.all.iter().find(|key| Some(key.id) == id)
    }

    /// Whether both open the same product, or are keys of one sort of the same facility.
    pub(super) fn same_service(one: &KeyRecord, other: &KeyRecord) -> bool {
        let both = [one, other];
        one.connection == other.connection
            && one.vendor == other.vendor
            && match one.vendor.spec().succession {
                Succession::Rotation => {
                    let [its, others] = both.map(|key| key.product.as_ref().map(|product| product.id));
                    its.is_some()
                        && its == others
                        && both.iter().all(|key| key.kind != KeyKind::SuperApiPartner)
                }
                Succession::Renewal => {
                    let [its, others] = both.map(|key| key.kind == KeyKind::WestpacPublishable);
                    one.facility.is_some() && one.facility == other.facility && its == others
                }
            }
    }

    /// Dead, and something uses it or may.
    fn is_missed(&self, key: &KeyRecord) -> bool {
        let replaced = self.get(key.successor).is_some_and(|next| self.works(next));
        let unused = self.get(key.predecessor).is_some_and(|before| before.standing == Standing::Current);
        let used = match key.standing {
            Standing::Current => true,
            Standing::Unverified => !replaced && !unused,
            _ => false,
        };
        self.verdict(key) == Some(Verdict::BothDead) || (self.life(key) == Life::Dead && used)
    }

    /// It is missed, and nothing of its product or facility works.
    pub(super) fn is_down(&self, key: &KeyRecord) -> bool {
        self.is_missed(key)
            && Self::same_service(key, key)
            && !self.all.iter().any(|other| Self::same_service(key, other) && self.works(other))
    }

    fn is_leaked(&self, key: &KeyRecord) -> bool {
        let told = key.leak.as_ref().is_some_and(|leak| leak.reported.is_some());
        let owed = key.vendor == Vendor::SuperApi && !told;
        key.leak.is_some() && (self.life(key) != Life::Dead || owed)
    }

    fn lost_its_successor(&self, key: &KeyRecord) -> bool {
        let removed = self.get(key.successor).is_some_and(|next| {
            next.predecessor == Some(key.id)
                && next.standing == Standing::Deactivated
                && self.life(next) == Life::Dead
        });
        self.verdict(key) == Some(Verdict::WrongKeyRemoved)
            || (key.standing == Standing::Current && self.life(key) != Life::Dead && removed)
    }

    /// All that it needs but for an outage, most severe first.
    pub(super) fn needs(&self, key: &KeyRecord) -> Vec<Concern> {
        let alive = self.life(key) != Life::Dead;
        let used = !matches!(key.standing, Standing::Superseded | Standing::Deactivated);
        let held = key.secret.is_some();
        let loose_end = match key.standing {
            Standing::Current => false,
            Standing::Superseded => key.expiry == Expiry::Never,
            Standing::Deactivated => self.life(key) == Life::Alive,
            Standing::Unverified | Standing::Spare => true,
        };
        let undecided = matches!(self.verdict(key), Some(Verdict::OldStillAlive | Verdict::NotKnown));
        let newer = key.should_use.as_ref().is_some_and(|should| !should.same);
        let soon = matches!(key.expiry, Expiry::At(end) if end <= now() + TimeDelta::days(30));
        let day_old = key.checked.is_none_or(|checked| now() - checked > TimeDelta::hours(24));
        let unanswered = self.outlook.unanswered.contains(&key.id);
        let all = [
            (self.is_leaked(key), Concern::Leaked),
            (self.lost_its_successor(key), Concern::WrongKeyRemoved),
            (self.is_missed(key), Concern::DeadInUse),
            (alive && used && newer, Concern::SwitchNow),
            ((alive && loose_end) || undecided, Concern::Unverified),
            (alive && used && soon, Concern::ExpiresSoon),
            (alive && held && ((used && day_old) || unanswered), Concern::NotChecked),
        ];
        all.into_iter().filter_map(|(holds, concern)| holds.then_some(concern)).collect()
    }
}
