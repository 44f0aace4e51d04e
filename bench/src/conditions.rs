//! The two kinds of computer and line that every page is viewed with.

use serde_json::{Value, json};

/// Under what conditions a page is viewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Conditions {
    /// This computer, over loopback.
    Plain,
    /// A quarter of this computer's speed, 1.6 Mbit/s down, 150 ms there and back.
    Slow,
}

impl Conditions {
    /// Both.
    pub(crate) const ALL: [Self; 2] = [Self::Plain, Self::Slow];

    /// The name for people.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Slow => "slow",
        }
    }

    /// The DevTools commands that bring them about, with the browser's cache or without.
    pub(crate) fn commands(self, cache: bool) -> Vec<(&'static str, Value)> {
        let mut commands = vec![
            ("Network.enable", json!({})),
            ("Network.setCacheDisabled", json!({ "cacheDisabled": !cache })),
        ];
        if self == Self::Slow {
            // Bytes a second; up as in the usual "slow 4G".
            let line = json!({
                "offline": false,
                "latency": 150,
                "downloadThroughput": 1_600_000 / 8,
                "uploadThroughput": 750_000 / 8,
            });
            commands.push(("Network.emulateNetworkConditions", line));
            commands.push(("Emulation.setCPUThrottlingRate", json!({ "rate": 4 })));
        }
        commands
    }
}
