//! What every stage of a renewal knows.

use std::sync::Arc;

use crate::call::Identity;
use crate::facility::Facility;
use crate::key::{Field, PasteFault, facility, read_pasted};
use crate::key_name::KeyName;
use crate::moment::{Expiry, Moment};
use crate::secret::Secret;
use crate::westpac::renewal::{Case, Newer, Refusal, Warning};

pub(in crate::westpac::renewal) struct Facts {
    pub(in crate::westpac::renewal) case: Case,
    identity: Option<Identity>,
    /// The kept key that asks in place of the current one, which the vendor rejects.
    asker: Option<Newer>,
    /// Kept keys that have not asked yet, the newest last.
    untried: Vec<Newer>,
    pub(in crate::westpac::renewal) warnings: Vec<Warning>,
}

impl Facts {
    pub(super) fn new(mut case: Case) -> Self {
        case.name = case.name.map(|name| name.without_key(&case.current));
        for next in &mut case.next {
            next.name = next.name.take().map(|name| name.without_key(&next.key).without_key(&case.current));
        }
        let untried = case.next.clone();
        Self { case, identity: None, asker: None, untried, warnings: Vec::new() }
    }

    /// The key that asks: the current one while the vendor accepts it, else the newest kept one that has not been
    /// rejected too.
    pub(in crate::westpac::renewal) fn asking(&self) -> &Arc<Secret> {
        self.asker.as_ref().map_or(&self.case.current, |asker| &asker.key)
    }

    /// The kept key that asks in place of the current one.
    pub(in crate::westpac::renewal) const fn asker(&self) -> Option<&Newer> {
        self.asker.as_ref()
    }

    /// The key that asked was rejected. `false`: there is no other to ask with, and the current one is the next again.
    pub(super) fn rejected(&mut self) -> bool {
        self.asker = self.untried.pop();
        if self.asker.is_none() {
            self.untried.clone_from(&self.case.next);
            self.warnings.retain(|warning| *warning != Warning::CurrentRejected);
            return false;
        }
        self.note(Warning::CurrentRejected);
        true
    }

    /// Takes what the vendor says of the current key.
    ///
    /// # Errors
    /// When that is another facility than it was checked for.
    pub(super) fn identified(&mut self, mut said: Identity) -> Result<(), Refusal> {
        match (&self.case.known, Facility::of(&said)) {
            (Some(known), Some(now)) => {
                if let Some(moved) = known.moved(&now) {
                    return Err(Refusal::FacilityChanged(moved));
                }
            }
            (None, Some(now)) if self.case.facility.is_none() => {
                self.note(Warning::FacilityAdopted { said: now.words() });
            }
            _ => {}
        }
        said.key_name = said.key_name.map(|name| name.without_key(self.asking()));
        let current = self.case.name.clone();
        if let Some(asker) = &mut self.asker {
            // It is the kept key that was asked about.
            asker.name = asker.name.take().or_else(|| said.key_name.take());
            said.key_name = current;
        }
        if let (Some(known), Some(community)) = (&self.case.facility, &said.community)
            && known != community
        {
            let moved = Warning::FacilityMoved { known: known.clone(), said: community.clone() };
            self.note(moved);
        }
        self.identity = Some(said);
        Ok(())
    }

    /// The name by which the vendor knows the current key, or the one known from before.
    pub(in crate::westpac::renewal) fn current_name(&self) -> Option<KeyName> {
        self.identity.as_ref().and_then(|said| said.key_name.clone()).or_else(|| self.case.name.clone())
    }

    /// The facility code of the current key, by the vendor's word.
    pub(in crate::westpac::renewal) fn community(&self) -> Option<&str> {
        let said = self.identity.as_ref().and_then(|said| said.community.as_deref());
        let known = self.case.known.as_ref().and_then(|known| known.code.as_deref());
        said.or(known).or(self.case.facility.as_deref())
    }

    /// The facility of the current key, by the vendor's word in this run, or as it was known.
    pub(in crate::westpac::renewal) fn facility(&self) -> Option<Facility> {
        self.identity.as_ref().and_then(Facility::of).or_else(|| self.case.known.clone())
    }

    pub(super) fn presentable(&self, name: Option<KeyName>, key: &Secret) -> Option<KeyName> {
        name.map(|name| name.without_key(key).without_key(&self.case.current))
    }

    pub(super) fn note(&mut self, warning: Warning) {
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }

    /// A date is shown, never judged: the vendor decides how long a key lives.
    pub(super) fn note_expiry(&mut self, expiry: Expiry, now: Moment) {
        match expiry {
            Expiry::At(end) if end <= now => self.note(Warning::ExpiryPast(end)),
            Expiry::Unknown => self.note(Warning::ExpiryUnknown),
            Expiry::At(_) | Expiry::Never => {}
        }
    }

    /// Whether a new key's text may follow the current one's.
    pub(super) fn fits(&self, new: &Secret) -> Result<(), Refusal> {
        // EXPOSE: read for its documented marks only.
        let read = read_pasted(new.expose(), Field::Secret(self.case.vendor)).map_err(Refusal::Unfit)?;
        if !read.same_as(new) {
            return Err(Refusal::Unfit(PasteFault::Spaces));
        }
        match self.both_facilities(new) {
            Some((current, other)) if current != other => {
                Err(Refusal::OtherFacility { current: current.into(), new: other.into() })
            }
            _ => Ok(()),
        }
    }

    /// Whether the vendor knows the new key under the current one's facility. Each source is compared with
    /// its like: the vendor's code with the vendor's code, here, and text with text in [`Self::fits`].
    pub(super) fn same_facility(&mut self, said: &Identity, new: &Secret) -> Result<(), Refusal> {
        match (self.community(), said.community.as_deref()) {
            (Some(current), Some(other)) if current != other => {
                return Err(Refusal::OtherFacility { current: current.into(), new: other.into() });
            }
            (Some(_), Some(_)) => {}
            _ if self.both_facilities(new).is_none() => self.note(Warning::FacilityNotCompared),
            _ => {}
        }
        Ok(())
    }

    fn both_facilities<'keys>(&'keys self, new: &'keys Secret) -> Option<(&'keys str, &'keys str)> {
        // EXPOSE: the part before the documented mark is the facility's code, which is not secret.
        facility(self.case.current.expose()).zip(facility(new.expose()))
    }
}
