//! The texts and numbers by which the demo stores what its vendors may be told. None ever gets another meaning.
//!
//! Every `encode` is an exhaustive `match`, so a new variant does not compile until somebody has decided how it is
//! stored. That `decode` reads it too is what `tests/stored_inputs.rs` checks.

use keyturn_domain::vendor::Vendor;
use keyturn_sandbox::{DateForm, DeleteChoice, Fault, Offered, OldKey, RouteName, Setting};

/// Which call a fault waits for: any of a vendor's, or the one named.
pub(super) type Target = (Vendor, Option<RouteName>);

/// The first targets are stored as numbers, every later one as its vendor's identifier and its route.
pub(super) fn encode_target((vendor, route): Target) -> String {
    let number = match (vendor.id(), route) {
        ("quickstream", None) => "0",
        ("quickstream", Some(RouteName::Root)) => "1",
        ("quickstream", Some(RouteName::Latest)) => "2",
        ("superapi", None) => "3",
        ("superapi", Some(RouteName::Partner)) => "4",
        ("superapi", Some(RouteName::Product)) => "5",
        ("superapi", Some(RouteName::Products)) => "6",
        ("superapi", Some(RouteName::Requests)) => "7",
        ("superapi", Some(RouteName::Provision)) => "8",
        ("superapi", Some(RouteName::Deactivate)) => "9",
        (id, None) => id,
        (id, Some(route)) => return [id, ".", encode_route(route)].concat(),
    };
    number.to_owned()
}

pub(super) fn decode_target(text: &str) -> Option<Target> {
    Some(match text {
        "0" => (Vendor::QuickStream, None),
        "1" => (Vendor::QuickStream, Some(RouteName::Root)),
        "2" => (Vendor::QuickStream, Some(RouteName::Latest)),
        "3" => (Vendor::SuperApi, None),
        "4" => (Vendor::SuperApi, Some(RouteName::Partner)),
        "5" => (Vendor::SuperApi, Some(RouteName::Product)),
        "6" => (Vendor::SuperApi, Some(RouteName::Products)),
        "7" => (Vendor::SuperApi, Some(RouteName::Requests)),
        "8" => (Vendor::SuperApi, Some(RouteName::Provision)),
        "9" => (Vendor::SuperApi, Some(RouteName::Deactivate)),
        later => match later.split_once('.') {
            None => (Vendor::from_id(later)?, None),
            Some((vendor, route)) => (Vendor::from_id(vendor)?, Some(decode_route(route)?)),
        },
    })
}

const fn encode_route(route: RouteName) -> &'static str {
    match route {
        RouteName::Root => "root",
        RouteName::Latest => "latest",
        RouteName::Partner => "partner",
        RouteName::Product => "product",
        RouteName::Products => "products",
        RouteName::Requests => "requests",
        RouteName::Provision => "provision",
        RouteName::Deactivate => "deactivate",
    }
}

fn decode_route(text: &str) -> Option<RouteName> {
    Some(match text {
        "root" => RouteName::Root,
        "latest" => RouteName::Latest,
        "partner" => RouteName::Partner,
        "product" => RouteName::Product,
        "products" => RouteName::Products,
        "requests" => RouteName::Requests,
        "provision" => RouteName::Provision,
        "deactivate" => RouteName::Deactivate,
        _ => return None,
    })
}

/// A fault's number; `None` for one that the demo does not offer.
pub(super) const fn encode_fault(fault: &Fault) -> Option<u8> {
    Some(match fault {
        Fault::DroppedBefore => 0,
        Fault::DroppedAfter => 1,
        Fault::Hang => 2,
        Fault::Latency(3_000) => 3,
        Fault::Latency(30_000) => 4,
        Fault::Status { code: 429, retry_after: Some(30), retry_as_date: false, after_effect: false } => 10,
        Fault::Status { code, retry_after: None, retry_as_date: false, after_effect } => {
            match (*code, *after_effect) {
                (401, false) => 5,
                (403, false) => 6,
                (404, false) => 7,
                (407, false) => 8,
                (422, false) => 9,
                (500, false) => 11,
                (401, true) => 12,
                (403, true) => 13,
                (409, true) => 14,
                (500, true) => 15,
                (503, false) => 16,
                _ => return None,
            }
        }
        Fault::Html(200) => 17,
        Fault::Html(502) => 18,
        Fault::Redirect => 19,
        Fault::Truncated => 20,
        Fault::Huge => 21,
        Fault::Garbage => 22,
        Fault::Empty => 23,
        Fault::MissingField => 24,
        Fault::Quirky(0) => 25,
        Fault::Latency(_) | Fault::Status { .. } | Fault::Html(_) | Fault::Quirky(_) => return None,
    })
}

