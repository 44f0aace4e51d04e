//! What an order may choose from, for whoever puts it before people.

use serde_json::{Value, json};

use super::Order;

/// A value as it stands in an order, and the words for people.
pub type Choice = (&'static str, &'static str);

/// Which call a fault waits for: vendor, slash, route.
pub const TARGETS: [Choice; 10] = [
    ("quickstream/", "QuickStream, any"),
    ("quickstream/root", "QuickStream GET /"),
    ("quickstream/latest", "QuickStream GET latest"),
    ("superapi/", "SuperAPI, any"),
    ("superapi/partner", "SuperAPI GET partner"),
    ("superapi/product", "SuperAPI GET product"),
    ("superapi/products", "SuperAPI GET products"),
    ("superapi/requests", "SuperAPI GET request log"),
    ("superapi/provision", "SuperAPI provision"),
    ("superapi/deactivate", "SuperAPI deactivate"),
];

/// What can be armed.
pub const FAULTS: [Choice; 22] = [
    (r#""dropped-before""#, "no reply, nothing done"),
    (r#""dropped-after""#, "no reply, but all done"),
    (r#""hang""#, "never an answer"),
    (r#"{"latency":3000}"#, "its answer 3 seconds late"),
    (r#"{"status":{"code":401}}"#, "401"),
    (r#"{"status":{"code":403}}"#, "403"),
    (r#"{"status":{"code":404}}"#, "404"),
    (r#"{"status":{"code":407}}"#, "407 of a company proxy"),
    (r#"{"status":{"code":422}}"#, "422"),
    (r#"{"status":{"code":429,"retry-after":30}}"#, "429, retry after 30 s"),
    (r#"{"status":{"code":500}}"#, "500, nothing done"),
    (r#"{"status":{"code":500,"after-effect":true}}"#, "500, but all done"),
    (r#"{"status":{"code":503}}"#, "503"),
    (r#"{"html":200}"#, "an HTML page with 200"),
    (r#"{"html":502}"#, "an HTML page with 502"),
    (r#""redirect""#, "a redirect"),
    (r#""truncated""#, "half of the reply"),
    (r#""huge""#, "a huge reply"),
    (r#""garbage""#, "a reply that is no JSON"),
    (r#""empty""#, "an empty reply"),
    (r#""missing-field""#, "a reply without its key field"),
    (r#"{"quirky":0}"#, "an odd but legal reply"),
];

const NO_YES: &[Choice] = &[("false", "no"), ("true", "yes")];
const OFFERED: &[Choice] = &[(r#""on""#, "exists"), (r#""404""#, "answers 404"), (r#""405""#, "answers 405")];

/// The switch's name, the question it answers, its positions.
pub const SETTINGS: [(&str, &str, &[Choice]); 10] = [
    (
        "delete-choice",
        "DELETE without id takes",
        &[
            (r#""oldest""#, "the oldest key"),
            (r#""newest""#, "the newest key"),
            (r#""all""#, "all keys"),
            (r#""none""#, "none"),
        ],
    ),
    ("delete-without-id", "DELETE without id", OFFERED),
    ("delete-with-id", "DELETE with id", OFFERED),
    ("mint-returns-id", "Mint reply carries the key's id", NO_YES),
    ("mint-answers-201", "Mint answers 201", NO_YES),
    ("dead-key-is-403", "A dead SuperAPI key gets 403", NO_YES),
    (
        "fresh-key-refusals",
        "A fresh key is refused at first",
        &[("0", "not at all"), ("1", "once"), ("2", "twice"), ("5", "five times")],
    ),
    ("www-authenticate", "QuickStream 401 asks for a login", NO_YES),
    ("date-form", "QuickStream writes dates", &[(r#""colon""#, "+00:00"), (r#""no-colon""#, "+1000")]),
    ("facility-wide", "Latest is the facility's newest key", NO_YES),
];

/// The order that arms a chosen fault for a chosen target, so many times. `None` if one of them is no choice.
pub fn arming(target: &str, fault: &str, times: u32) -> Option<Order> {
    let (vendor, route) = target.split_once('/')?;
    let route = if route.is_empty() { Value::Null } else { route.into() };
    let fault: Value = serde_json::from_str(fault).ok()?;
    order(json!({ "do": "arm", "vendor": vendor, "route": route, "fault": fault, "times": times }))
}

/// The order that turns a switch to a chosen position. `None` if one of them is no choice.
pub fn turning(setting: &str, to: &str) -> Option<Order> {
    let to: Value = serde_json::from_str(to).ok()?;
    order(json!({ "do": "set", "setting": setting, "to": to }))
}

fn order(value: Value) -> Option<Order> {
    serde_json::from_value(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_makes_an_order() {
        for (fault, _) in FAULTS {
            for (target, _) in TARGETS {
                assert!(arming(target, fault, 2).is_some(), "{target} {fault}");
            }
        }
        for (setting, _, values) in SETTINGS {
            for (value, _) in values {
                assert!(turning(setting, value).is_some(), "{setting} {value}");
            }
        }
        assert!(arming("superapi/", "\"polish\"", 1).is_none() && turning("polish", "true").is_none());
    }
}
