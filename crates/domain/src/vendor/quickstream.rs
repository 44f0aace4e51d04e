//! Westpac QuickStream.

use super::{ConnectionOption, Succession, VendorSpec};

pub(super) const SPEC: VendorSpec = VendorSpec {
    id: "quickstream",
    name: "QuickStream",
    succession: Succession::Renewal,
    portal: "QuickStream Portal",
    key_menu: Some("Administration, Facility Settings"),
    rejects: "QuickStream answers it with 401",
    keys_expire: true,
    // The facility may not be set up, or the proxy's address is blocked.
    forbids_whole_connection: true,
    options: &[ConnectionOption::Root],
    leak_notice: None,
};
