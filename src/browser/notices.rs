//! What tabs tell each other. Never a secret: anything on this origin can listen.

use uuid::Uuid;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

/// Something that other tabs should know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The vault was locked: every tab locks.
    Locked,
    /// The journal of this run has grown.
    RunMoved(Uuid),
    /// This run is over.
    RunFinished(Uuid),
    /// Another tab took this run over.
    TookOver(Uuid),
}

impl Notice {
    fn write(self) -> String {
        match self {
            Self::Locked => "locked".into(),
            Self::RunMoved(run) => format!("run-moved {run}"),
            Self::RunFinished(run) => format!("run-finished {run}"),
            Self::TookOver(run) => format!("took-over {run}"),
        }
    }

    fn read(text: &str) -> Option<Self> {
        if text == "locked" {
            return Some(Self::Locked);
        }
        let (word, run) = text.split_once(' ')?;
        let run = run.parse().ok()?;
        match word {
            "run-moved" => Some(Self::RunMoved(run)),
            "run-finished" => Some(Self::RunFinished(run)),
            "took-over" => Some(Self::TookOver(run)),
            _ => None,
        }
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
