//! What Westpac's products share: `GET /api-keys/latest`, HTTP Basic and the marks in their keys.

use super::{ConnectionOption, Succession, VendorSpec};
use crate::key::KeyKind;

/// To be completed by a product's own row.
pub(super) const SHARED: VendorSpec = VendorSpec {
    id: "",
    name: "",
    succession: Succession::Renewal,
    kinds: &[KeyKind::WestpacSecret, KeyKind::WestpacPublishable],
    any_key: "",
    secret_key: "",
    publishable_key: "",
    key_hint: "",
    colons: false,
    portal: "",
    key_menu: None,
    reply_log: None,
    rejects: "",
    keys_expire: true,
    // The facility may not be set up, or the proxy's address is blocked.
    forbids_whole_connection: true,
    options: &[ConnectionOption::Root],
    leak_notice: None,
};
