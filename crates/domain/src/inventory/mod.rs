//! The keys that the panel knows of, and what answers and finished runs change about them.

mod advice;
mod attention;
mod list;
mod next;
mod orphans;
mod record;
mod succession;

use std::sync::Arc;

use uuid::Uuid;

pub use advice::{NextAct, UseLight};
pub use attention::{
    AttentionAct, AttentionItem, Concern, ConcernGroup, KeyState, OpenRun, Outlook, Subject, attention,
    concerns, summary,
};
pub use list::{Cards, Filter, Sort};
pub use next::{NextKey, Question};
pub use orphans::{Fate, Orphan, Resolved};
pub use record::{Happening, KeyId, KeyRecord, Life, Notes, ShouldUse, Standing};

use super::call::{Identity, Latest};
use super::facility::{Facility, Moved};
use super::fault::Answer;
use super::history::{History, Mark};
use super::key::KeyKind;
use super::key_name::KeyName;
use super::leak::Leak;
use super::moment::{Expiry, Moment};
use super::product::{Product, ProductId};
use super::run::probe::Verdict;
use super::secret::Secret;
use super::superapi::rotation::{Ending, Outcome};
use super::vendor::Vendor;

/// All keys, in the order in which they came.
#[derive(Default)]
pub struct Inventory {
    keys: Vec<KeyRecord>,
    /// Keys ever added: an id is never given twice, because a run may still know a key that was removed.
    added: u32,
    orphans: Vec<Orphan>,
    resolved: Vec<Resolved>,
}

/// A key to be added. It has no `Debug`: it holds the key.
pub struct NewKey {
    /// The connection it belongs to.
    pub connection: String,
    /// The connection's vendor.
    pub vendor: Vendor,
    /// The key.
    pub secret: Arc<Secret>,
    /// What the operator calls it; may be empty.
    pub label: String,
}

impl Inventory {
    /// The inventory that was kept. `added` is how many keys it had ever taken.
    pub fn restore(keys: Vec<KeyRecord>, orphans: Vec<Orphan>, added: u32) -> Self {
        let highest = keys.iter().map(|key| key.id.0).max().unwrap_or(0);
        Self { keys, orphans, resolved: Vec::new(), added: added.max(highest) }
    }

    /// How many keys were ever added.
    pub fn added(&self) -> u32 {
        self.added
    }

    /// Every key.
    pub fn keys(&self) -> &[KeyRecord] {
        &self.keys
    }

    /// One key.
    pub fn get(&self, id: KeyId) -> Option<&KeyRecord> {
        self.keys.iter().find(|key| key.id == id)
    }

    /// The record of this key on this connection.
    pub fn find(&self, connection: &str, key: &Secret) -> Option<&KeyRecord> {
        let fingerprint = key.fingerprint();
        self.keys.iter().find(|known| known.fingerprint == fingerprint && known.connection == connection)
    }

    /// The partner key of a connection, if one was added.
    pub fn partner_key(&self, connection: &str) -> Option<&KeyRecord> {
        self.keys.iter().find(|key| {
            key.connection == connection
                && key.kind == KeyKind::SuperApiPartner
                && key.secret.is_some()
                && key.life != Life::Dead
        })
    }

    /// The keys of a product other than `except` that are not known to be dead.
    pub fn others_of(&self, product: ProductId, except: KeyId) -> usize {
        let same = |key: &&KeyRecord| key.product.as_ref().is_some_and(|seen| seen.id == product);
        self.keys.iter().filter(same).filter(|key| key.id != except && key.life != Life::Dead).count()
    }

    /// Adds a key.
    ///
    /// # Errors
    /// The key that is there already, if the same key was added to the same connection before.
    pub fn add(&mut self, new: NewKey, now: Moment) -> Result<KeyId, KeyId> {
        self.claimed(&new.connection, &new.secret);
        let fingerprint = new.secret.fingerprint();
        let known = |key: &&KeyRecord| key.fingerprint == fingerprint && key.connection == new.connection;
        if let Some(known) = self.keys.iter_mut().find(|key| known(&&**key)) {
            // A forgotten key that is added again is whole again.
            known.secret.get_or_insert(new.secret);
            return Err(known.id);
        }
        self.added += 1;
        let id = KeyId(self.added);
        // EXPOSE: the kind is read off the documented marks in the key's text.
        let kind = KeyKind::of(new.secret.expose());
        self.keys.push(KeyRecord {
            id,
            connection: new.connection,
            kind,
            vendor: new.vendor,
            masked: new.secret.masked(),
            fingerprint,
            secret: Some(new.secret),
            name: None,
            label: new.label,
            notes: Notes::default(),
            facility: None,
            community: None,
            product: None,
            vendor_id: None,
            added: now,
            made: None,
            expiry: if new.vendor.spec().keys_expire { Expiry::Unknown } else { Expiry::Never },
            checked: None,
            life: Life::NotChecked,
            standing: Standing::Current,
            should_use: None,
            next: Vec::new(),
            predecessor: None,
            successor: None,
            history: vec![Happening { at: now, text: "Added to the panel.".into() }],
            marks: History::begun(now),
            leak: None,
        });
        Ok(id)
    }

