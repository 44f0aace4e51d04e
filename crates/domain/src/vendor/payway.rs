//! Westpac PayWay. Its REST page names one base URL for test and live facilities alike.

use super::{VendorSpec, westpac};

pub(super) const SPEC: VendorSpec = VendorSpec {
    id: "payway",
    name: "PayWay",
    any_key: "a PayWay key",
    secret_key: "PayWay secret key",
    publishable_key: "PayWay publishable key",
    key_hint: "From PayWay.",
    portal: "PayWay",
    rejects: "PayWay answers it with 401",
    ..westpac::SHARED
};
