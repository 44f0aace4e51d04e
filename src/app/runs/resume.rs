//! Runs that come from a journal: taken up here, or shown as they stand in another tab.

use std::rc::Rc;

use leptos::prelude::*;
use uuid::Uuid;

use super::about::Ownership;
use super::kind::RunKind;
use super::{Runs, Start};
use crate::app::vault::{Journal, Recorder};
use keyturn_domain::moment::Moment;
use keyturn_vault::replay::{HandedOut, Resumed};

impl Runs {
    /// Takes up a run where its journal leaves it.
    pub(in crate::app) fn resume<M: RunKind>(
        self,
        start: Start,
        resumed: Resumed<M>,
        at: Moment,
        journal: Rc<Journal>,
    ) {
        let Resumed { machine, unanswered, handed, handed_out, said, .. } = resumed;
        // A crash may have come between the journal and the list of keys.
        let handed_out = handed_out.iter().map(|HandedOut { asked, latest, at }| (&**asked, latest, *at));
        self.app.keys.take_handed_out(&start.connection, handed_out);
        let over = machine.is_over();
        let set = journal.set();
        let runner = self.add(start, machine, (at, Some(set)), Some(Recorder::of(journal)));
        if let Some(export) = handed {
            runner.set_ownership(Ownership::HandedOver(export));
        }
        runner.mark_resumed();
        let about = runner.about();
        for entry in said {
            self.app.activity.note(Some(about.id), &about.title, entry);
        }
        if over {
            runner.end();
        }
        if let Some((ticket, call)) = unanswered {
            runner.unanswered(ticket, call);
        }
    }

    /// Shows a run as it stands in the tab that works with it.
    pub(in crate::app) fn show<M: RunKind>(self, set: Uuid, start: Start, at: Moment, resumed: Resumed<M>) {
        let known = self.list.with_untracked(|runs| {
            runs.iter().find(|run| run.about().set == Some(set)).and_then(|run| M::runner(run.of))
        });
        let ownership = resumed.handed.map_or(Ownership::OtherTab, Ownership::HandedOver);
        let runner = match known {
            Some(runner) => {
                runner.replace_machine(resumed.machine);
                runner
            }
            None => self.add(start, resumed.machine, (at, Some(set)), None),
        };
        runner.set_unkept(resumed.unkept);
        runner.set_ownership(ownership);
        let about = runner.about();
        for entry in resumed.said {
            self.app.activity.note(Some(about.id), &about.title, entry);
        }
    }

    /// The runs whose journals are gone have ended in the tab that works with them.
    pub(in crate::app) fn end_all_but(self, there: &[Uuid]) {
        for run in self.list.get_untracked() {
            if run.about().set.is_some_and(|set| !there.contains(&set)) {
                run.control.get_value().set_ownership(Ownership::Ended);
            }
        }
    }
}
