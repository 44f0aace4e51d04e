//! Westpac PaymentsPlus. It has no publishable keys, and the key that there is it calls an API key only.

use super::{VendorSpec, westpac};
use crate::key::KeyKind;

pub(super) const SPEC: VendorSpec = VendorSpec {
    id: "paymentsplus",
    name: "PaymentsPlus",
    kinds: &[KeyKind::WestpacSecret],
    any_key: "a PaymentsPlus API key",
    secret_key: "PaymentsPlus API key",
    publishable_key: "PaymentsPlus API key",
    key_hint: "From PaymentsPlus.",
    portal: "PaymentsPlus",
    rejects: "PaymentsPlus answers it with 401",
    ..westpac::SHARED
};
