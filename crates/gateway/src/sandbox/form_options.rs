//! The options of the control page's lists. Each value is written as in a command's JSON.

use keyturn_sandbox::{FAULTS, Settings, Switch, TARGETS};
use maud::{Markup, html};
use serde_json::Value;

/// A value and its label.
pub(crate) type FormOption = (String, &'static str);

/// The calls that a fault can be armed for: vendor, slash, route.
pub(crate) fn targets() -> Vec<FormOption> {
    let value = |(vendor, route, label): &(keyturn_domain::vendor::Vendor, _, _)| {
        let route = serde_json::to_value(route).unwrap_or_default();
        ([vendor.id(), "/", route.as_str().unwrap_or_default()].concat(), *label)
    };
    TARGETS.iter().map(value).collect()
}

pub(crate) fn faults() -> Vec<FormOption> {
    FAULTS.iter().map(|(fault, label)| (serde_json::to_string(fault).unwrap_or_default(), *label)).collect()
}

/// A setting's name in commands, its values, and the index of the present one.
pub(crate) fn switch(switch: &Switch, settings: &Settings) -> (String, Vec<FormOption>, Option<usize>) {
    let mut name = String::new();
    let mut options = Vec::new();
    for (setting, label) in switch.positions {
        let command = serde_json::to_value(setting).unwrap_or_default();
        name = command["setting"].as_str().unwrap_or_default().to_owned();
        options.push((command.get("to").map(Value::to_string).unwrap_or_default(), *label));
    }
    let current = switch.positions.iter().position(|(setting, _)| settings.has(setting));
    (name, options, current)
}

pub(crate) fn select(name: &str, options: &[FormOption], current: Option<usize>) -> Markup {
    html! {
        select name=(name) {
            @for (at, (value, label)) in options.iter().enumerate() {
                option value=(value) selected[current == Some(at)] { (label) }
            }
        }
    }
}
