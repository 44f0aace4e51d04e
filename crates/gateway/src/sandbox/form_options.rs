//! The sandbox's choices as the options of a list: each value as it stands in an order's JSON.

use std::fmt::Write as _;

use keyturn_sandbox::{FAULTS, Settings, Switch, TARGETS};
use serde_json::Value;

use crate::sandbox::control_page::escape;

/// A value, and the words for people.
pub(crate) type Choice = (String, &'static str);

/// Which call a fault waits for: vendor, slash, route.
pub(crate) fn targets() -> Vec<Choice> {
    let value = |(vendor, route, words): &(keyturn_domain::vendor::Vendor, _, _)| {
        let route = serde_json::to_value(route).unwrap_or_default();
        ([vendor.id(), "/", route.as_str().unwrap_or_default()].concat(), *words)
    };
    TARGETS.iter().map(value).collect()
}

pub(crate) fn faults() -> Vec<Choice> {
    FAULTS.iter().map(|(fault, words)| (serde_json::to_string(fault).unwrap_or_default(), *words)).collect()
}

/// A switch by its name in orders, with its positions and the one it stands at.
pub(crate) fn switch(switch: &Switch, now: &Settings) -> (String, Vec<Choice>, Option<usize>) {
    let mut name = String::new();
    let mut choices = Vec::new();
    for (setting, words) in switch.positions {
        let order = serde_json::to_value(setting).unwrap_or_default();
        name = order["setting"].as_str().unwrap_or_default().to_owned();
        choices.push((order.get("to").map(Value::to_string).unwrap_or_default(), *words));
    }
    let current = switch.positions.iter().position(|(setting, _)| now.has(setting));
    (name, choices, current)
}

pub(crate) fn options(choices: &[Choice], current: Option<usize>) -> String {
    let mut list = String::new();
    for (at, (value, words)) in choices.iter().enumerate() {
        let selected = if current == Some(at) { " selected" } else { "" };
        let _ = write!(list, "<option value=\"{}\"{selected}>{}</option>", escape(value), escape(words));
    }
    list
}
