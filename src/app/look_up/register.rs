//! The register: read from the page's own server or from a file, and exported.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{LookUp, Registered};
use crate::app::register_mode::RegisterMode;
use crate::browser::config;
use crate::browser::files::{ChosenFile, save};
use keyturn_domain::lookup::Register;
use keyturn_wire::register::{RegisterFault, RegisterFile, read_register, write};

/// What an exported register is called.
const FILE: &str = "keyturn-register.json";

impl LookUp {
    /// Reads the page's own server's register once it is known whether it has one.
    pub(super) fn read_register(self) {
        let there = Memo::new(move |_| self.app.site.has_register());
        Effect::new(move || {
            if there.get() {
                self.register.set(Registered::Loading);
                spawn_local(async move { self.take(config::register().await) });
            }
        });
    }

    /// Reads a register from a file.
    pub fn load_register(self, file: ChosenFile) {
        self.register.set(Registered::Loading);
        let register_mode = RegisterMode::here();
        spawn_local(async move {
            let read = match file.text().await {
                Some(text) => read_register(text.as_bytes()),
                None => Err(RegisterFault::TooLarge),
            };
            if read.is_ok() {
                register_mode.register_loaded();
            }
            self.take(read);
        });
    }

    fn take(self, read: Result<RegisterFile, RegisterFault>) {
        if read.is_ok() {
            self.announcer.confirm("The register was read.");
        }
        self.register.set(match read {
            Ok(file) => Registered::Here(Arc::new(file)),
            Err(fault) => Registered::Failed(fault),
        });
    }

    /// Has the browser save the register of this panel's keys. The answer is its hash; `None` if the page cannot save.
    pub fn export_register(self) -> Option<String> {
        let now = self.app.site.moment();
        let connections = untrack(|| self.app.site.connections());
        let register = self.app.keys.with_untracked(|inventory| Register::of(inventory, &connections, now));
        let (text, hash) = write(&register);
        save(FILE, &text).then_some(hash)
    }
}
