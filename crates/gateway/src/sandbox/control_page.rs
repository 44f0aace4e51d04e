//! The control page, as HTML without script. Every text that could come from anybody is escaped.

use std::fmt::Write as _;

use keyturn_sandbox::{KeySnapshot, LoggedRequest, ProductSnapshot, SWITCHES, Snapshot};

use crate::sandbox::form_options::{faults as fault_choices, options, switch, targets};

const LATEST_REQUESTS: usize = 30;

pub(crate) fn render(snapshot: &Snapshot) -> String {
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8>\
         <meta name=viewport content=\"width=device-width, initial-scale=1\">\
         <title>Sandbox vendors - Keyturn</title><link rel=stylesheet href=/sandbox/control.css></head><body>\
         <header><h1>Sandbox vendors</h1><p>Simulated QuickStream and SuperAPI. No key here opens anything \
         else. <a href=/>Open the panel</a></p></header><main>{}{}{}{}{}{}</main></body></html>",
        clock(snapshot),
        keys("QuickStream keys", &snapshot.quickstream.keys, &[]),
        keys("SuperAPI keys", &snapshot.superapi.keys, &snapshot.superapi.products),
        faults(snapshot),
        switches(snapshot),
        requests(&snapshot.log),
    )
}

fn clock(snapshot: &Snapshot) -> String {
    let mut steps = String::new();
    for (seconds, label) in
        [(3_600, "1 hour on"), (86_400, "1 day on"), (604_800, "7 days on"), (2_592_000, "30 days on")]
    {
        steps += &form("advance", &hidden("seconds", &seconds.to_string()), label);
    }
    format!(
        "<section><h2>Clock</h2><p><strong>{}</strong> ({} s ahead of the real time)</p><div class=row>{steps}{}{}</div></section>",
        escape(&snapshot.now),
        snapshot.offset_seconds,
        form(
            "set-clock",
            "<label>To <input name=to placeholder=2030-01-02T03:04:05Z required></label>",
            "Set"
        ),
        form("reset", "", "Reset everything"),
    )
}

fn keys(title: &str, keys: &[KeySnapshot], products: &[ProductSnapshot]) -> String {
    let mut rows = String::new();
    for key in keys {
        let product = key.product.as_deref().map_or("", |id| product_name(products, id));
        let ends = key.ended_at.as_deref().or(key.expires_at.as_deref()).unwrap_or("no end");
        let mut acts = String::new();
        if key.active {
            if key.expires_at.is_some() {
                acts += &form("expire-key", &hidden("key", &key.id), "Expire now");
            }
            acts += &form("revoke-key", &hidden("key", &key.id), "Revoke");
        }
        let _ = write!(
            rows,
            "<tr><td>{:?}<br><small>{}</small></td><td>{}</td><td><code>{}</code></td><td>{}</td><td>{}</td><td><div class=acts>{acts}</div></td></tr>",
            key.kind,
            escape(product),
            escape(&key.what),
            escape(&key.text),
            if key.active { "active" } else { "dead" },
            escape(ends),
        );
    }
    format!(
        "<section><h2>{title}</h2><div class=scroll><table><thead><tr><th>Kind<th>What<th>Key<th>State<th>Until<th>\
         </thead><tbody>{rows}</tbody></table></div><div class=row>{}</div></section>",
        key_forms(products),
    )
}

fn key_forms(products: &[ProductSnapshot]) -> String {
    if products.is_empty() {
        let days = "<label>Days <input name=days type=number value=90 min=0 max=3650></label>";
        return form("make-secret-key", days, "Make a secret key");
    }
    let mut choice = String::from("<label>Product <select name=product>");
    for product in products {
        let _ =
            write!(choice, "<option value=\"{}\">{}</option>", escape(&product.id), escape(&product.name));
    }
    choice += "</select></label>";
    let name = format!("{choice}<label>New name <input name=name></label>");
    [
        form("mint-key", &choice, "Mint a product key"),
        form("mint-key", "", "Mint a partner key"),
        form("rename-product", &name, "Rename"),
        form("remove-product", &choice, "Remove the product"),
    ]
    .concat()
}

fn faults(snapshot: &Snapshot) -> String {
    let mut armed = String::new();
    for fault in &snapshot.armed {
        let text = serde_json::to_string(fault).unwrap_or_default();
        let _ = write!(armed, "<li><code>{}</code></li>", escape(&text));
    }
    let fields = format!(
        "<label>Next call of <select name=target>{}</select></label><label>gets <select name=fault>{}</select></label>\
         <label>times <input name=times type=number value=1 min=1 max=1000></label>",
        options(&targets(), None),
        options(&fault_choices(), None),
    );
    format!(
        "<section><h2>Faults</h2><ul>{}</ul><div class=row>{}{}</div></section>",
        if armed.is_empty() { "<li>None is armed.</li>" } else { &armed },
        form("arm", &fields, "Arm"),
        form("disarm-all", "", "Disarm all"),
    )
}

fn switches(snapshot: &Snapshot) -> String {
    let mut forms = String::new();
    for one in &SWITCHES {
        let (name, choices, current) = switch(one, &snapshot.settings);
        let fields = format!(
            "{}<label>{} <select name=to>{}</select></label>",
            hidden("setting", &name),
            one.decides,
            options(&choices, current),
        );
        forms += &form("set", &fields, "Set");
    }
    format!("<section><h2>What the vendors leave open</h2><div class=switches>{forms}</div></section>")
}

fn requests(log: &[LoggedRequest]) -> String {
    let mut rows = String::new();
    for one in log.iter().rev().take(LATEST_REQUESTS) {
        let _ = write!(
            rows,
            "<tr><td>{}<td>{}<td>{}<td>{}<td><code>{}</code><td>{}{}<td>{}</tr>",
            one.number,
            escape(&one.at),
            one.vendor.name(),
            escape(&one.method),
            escape(&one.path),
            escape(&one.answered),
            if one.cut { ", cut" } else { "" },
            if one.effect { "changed something" } else { "" },
        );
    }
    format!(
        "<section><h2>Latest requests</h2><div class=scroll><table><thead><tr><th>No.<th>At<th>Vendor<th>Method<th>Path\
         <th>Answered<th>Effect</thead><tbody>{rows}</tbody></table></div></section>"
    )
}

fn form(order: &str, fields: &str, button: &str) -> String {
    format!(
        "<form method=post action=/sandbox/form>{}{fields}<button>{button}</button></form>",
        hidden("do", order)
    )
}

fn hidden(name: &str, value: &str) -> String {
    format!("<input type=hidden name={name} value=\"{}\">", escape(value))
}

fn product_name<'a>(products: &'a [ProductSnapshot], id: &'a str) -> &'a str {
    products.iter().find(|product| product.id == id).map_or(id, |product| &product.name)
}

pub(crate) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}
