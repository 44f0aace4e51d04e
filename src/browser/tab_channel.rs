//! Messages between the tabs of this panel. Never a secret: any script on this origin can listen.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

/// What one tab tells the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TabMessage {
    /// The vault was locked, so every tab locks.
    Locked,
    /// The vault's content has changed.
    Changed,
    /// Somebody used the panel, so no tab is idle.
    Touched,
    /// The vault has a new passphrase.
    PassphraseChanged,
}

impl TabMessage {
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

/// The channel between the tabs. Dropped, it closes.
pub struct TabChannel {
    channel: BroadcastChannel,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
}

impl TabChannel {
    /// Listens to the other tabs; a tab does not receive its own messages. `None` if the browser has no such channel.
    pub fn listen(mut on_message: impl FnMut(TabMessage) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(super::demo_mode::storage_name()).ok()?;
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            // A message of another version is ignored.
            if let Some(message) = event.data().as_string().as_deref().and_then(TabMessage::decode) {
                on_message(message);
            }
        });
        channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        Some(Self { channel, _on_message: on_message })
    }

    /// Posts a message to the other tabs.
    pub fn post(&self, message: TabMessage) {
        // It only fails on a closed channel, and this one closes on drop.
        let _ = self.channel.post_message(&message.encode().into());
    }
}

impl Drop for TabChannel {
    fn drop(&mut self) {
        self.channel.set_onmessage(None);
        self.channel.close();
    }
}