    /// Drops a key's text and keeps what is known about it.
    pub fn forget(&mut self, id: KeyId, now: Moment) {
        self.change(id, |key| {
            if key.secret.take().is_some() {
                key.note(now, "The key itself was forgotten; its metadata stays.");
            }
        });
    }

    /// Takes a key out of the panel altogether. The vendor knows nothing of it.
    pub fn remove(&mut self, id: KeyId) {
        self.keys.retain(|key| key.id != id);
    }

    /// Keeps what the operator wrote about a key.
    pub fn describe(&mut self, id: KeyId, notes: Notes) {
        self.change(id, |key| key.notes = notes);
    }

    /// Gives a key another label.
    pub fn relabel(&mut self, id: KeyId, label: String) {
        self.change(id, |key| key.label = label);
    }

    /// The key was seen where it must not be. Seen again, it keeps the first time and the first reason.
    pub fn leaked(&mut self, id: KeyId, at: Moment, reason: String, now: Moment) {
        self.change(id, |key| {
            key.note(now, ["Marked as leaked. ", &reason].concat());
            if key.leak.is_none() {
                key.marks.note(at, Mark::Leaked);
                key.leak = Some(Leak { at, reason, reported: None });
            }
        });
    }

    /// The vendor was told of the leak.
    pub fn leak_reported(&mut self, id: KeyId, now: Moment) {
        self.change(id, |key| {
            if let Some(leak) = key.leak.as_mut().filter(|leak| leak.reported.is_none()) {
                leak.reported = Some(now);
                key.note(now, "The vendor was told of the leak.");
            }
        });
    }

    /// QuickStream said who the key is, or did not, when somebody asked to have the key checked. What it says of the
    /// facility is taken, and noted where it is another than was known.
    pub fn identified(&mut self, id: KeyId, answer: &Answer<Identity>, now: Moment) {
        self.change(id, |key| {
            named(key, answer, now);
            let Some(said) = answer.as_ref().ok().and_then(Facility::of) else { return };
            if let Some(Moved { known, said }) = key.known_facility().and_then(|known| known.moved(&said)) {
                key.note(now, format!("The vendor says facility {said}. It was known as {known}."));
            }
            key.facility = said.name.clone().or_else(|| said.code.clone());
            key.community = said.code;
        });
    }

    /// QuickStream said who the key is, or did not, in a run. What the key was checked for stays, so that the run's own
    /// answer cannot pass for what it is compared with; what was not known is taken.
    pub fn recognised(&mut self, id: KeyId, answer: &Answer<Identity>, now: Moment) {
        self.change(id, |key| {
            named(key, answer, now);
            let said = answer.as_ref().ok().and_then(Facility::of);
            if let (None, Some(said)) = (key.known_facility(), said) {
                key.note(now, format!("The vendor says facility {}, which was not known.", said.words()));
                key.facility = said.name.or_else(|| said.code.clone());
                key.community = said.code;
            }
        });
    }

    /// QuickStream said which key to use from now on. The expiry belongs to the key that came back, so it is
    /// taken only when that is this very key.
    pub fn latest(&mut self, id: KeyId, answer: &Answer<Latest>, now: Moment) {
        self.change(id, |key| {
            judge(key, answer.as_ref().map(drop), now);
            if let Ok(latest) = answer {
                let same = latest.key.fingerprint() == key.fingerprint;
                if same {
                    key.expiry = latest.expiry;
                    if latest.name.is_some() {
                        key.name.clone_from(&latest.name);
                    }
                }
                // EXPOSE: the kind is read off the documented marks in the key's text.
                let publishable = KeyKind::of(latest.key.expose()) == KeyKind::WestpacPublishable;
                key.should_use =
                    (same || !publishable).then(|| ShouldUse { name: latest.name.clone(), same });
            }
        });
    }

