//! Westpac QuickStream.

use super::{VendorSpec, westpac};

pub(super) const SPEC: VendorSpec = VendorSpec {
    id: "quickstream",
    name: "QuickStream",
    any_key: "a QuickStream key",
    secret_key: "QuickStream secret key",
    publishable_key: "QuickStream publishable key",
    key_hint: "From QuickStream Portal, Administration, API keys.",
    portal: "QuickStream Portal",
    key_menu: Some("Administration, Facility Settings"),
    reply_log: Some("QuickStream Portal's developer log"),
    rejects: "QuickStream answers it with 401",
    ..westpac::SHARED
};
