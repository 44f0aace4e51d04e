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

impl Notice {
    const fn encode(self) -> &'static str {
        match self {
            Self::Locked => "locked",
            Self::Changed => "changed",
            Self::Touched => "touched",
            Self::PassphraseChanged => "passphrase-changed",
        }
    }

    fn decode(word: &str) -> Option<Self> {
        Some(match word {
            "locked" => Self::Locked,
            "changed" => Self::Changed,
            "touched" => Self::Touched,
            "passphrase-changed" => Self::PassphraseChanged,
            _ => return None,
        })
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
        let channel = BroadcastChannel::new(super::demo_mode::storage_name()).ok()?;
        let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            // What no Keyturn says is not for this version.
            if let Some(notice) = event.data().as_string().as_deref().and_then(Notice::decode) {
                hear(notice);
            }
        });
        channel.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        Some(Self { channel, _hear: hear })
    }

    /// Tells the other tabs.
    pub fn tell(&self, notice: Notice) {
        // It fails only on a closed channel, and this one is closed by dropping alone.
        let _ = self.channel.post_message(&notice.encode().into());
    }
}

impl Drop for Notices {
    fn drop(&mut self) {
        self.channel.set_onmessage(None);
        self.channel.close();
    }
}