    /// SuperAPI said which product the key opens, or did not, when somebody asked to have the key checked.
    pub fn opens(&mut self, id: KeyId, answer: &Answer<Product>, now: Moment) {
        self.change(id, |key| {
            judge(key, answer.as_ref().map(drop), now);
            if let Ok(product) = answer {
                if let Some(known) = key.product.as_ref().filter(|known| !is_same(known, product)) {
                    let known = format!("{} ({})", known.name, known.id);
                    let said = format!("{} ({})", product.name, product.id);
                    key.note(
                        now,
                        format!("SuperAPI says that it opens {said}. It was known to open {known}."),
                    );
                }
                key.product = Some(product.clone());
            }
        });
    }

    /// SuperAPI said which product the key opens, or did not, in a run. Another one than it was checked for is not taken.
    pub fn opened(&mut self, id: KeyId, answer: &Answer<Product>, now: Moment) {
        self.change(id, |key| {
            judge(key, answer.as_ref().map(drop), now);
            if let Ok(product) = answer
                && key.product.as_ref().is_none_or(|known| is_same(known, product))
            {
                key.product = Some(product.clone());
            }
        });
    }

    /// A vendor gave a verdict on a key by any other question.
    pub fn judged<T>(&mut self, id: KeyId, answer: &Answer<T>, now: Moment) {
        self.change(id, |key| judge(key, answer.as_ref().map(drop), now));
    }

    /// A rotation of the key `old` is over.
    pub fn rotated(&mut self, old: KeyId, outcome: &Outcome, now: Moment) {
        let Some(record) = self.get(old) else { return };
        let (connection, vendor, label) = (record.connection.clone(), record.vendor, record.label.clone());
        let (product, standing) = (record.product.clone(), record.standing);
        if let Some(product) = &product {
            let orphan = Orphan { connection: connection.clone(), product: product.id, at: now };
            self.orphans.extend(std::iter::repeat_n(orphan, usize::try_from(outcome.orphans).unwrap_or(0)));
        }
        let new = outcome.new.as_ref().map(|(secret, vendor_id)| {
            let new = NewKey { connection, vendor, secret: Arc::clone(secret), label };
            (self.add(new, now).unwrap_or_else(|known| known), *vendor_id)
        });
        if let Some((new, vendor_id)) = new {
            let made = outcome.made_at.unwrap_or(now);
            self.succeed(old, new, product, vendor_id, made);
            self.change(new, |key| key.marks.note(made, Mark::Made));
            if let Some(at) = outcome.rolled_out_at {
                self.change(old, |key| key.marks.note(at, Mark::Superseded(Some(new))));
            }
        }
        let (old_life, new_life, old_standing, new_standing) = match outcome.ending {
            Ending::Judged(Verdict::Complete) => {
                (Some(Life::Dead), Some(Life::Alive), Standing::Deactivated, Standing::Current)
            }
            Ending::Judged(Verdict::OldStillAlive) => {
                (Some(Life::Alive), Some(Life::Alive), Standing::Superseded, Standing::Current)
            }
            Ending::Judged(Verdict::WrongKeyRemoved) => {
                (Some(Life::Alive), Some(Life::Dead), Standing::Current, Standing::Deactivated)
            }
            Ending::Judged(Verdict::BothDead) => {
                // The new key is the one that everything was switched to: it is the one to replace.
                (Some(Life::Dead), Some(Life::Dead), Standing::Deactivated, Standing::Current)
            }
            Ending::Judged(Verdict::NotKnown) => {
                (Some(Life::NotKnown), Some(Life::NotKnown), Standing::Unverified, Standing::Unverified)
            }
            Ending::Abandoned(_) if outcome.rolled_out => {
                (None, None, Standing::Superseded, Standing::Current)
            }
            Ending::Abandoned(_) if outcome.stored => (None, None, standing, Standing::Spare),
            Ending::Abandoned(_) => (None, None, standing, Standing::Unverified),
        };
        let text = match &outcome.ending {
            Ending::Judged(verdict) => format!("Rotation ended: {}.", verdict.title()),
            Ending::Abandoned(_) if outcome.deactivations == 0 => {
                "A rotation was left before anything was deactivated.".into()
            }
            Ending::Abandoned(_) => "A rotation was left after a request to deactivate had gone out.".into(),
        };
        let forget_old = matches!(outcome.ending, Ending::Judged(Verdict::Complete));
        self.settle(old, old_life, old_standing, &text, now);
        if forget_old {
            self.forget(old, now);
        }
        if let Some((new, _)) = new {
            self.settle(new, new_life, new_standing, &text, now);
        }
    }

