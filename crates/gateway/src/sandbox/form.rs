//! Parses a form of the control page into a command. Its fields are named as in the command's JSON.

use keyturn_sandbox::Command;
use serde_json::{Map, Value};

/// Fields whose text is JSON (a number, a setting, a fault), or plain text if it does not parse.
const AS_JSON: [&str; 5] = ["seconds", "days", "times", "fault", "to"];

pub(crate) fn parse_form(body: &[u8]) -> Result<Command, serde_json::Error> {
    let mut fields = Map::new();
    for (name, text) in form_urlencoded::parse(body) {
        match name.as_ref() {
            "target" => {
                let (vendor, route) = text.split_once('/').unwrap_or((&text, ""));
                fields.insert("vendor".to_owned(), vendor.into());
                if !route.is_empty() {
                    fields.insert("route".to_owned(), route.into());
                }
            }
            name => {
                let value = AS_JSON.contains(&name).then(|| serde_json::from_str(&text).ok()).flatten();
                fields.insert(name.to_owned(), value.unwrap_or_else(|| Value::from(text)));
            }
        }
    }
    serde_json::from_value(Value::Object(fields))
}

#[cfg(test)]
mod tests {
    use keyturn_sandbox::{SWITCHES, Settings};

    use super::*;
    use crate::sandbox::form_options::{faults, switch, targets};

    fn read(fields: &[(&str, &str)]) -> Result<Command, serde_json::Error> {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        parse_form(body.as_bytes())
    }

    #[test]
    fn every_choice_that_the_page_offers_is_an_order() {
        for (target, _) in targets() {
            for (fault, _) in faults() {
                read(&[("do", "arm"), ("target", &target), ("fault", &fault), ("times", "1")]).unwrap();
            }
        }
        for one in &SWITCHES {
            let (setting, choices, _) = switch(one, &Settings::default());
            for (to, _) in choices {
                read(&[("do", "set"), ("setting", &setting), ("to", &to)]).unwrap();
            }
        }
    }

    #[test]
    fn a_text_that_looks_like_a_number_stays_a_text() {
        let order = read(&[("do", "rename-product"), ("product", "1"), ("name", "42")]).unwrap();
        assert_eq!(order, Command::RenameProduct { product: "1".into(), name: "42".into() });
    }
}
