//! What a rehearsal shows in the end. Nothing here holds a key.

use super::Step;
use crate::facility::Moved;
use crate::key_name::KeyName;
use crate::moment::Moment;
use crate::vendor::Vendor;

/// The verdict with what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RehearsalResult {
    /// How it ended.
    pub verdict: Verdict,
    /// The step that decided it.
    pub at: Step,
    /// What was seen, oldest first.
    pub evidence: Vec<Evidence>,
}

/// One thing seen: names and times, never a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// When.
    pub at: Moment,
    /// What.
    pub text: String,
}

/// How a rehearsal ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The vendor names the second key, and the application moved to it.
    Passed(Proof),
    /// The vendor names the second key; nobody looked at the application.
    PanelOnly,
    /// It did not work.
    Failed(Why),
    /// The operator ended it.
    Abandoned,
}

/// What the application's switch rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// The second key's name was seen in the application's log.
    KeyName,
    /// The operator's word.
    Statement,
}

/// Why a rehearsal failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The vendor knows the two keys under two facilities.
    OtherFacility {
        /// The first key's.
        first: String,
        /// The second key's.
        second: String,
    },
    /// The vendor knows one of the two under another facility than when it was checked.
    FacilityChanged(Moved),
    /// Asked with the first key, the vendor named the first key.
    SameKeyBack,
    /// Asked with the first key, the vendor named neither of the two.
    ThirdKey {
        /// That key's name.
        name: Option<KeyName>,
    },
    /// The operator states that the application did not switch.
    ApplicationStayed,
}

impl Verdict {
    /// The title.
    pub const fn title(&self) -> &'static str {
        match self {
            Self::Passed(_) => "Passed",
            Self::PanelOnly => "The panel's part passed; the application is not confirmed",
            Self::Failed(_) => "Failed",
            Self::Abandoned => "Ended before a result",
        }
    }

    /// What it means and what to do next.
    pub fn words(&self, vendor: Vendor) -> String {
        match self {
            Self::Passed(Proof::KeyName) => {
                "The vendor names the second key to whoever asks with the first, and the application's log shows the second key's name.".into()
            }
            Self::Passed(Proof::Statement) => {
                "The vendor names the second key to whoever asks with the first, and you stated that the application switched.".into()
            }
            Self::PanelOnly => {
                "The vendor names the second key to whoever asks with the first. Whether the application does so by itself was not looked at.".into()
            }
            Self::Failed(why) => why.words(vendor),
            Self::Abandoned => "You ended the rehearsal. No key was changed.".into(),
        }
    }
}

impl Why {
    /// What it may mean and what to do next.
    pub fn words(&self, vendor: Vendor) -> String {
        match self {
            Self::OtherFacility { first, second } => format!(
                "The two keys belong to two facilities, {first} and {second}. Make both for the same facility and rehearse again."
            ),
            Self::FacilityChanged(Moved { known, said }) => format!(
                "The vendor says that one of the keys is for facility {said}; when it was checked it was for {known}. If {said} is right, check the key again in the list of keys and rehearse then; if not, ask Westpac."
            ),
            Self::SameKeyBack => {
                let portal = vendor.spec().portal;
                format!("The vendor still names the first key. The second one may be the older of the two, may not have been made as a secret key, or may belong elsewhere. Look at both in {portal}; if the second is older, rehearse with the two swapped.")
            }
            Self::ThirdKey { name } => {
                let named = name.as_ref().map_or_else(String::new, |name| format!(", {}", name.as_str()));
                format!(
                    "The vendor named a third key{named}. Somebody made another key after the two, or another application on this facility renewed. Rehearse with the newest two."
                )
            }
            Self::ApplicationStayed => {
                "The vendor names the second key, but the application did not move to it. Look at whether its daily renewal runs, whether it saves the key it is given, and whether it uses it without a restart.".into()
            }
        }
    }
}