pub(super) const fn decode_fault(number: u8) -> Option<Fault> {
    const fn status(code: u16, after_effect: bool) -> Fault {
        Fault::Status { code, retry_after: None, retry_as_date: false, after_effect }
    }
    Some(match number {
        0 => Fault::DroppedBefore,
        1 => Fault::DroppedAfter,
        2 => Fault::Hang,
        3 => Fault::Latency(3_000),
        4 => Fault::Latency(30_000),
        5 => status(401, false),
        6 => status(403, false),
        7 => status(404, false),
        8 => status(407, false),
        9 => status(422, false),
        10 => Fault::Status { code: 429, retry_after: Some(30), retry_as_date: false, after_effect: false },
        11 => status(500, false),
        12 => status(401, true),
        13 => status(403, true),
        14 => status(409, true),
        15 => status(500, true),
        16 => status(503, false),
        17 => Fault::Html(200),
        18 => Fault::Html(502),
        19 => Fault::Redirect,
        20 => Fault::Truncated,
        21 => Fault::Huge,
        22 => Fault::Garbage,
        23 => Fault::Empty,
        24 => Fault::MissingField,
        25 => Fault::Quirky(0),
        _ => return None,
    })
}

/// A switch's number and that of its position; `None` for a position that the demo does not offer.
pub(super) fn encode_setting(setting: &Setting) -> Option<(u8, u8)> {
    let offered = |offered: &Offered| match offered {
        Offered::On => 0,
        Offered::NotFound => 1,
        Offered::NotAllowed => 2,
    };
    Some(match setting {
        Setting::DeleteChoice(DeleteChoice::Oldest) => (0, 0),
        Setting::DeleteChoice(DeleteChoice::Newest) => (0, 1),
        Setting::DeleteChoice(DeleteChoice::All) => (0, 2),
        Setting::DeleteChoice(DeleteChoice::None) => (0, 3),
        Setting::OldKey(OldKey::Stays) => (1, 0),
        Setting::OldKey(OldKey::EndsAtHandOut) => (1, 1),
        Setting::OldKey(OldKey::EndsAtFirstUse) => (1, 2),
        Setting::NewKeyEachTime(on) => (2, u8::from(*on)),
        Setting::DeleteWithoutId(form) => (3, offered(form)),
        Setting::DeleteWithId(form) => (4, offered(form)),
        Setting::MintReturnsId(on) => (5, u8::from(*on)),
        Setting::MintAnswers201(on) => (6, u8::from(*on)),
        Setting::DeadKeyIs403(on) => (7, u8::from(*on)),
        Setting::FreshKeyRefusals(0) => (8, 0),
        Setting::FreshKeyRefusals(1) => (8, 1),
        Setting::FreshKeyRefusals(2) => (8, 2),
        Setting::FreshKeyRefusals(5) => (8, 3),
        Setting::FreshKeyRefusals(_) => return None,
        Setting::WwwAuthenticate(on) => (9, u8::from(*on)),
        Setting::DateForm(DateForm::Colon) => (10, 0),
        Setting::DateForm(DateForm::NoColon) => (10, 1),
        Setting::FacilityWide(on) => (11, u8::from(*on)),
    })
}

pub(super) fn decode_setting(switch: u8, position: u8) -> Option<Setting> {
    let on = || match position {
        0 => Some(false),
        1 => Some(true),
        _ => None,
    };
    let offered = || match position {
        0 => Some(Offered::On),
        1 => Some(Offered::NotFound),
        2 => Some(Offered::NotAllowed),
        _ => None,
    };
    Some(match (switch, position) {
        (0, 0) => Setting::DeleteChoice(DeleteChoice::Oldest),
        (0, 1) => Setting::DeleteChoice(DeleteChoice::Newest),
        (0, 2) => Setting::DeleteChoice(DeleteChoice::All),
        (0, 3) => Setting::DeleteChoice(DeleteChoice::None),
        (1, 0) => Setting::OldKey(OldKey::Stays),
        (1, 1) => Setting::OldKey(OldKey::EndsAtHandOut),
        (1, 2) => Setting::OldKey(OldKey::EndsAtFirstUse),
        (2, _) => Setting::NewKeyEachTime(on()?),
        (3, _) => Setting::DeleteWithoutId(offered()?),
        (4, _) => Setting::DeleteWithId(offered()?),
        (5, _) => Setting::MintReturnsId(on()?),
        (6, _) => Setting::MintAnswers201(on()?),
        (7, _) => Setting::DeadKeyIs403(on()?),
        (8, 0) => Setting::FreshKeyRefusals(0),
        (8, 1) => Setting::FreshKeyRefusals(1),
        (8, 2) => Setting::FreshKeyRefusals(2),
        (8, 3) => Setting::FreshKeyRefusals(5),
        (9, _) => Setting::WwwAuthenticate(on()?),
        (10, 0) => Setting::DateForm(DateForm::Colon),
        (10, 1) => Setting::DateForm(DateForm::NoColon),
        (11, _) => Setting::FacilityWide(on()?),
        _ => return None,
    })
}
