//! The options that a form for commands offers.

use super::settings::{DateForm, DeleteChoice, Offered, OldKey};
use super::{Fault, RouteName, Setting};
use keyturn_domain::vendor::Vendor;

/// The calls a fault can be armed for, with their labels.
pub const TARGETS: [(Vendor, Option<RouteName>, &str); 16] = [
    (Vendor::QuickStream, None, "QuickStream, any"),
    (Vendor::QuickStream, Some(RouteName::Root), "QuickStream GET /"),
    (Vendor::QuickStream, Some(RouteName::Latest), "QuickStream GET latest"),
    (Vendor::SuperApi, None, "SuperAPI, any"),
    (Vendor::SuperApi, Some(RouteName::Partner), "SuperAPI GET partner"),
    (Vendor::SuperApi, Some(RouteName::Product), "SuperAPI GET product"),
    (Vendor::SuperApi, Some(RouteName::Products), "SuperAPI GET products"),
    (Vendor::SuperApi, Some(RouteName::Requests), "SuperAPI GET request log"),
    (Vendor::SuperApi, Some(RouteName::Provision), "SuperAPI provision"),
    (Vendor::SuperApi, Some(RouteName::Deactivate), "SuperAPI deactivate"),
    (Vendor::PayWay, None, "PayWay, any"),
    (Vendor::PayWay, Some(RouteName::Root), "PayWay GET /"),
    (Vendor::PayWay, Some(RouteName::Latest), "PayWay GET latest"),
    (Vendor::PaymentsPlus, None, "PaymentsPlus, any"),
    (Vendor::PaymentsPlus, Some(RouteName::Root), "PaymentsPlus GET /"),
    (Vendor::PaymentsPlus, Some(RouteName::Latest), "PaymentsPlus GET latest"),
];

const fn status(code: u16) -> Fault {
    Fault::Status { code, retry_after: None, retry_as_date: false, after_effect: false }
}

const fn status_after(code: u16) -> Fault {
    Fault::Status { code, retry_after: None, retry_as_date: false, after_effect: true }
}

/// The faults that can be armed, with their labels.
pub static FAULTS: [(Fault, &str); 26] = [
    (Fault::DroppedBefore, "no reply, nothing done"),
    (Fault::DroppedAfter, "no reply, but all done"),
    (Fault::Hang, "never an answer"),
    (Fault::Latency(3_000), "its answer 3 seconds late"),
    (Fault::Latency(30_000), "its answer 30 seconds late"),
    (status(401), "401"),
    (status(403), "403"),
    (status(404), "404"),
    (status(407), "407 of a company proxy"),
    (status(422), "422"),
    (
        Fault::Status { code: 429, retry_after: Some(30), retry_as_date: false, after_effect: false },
        "429, retry after 30 s",
    ),
    (status(500), "500, nothing done"),
    (status_after(401), "401, but all done"),
    (status_after(403), "403, but all done"),
    (status_after(409), "409, but all done"),
    (status_after(500), "500, but all done"),
    (status(503), "503"),
    (Fault::Html(200), "an HTML page with 200"),
    (Fault::Html(502), "an HTML page with 502"),
    (Fault::Redirect, "a redirect"),
    (Fault::Truncated, "half of the reply"),
    (Fault::Huge, "a huge reply"),
    (Fault::Garbage, "a reply that is no JSON"),
    (Fault::Empty, "an empty reply"),
    (Fault::MissingField, "a reply without its key field"),
    (Fault::Quirky(0), "an odd but legal reply"),
];

/// A setting as a form shows it.
pub struct Switch {
    /// The label of the setting.
    pub decides: &'static str,
    /// Its possible values, with their labels.
    pub positions: &'static [(Setting, &'static str)],
}

/// A setting that is off or on.
macro_rules! no_yes {
    ($decides:literal, $setting:path) => {
        Switch { decides: $decides, positions: &[($setting(false), "no"), ($setting(true), "yes")] }
    };
}

/// Whether a form of the DELETE route exists.
macro_rules! offered {
    ($decides:literal, $setting:path) => {
        Switch {
            decides: $decides,
            positions: &[
                ($setting(Offered::On), "exists"),
                ($setting(Offered::NotFound), "answers 404"),
                ($setting(Offered::NotAllowed), "answers 405"),
            ],
        }
    };
}

/// All settings, in the order in which a form shows them.
pub static SWITCHES: [Switch; 12] = [
    Switch {
        decides: "DELETE without id takes",
        positions: &[
            (Setting::DeleteChoice(DeleteChoice::Oldest), "the oldest key"),
            (Setting::DeleteChoice(DeleteChoice::Newest), "the newest key"),
            (Setting::DeleteChoice(DeleteChoice::All), "all keys"),
            (Setting::DeleteChoice(DeleteChoice::None), "none"),
        ],
    },
    Switch {
        decides: "A Westpac key that was handed a newer one",
        positions: &[
            (Setting::OldKey(OldKey::Stays), "lives on until its own expiry"),
            (Setting::OldKey(OldKey::EndsAtHandOut), "ends at once"),
            (Setting::OldKey(OldKey::EndsAtFirstUse), "ends when the newer one is first used"),
        ],
    },
    no_yes!("Westpac makes a new key at every question", Setting::NewKeyEachTime),
    offered!("DELETE without id", Setting::DeleteWithoutId),
    offered!("DELETE with id", Setting::DeleteWithId),
    no_yes!("Mint reply carries the key's id", Setting::MintReturnsId),
    no_yes!("Mint answers 201", Setting::MintAnswers201),
    no_yes!("A dead SuperAPI key gets 403", Setting::DeadKeyIs403),
    Switch {
        decides: "A fresh key is refused at first",
        positions: &[
            (Setting::FreshKeyRefusals(0), "not at all"),
            (Setting::FreshKeyRefusals(1), "once"),
            (Setting::FreshKeyRefusals(2), "twice"),
            (Setting::FreshKeyRefusals(5), "five times"),
        ],
    },
    no_yes!("Westpac 401 asks for a login", Setting::WwwAuthenticate),
    Switch {
        decides: "Westpac writes dates",
        positions: &[
            (Setting::DateForm(DateForm::Colon), "+00:00"),
            (Setting::DateForm(DateForm::NoColon), "+1000"),
        ],
    },
    no_yes!("Latest is the facility's newest key", Setting::FacilityWide),
];
