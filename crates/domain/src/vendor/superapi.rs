//! SuperAPI.

use chrono::TimeDelta;

use super::{ConnectionOption, LeakNotice, Succession, VendorSpec};
use crate::key::KeyKind;

pub(super) const SPEC: VendorSpec = VendorSpec {
    id: "superapi",
    name: "SuperAPI",
    succession: Succession::Rotation,
    kinds: &[KeyKind::SuperApiPartner, KeyKind::SuperApiProduct],
    any_key: "a SuperAPI product or partner key",
    secret_key: "SuperAPI key",
    publishable_key: "SuperAPI key",
    colons: true,
    key_hint: "A product key, or the partner key that rotations need.",
    portal: "SuperAPI",
    key_menu: None,
    reply_log: None,
    rejects: "SuperAPI rejects it",
    keys_expire: false,
    // A key of the wrong kind is refused with 403 too, which says nothing of the next key.
    forbids_whole_connection: false,
    options: &[ConnectionOption::Deactivate, ConnectionOption::RequestLog],
    // Guide on reporting a data breach.
    leak_notice: Some(LeakNotice { within: TimeDelta::hours(24), address: "security@superapi.com.au" }),
};