    /// A renewal found, proved and stored a newer key. The old one keeps its own expiry.
    pub fn renewed(
        &mut self,
        old: KeyId,
        new: Arc<Secret>,
        name: Option<KeyName>,
        expiry: Expiry,
        now: Moment,
    ) -> Option<KeyId> {
        let record = self.get(old)?;
        let newest = record.handed_out_after(&new);
        let new = NewKey {
            connection: record.connection.clone(),
            vendor: record.vendor,
            secret: new,
            label: record.label.clone(),
        };
        let (facility, community) = (record.facility.clone(), record.community.clone());
        let id = self.add(new, now).unwrap_or_else(|known| {
            let shared =
                "Another key of this list was renewed to it: whatever used the two now shares this one.";
            self.change(known, |key| key.note(now, shared));
            known
        });
        self.succeed(old, id, None, None, now);
        self.bequeath(old, id);
        self.settle(old, None, Standing::Superseded, "A newer key was stored and proven.", now);
        self.settle(id, Some(Life::Alive), Standing::Current, "Stored and proven by a renewal.", now);
        self.change(id, |key| {
            key.name = name.clone();
            key.expiry = expiry;
            key.facility = facility;
            key.community = community;
            key.should_use = Some(match newest {
                None => ShouldUse { name: name.clone(), same: true },
                Some(newer) => ShouldUse { name: newer, same: false },
            });
        });
        self.change(old, |key| key.should_use = Some(ShouldUse { name, same: false }));
        Some(id)
    }

    fn succeed(
        &mut self,
        old: KeyId,
        new: KeyId,
        product: Option<Product>,
        vendor_id: Option<Uuid>,
        made: Moment,
    ) {
        if old == new {
            return;
        }
        self.change(old, |key| key.successor = Some(new));
        self.change(new, |key| {
            key.predecessor = Some(old);
            key.made.get_or_insert(made);
            key.product = product.or_else(|| key.product.take());
            key.vendor_id = vendor_id.or(key.vendor_id);
        });
    }

    fn settle(&mut self, id: KeyId, life: Option<Life>, standing: Standing, text: &str, now: Moment) {
        self.change(id, |key| {
            if let Some(life) = life {
                key.life = life;
                if life == Life::Alive {
                    key.marks.note(now, Mark::Alive);
                } else if life == Life::Dead {
                    key.marks.note(now, Mark::Dead);
                }
                // No verdict is no check.
                key.checked = if life == Life::NotKnown { key.checked } else { Some(now) };
            }
            key.standing = standing;
            key.stand(now);
            key.note(now, text);
        });
    }

    fn change(&mut self, id: KeyId, change: impl FnOnce(&mut KeyRecord)) {
        if let Some(key) = self.keys.iter_mut().find(|key| key.id == id) {
            change(key);
        }
    }
}

fn named(key: &mut KeyRecord, answer: &Answer<Identity>, now: Moment) {
    judge(key, answer.as_ref().map(drop), now);
    if let Ok(Identity { key_name: Some(name), .. }) = answer {
        key.name = Some(name.clone());
    }
}

fn is_same(known: &Product, said: &Product) -> bool {
    (known.id, &known.name) == (said.id, &said.name)
}

fn judge(key: &mut KeyRecord, answer: Result<(), &super::fault::Fault>, now: Moment) {
    let life = match answer {
        Ok(()) => Life::Alive,
        Err(fault) if fault.rejects_key() => Life::Dead,
        // No verdict: what was known before stays known, and so does when.
        Err(_) => {
            if key.life == Life::NotChecked {
                key.life = Life::NotKnown;
            }
            return;
        }
    };
    key.checked = Some(now);
    key.marks.note(now, if life == Life::Alive { Mark::Alive } else { Mark::Dead });
    if key.life != life {
        key.note(now, format!("The vendor was asked: {}.", life.word()));
    }
    key.life = life;
}

#[cfg(test)]
mod tests;
