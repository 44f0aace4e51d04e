//! Giving a run ownership, taking it back, and leaving without losing a reply that only this page can hear.

use uuid::Uuid;

use leptos::prelude::*;

use super::about::Ownership;
use super::runner::Runner;
use super::write_ahead::Fallback;
use crate::app::vault::VaultAccessError;
use keyturn_domain::activity;
use keyturn_vault::act_codec::Journalled;
use keyturn_vault::entry::Entry;
use keyturn_vault::replay::{handed_over, taken_up};

impl<M: Journalled + Send + Sync> Runner<M> {
    /// Whether the reply that the run waits for comes to one page alone, and nobody keeps it.
    pub(in crate::app) fn set_unkept(self, unkept: bool) {
        self.inside.update_value(|inside| inside.unkept = unkept);
    }

    /// Whether the page that works with this run may go without taking a reply along that nobody else keeps. One that
    /// could not be written is tried again.
    pub(in crate::app) fn is_heard_out(self) -> bool {
        let (unkept, at_work) = self.inside.with_value(|inside| (inside.unkept, inside.at_work));
        let over = self.ownership.get_untracked() == Ownership::Ended;
        match self.blocked.get_untracked() {
            Some(blocked) if unkept && !over && !blocked.fault.is_elsewhere() => {
                // An act that could not be written must not stand before the answer.
                if blocked.or == Fallback::LeaveIt {
                    self.fall_back(Fallback::LeaveIt);
                } else {
                    self.try_again();
                }
                false
            }
            Some(_) => true,
            None => over || !unkept && !at_work,
        }
    }

    /// Whether a call is on its way, or something could not be written.
    pub(in crate::app) fn is_held_up(self) -> bool {
        untrack(|| self.busy().get() || self.blocked.with(Option::is_some))
    }

    /// Hands the run over with an export. Once that is written, nothing more is done here.
    pub(in crate::app) async fn hand_over(self, export: Uuid) -> Result<(), VaultAccessError> {
        let Some(journal) = self.journal().filter(|_| self.ownership.get_untracked() == Ownership::Mine)
        else {
            return Ok(());
        };
        if self.is_held_up() {
            return Err(VaultAccessError::Busy);
        }
        // From here on no act is taken, so that none can follow.
        self.ownership.set(Ownership::HandedOver(export));
        let now = self.app.site.moment();
        let written = journal.write(&Entry::HandedOver { export }, now).await;
        match written {
            Ok(()) => self.note(handed_over(export, now)),
            Err(_) => self.ownership.set(Ownership::Mine),
        }
        written
    }

    pub(super) fn note(self, entry: activity::Entry) {
        let about = self.about();
        self.app.activity.note(Some(about.id), &about.title, entry);
    }

    /// Takes a run that was handed over up again.
    pub(in crate::app) async fn take_back(self, export: Uuid) -> Result<(), VaultAccessError> {
        let Some(journal) = self.journal() else { return Ok(()) };
        let now = self.app.site.moment();
        journal.write(&Entry::TakenUp { export }, now).await?;
        self.note(taken_up(export, now));
        self.vault.changed();
        self.ownership.set(Ownership::Mine);
        Ok(())
    }

    /// A run that was handed over has ended where it went: its journal goes.
    pub(in crate::app) fn ended_elsewhere(self) {
        self.ownership.set(Ownership::Ended);
        if let Some(journal) = self.journal() {
            self.vault.settled(journal, self.about().id);
        }
    }
}
