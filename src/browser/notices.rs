//! What tabs tell each other. Never a secret: anything on this origin can listen.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

/// Something that other tabs should know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The vault was locked: every tab locks.
    Locked,
    /// What is in the vault has changed.
    Changed,
    /// Somebody is there.
    Touched,
    /// The vault has another passphrase from now on.
    PassphraseChanged,
}

const WORDS: [(&str, Notice); 4] = [
    ("locked", Notice::Locked),
    ("changed", Notice::Changed),
    ("touched", Notice::Touched),
    ("passphrase-changed", Notice::PassphraseChanged),
];

impl Notice {
    fn write(self) -> &'static str {
        WORDS.iter().find(|(_, notice)| *notice == self).map_or("", |(word, _)| word)
    }

    fn read(text: &str) -> Option<Self> {
        WORDS.iter().find(|(word, _)| *word == text).map(|(_, notice)| *notice)
    }
}

/// The channel between the tabs. Dropped, it hears nothing more.
pub struct Notices {
    channel: BroadcastChannel,
    _hear: Closure<dyn FnMut(MessageEvent)>,
}

impl Notices {
    /// Listens to the other tabs; what this one tells, it does not hear. `None` if the browser has no such channel.
    pub fn listen(mut hear: impl FnMut(Notice) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(super::realm::name()).ok()?;
        let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            // What no Keyturn says is not for this version.
            if let Some(notice) = event.data().as_string().as_deref().and_then(Notice::read) {
                hear(notice);
            }
        });
        channel.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        Some(Self { channel, _hear: hear })
    }

    /// Tells the other tabs.
    pub fn tell(&self, notice: Notice) {
        // It fails only on a closed channel, and this one is closed by dropping alone.
        let _ = self.channel.post_message(&notice.write().into());
    }
}

impl Drop for Notices {
    fn drop(&mut self) {
        self.channel.set_onmessage(None);
        self.channel.close();
    }
}
