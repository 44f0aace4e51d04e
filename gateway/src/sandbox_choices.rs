//! The sandbox's choices as the options of a list.

use std::fmt::Write as _;

use keyturn::sandbox::Choice;

use crate::sandbox_page::escape;

pub(crate) fn options(choices: &[Choice], current: Option<&str>) -> String {
    let mut list = String::new();
    for (value, words) in choices {
        let selected = if current == Some(value) { " selected" } else { "" };
        let _ = write!(list, "<option value=\"{}\"{selected}>{}</option>", escape(value), escape(words));
    }
    list
}
