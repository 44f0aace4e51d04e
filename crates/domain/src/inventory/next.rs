//! Keys that a vendor handed out and that nobody uses yet. No answer that holds a key is dropped: whether the key that
//! asked lives on is for the vendor to decide, and this may be the only living one.

use std::sync::Arc;

use super::{Inventory, KeyId, KeyRecord, NewKey, ShouldUse, Standing};
use crate::call::{Identity, Latest, Minted};
use crate::fault::{Answer, Fault};
use crate::key::{KeyKind, facility};
use crate::key_name::KeyName;
use crate::moment::{Expiry, Moment};
use crate::product::Product;
use crate::secret::Secret;
use crate::vendor::Vendor;

/// A key that came in an answer. It has no `Debug`: it holds the key.
#[derive(Clone)]
pub struct NextKey {
    /// The key itself.
    pub key: Arc<Secret>,
    /// Its name, where the vendor gave one.
    pub name: Option<KeyName>,
    /// Its own expiry.
    pub expiry: Expiry,
    /// When it was first handed out.
    pub at: Moment,
    /// When the vendor last rejected it. It stays all the same: a fresh key may need a moment to be known everywhere.
    pub rejected: Option<Moment>,
}

impl NextKey {
    fn of(latest: &Latest, asked: Option<&Secret>, now: Moment) -> Self {
        let name = latest.name.clone().map(|name| name.without_key(&latest.key));
        let name = name.map(|name| asked.map_or(name.clone(), |key| name.without_key(key)));
        Self { key: Arc::clone(&latest.key), name, expiry: latest.expiry, at: now, rejected: None }
    }

    /// What people recognise it by.
    pub fn title(&self) -> String {
        self.name.as_ref().map_or_else(|| self.key.masked(), |name| name.as_str().to_owned())
    }
}

impl KeyRecord {
    /// Whether a key that was handed out to this one may take its place: a secret key, of the same facility as far as
    /// the two texts tell.
    pub fn may_be_followed_by(&self, next: &NextKey) -> bool {
        // EXPOSE: read for its documented marks only; nothing of the text leaves here.
        let text = next.key.expose();
        let own = self.secret.as_ref();
        // EXPOSE: the part before the documented mark is the facility's code, which is not secret.
        let own = own.and_then(|own| facility(own.expose()).map(str::to_owned));
        KeyKind::of(text) != KeyKind::WestpacPublishable
            && own.zip(facility(text)).is_none_or(|(own, other)| own == other)
    }

    /// The name of the newest key that was handed out after this one and may follow: the vendor named it last.
    pub(super) fn handed_out_after(&self, key: &Secret) -> Option<Option<KeyName>> {
        let place = self.next.iter().position(|next| next.key.same_as(key))?;
        let after = self.next[place + 1..].iter().rev().find(|next| self.may_be_followed_by(next))?;
        Some(after.name.clone())
    }

    /// The keys that a renewal may begin from besides this one, the newest last.
    pub fn candidates(&self) -> Vec<&NextKey> {
        let mut fit: Vec<_> = self.next.iter().filter(|next| self.may_be_followed_by(next)).collect();
        // One that was rejected is tried last.
        fit.sort_by_key(|next| next.rejected.is_none());
        fit
    }
}

impl Inventory {
    /// Keeps what a vendor's answer says of the key that asked, and every key that stands in it. `check`: somebody asked
    /// to have the key checked, so what the vendor says of its facility or product is taken.
    pub fn hear(&mut self, from: Question<'_>, reply: &crate::run::machine::Reply, now: Moment) {
        use crate::run::machine::Reply;
        if let Reply::Latest(Ok(latest)) = reply {
            self.handed_out(from, latest, now);
        }
        let Some(id) = self.find(from.connection, from.key).map(|key| key.id) else {
            if let Reply::Identity(answer) = reply {
                self.next_identified(from, answer, now);
            }
            if let Reply::Latest(Err(fault)) = reply {
                self.next_judged(from, Err(fault), now);
            }
            return;
        };
        match reply {
            Reply::Identity(answer) if from.check => self.identified(id, answer, now),
            Reply::Identity(answer) => self.recognised(id, answer, now),
            // The key was accepted before it asked this, so it may not ask; it is not dead.
            Reply::Latest(Err(fault)) if fault.rejects_key() => {}
            Reply::Latest(answer) => self.latest(id, answer, now),
            Reply::Product(answer) if from.check => self.opens(id, answer, now),
            Reply::Product(answer) => self.opened(id, answer, now),
            Reply::Partner(answer) => self.judged(id, answer, now),
            // A refusal here is about what was asked for as much as about the key.
            Reply::Products(_) | Reply::Minted(_) | Reply::Deactivated(_) => {}
        }
    }

    /// QuickStream handed a key out. Unless the list has it, it is kept: with the key that asked, or, if that one is not
    /// in the list any more, as a key of its own.
    pub fn handed_out(&mut self, from: Question<'_>, latest: &Latest, now: Moment) {
        if latest.key.same_as(from.key) {
            return;
        }
        if let Some(known) = self.find(from.connection, &latest.key).map(|key| key.id) {
            return self.change(known, |key| {
                if key.secret.is_none() {
                    key.secret = Some(Arc::clone(&latest.key));
                    key.note(now, "The vendor handed this key out again: it is kept again.");
                }
            });
        }
        let next = NextKey::of(latest, Some(from.key), now);
        match self.holder(from.connection, from.key) {
            Some(holder) => self.change(holder, |key| {
                // Handed out again, it is the newest again.
                let before = key.next.iter().position(|one| one.key.same_as(&next.key));
                let next = match before.map(|place| key.next.remove(place)) {
                    Some(known) => NextKey { at: known.at, name: next.name.or(known.name), ..next },
                    None => {
                        let named =
                            format!("The vendor handed out a newer key, {}: it is kept.", next.title());
                        key.note(now, named);
                        next
                    }
                };
                key.next.push(next);
            }),
            None => self.adopt_next(from, next, now),
        }
    }

    fn adopt_next(&mut self, from: Question<'_>, next: NextKey, now: Moment) {
        let new = NewKey {
            connection: from.connection.to_owned(),
            vendor: from.vendor,
            secret: next.key,
            label: String::new(),
        };
        let id = self.add(new, now).unwrap_or_else(|known| known);
        self.change(id, |key| {
            key.standing = Standing::Unverified;
            key.name = next.name;
            key.expiry = next.expiry;
            key.should_use = Some(ShouldUse { name: key.name.clone(), same: true });
            key.stand(now);
            key.note(now, "It came in an answer to a key that is not in this list, and is kept.");
        });
    }

    /// SuperAPI made a key in a run that does not hold it any more.
    pub fn adopt_minted(
        &mut self,
        connection: &str,
        product: Option<&Product>,
        minted: &Minted,
        now: Moment,
    ) {
        if self.find(connection, &minted.key).is_some() {
            return;
        }
        let new = NewKey {
            connection: connection.to_owned(),
            vendor: Vendor::SuperApi,
            secret: Arc::clone(&minted.key),
            label: String::new(),
        };
        let id = self.add(new, now).unwrap_or_else(|known| known);
        self.change(id, |key| {
            key.standing = Standing::Unverified;
            key.vendor_id = minted.id;
            key.made.get_or_insert(now);
            key.product = product.cloned();
            key.stand(now);
            key.note(now, "It was made in a run that did not wait for it any more, and is kept.");
        });
    }

    /// Whether the list has the key that asked, by itself or kept with another.
    pub fn is_known(&self, question: Question<'_>) -> bool {
        self.holder(question.connection, question.key).is_some()
    }

    /// The record that a key belongs to: its own, or the one that it was handed out to.
    pub(super) fn holder(&self, connection: &str, key: &Secret) -> Option<KeyId> {
        let own = self.find(connection, key).map(|key| key.id);
        own.or_else(|| {
            let mut keys = self.keys.iter().filter(|known| known.connection == connection);
            keys.find(|known| known.next.iter().any(|next| next.key.same_as(key))).map(|known| known.id)
        })
    }

    /// What the vendor said of a key that is only kept so far.
    fn next_identified(&mut self, from: Question<'_>, answer: &Answer<Identity>, now: Moment) {
        self.next_judged(from, answer.as_ref().map(drop), now);
        let Ok(said) = answer else { return };
        self.change_next(from, |next| {
            next.name =
                next.name.take().or_else(|| said.key_name.clone().map(|name| name.without_key(&next.key)));
        });
    }

    fn next_judged(&mut self, from: Question<'_>, answer: Result<(), &Fault>, now: Moment) {
        self.change_next(from, |next| match answer {
            Ok(()) => next.rejected = None,
            Err(fault) if fault.rejects_key() => next.rejected = Some(now),
            Err(_) => {}
        });
    }

    fn change_next(&mut self, from: Question<'_>, change: impl FnOnce(&mut NextKey)) {
        let Some(holder) = self.holder(from.connection, from.key) else { return };
        self.change(holder, |key| {
            if let Some(next) = key.next.iter_mut().find(|next| next.key.same_as(from.key)) {
                change(next);
            }
        });
    }

    /// The operator needs a kept key no more.
    pub fn dismiss(&mut self, id: KeyId, key: &Secret, now: Moment) {
        self.change(id, |record| {
            if let Some(place) = record.next.iter().position(|next| next.key.same_as(key)) {
                let next = record.next.remove(place);
                record.note(now, format!("The kept key {} was let go.", next.title()));
            }
        });
    }

    /// A key has a record of its own by now: nobody keeps it besides.
    pub(super) fn claimed(&mut self, connection: &str, key: &Secret) {
        for record in self.keys.iter_mut().filter(|record| record.connection == connection) {
            record.next.retain(|next| !next.key.same_as(key));
        }
    }

    /// What is kept with a key goes to the one that took its place.
    pub(super) fn bequeath(&mut self, old: KeyId, new: KeyId) {
        let mut kept = Vec::new();
        self.change(old, |key| kept = std::mem::take(&mut key.next));
        self.change(new, |key| {
            kept.append(&mut key.next);
            key.next = kept;
        });
    }

    /// How many keys are kept that nobody uses yet.
    pub fn kept(&self) -> usize {
        self.keys.iter().map(|key| key.next.len()).sum()
    }
}

/// Whose question an answer belongs to.
#[derive(Clone, Copy)]
pub struct Question<'a> {
    /// Whose key asked.
    pub vendor: Vendor,
    /// The connection that it went over.
    pub connection: &'a str,
    /// The key that asked.
    pub key: &'a Secret,
    /// Whether somebody asked to have this key checked; otherwise a run asked.
    pub check: bool,
}
