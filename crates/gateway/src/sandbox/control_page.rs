//! The control page, as HTML without script.

use keyturn_domain::vendor::{Succession, Vendor};
use keyturn_sandbox::{KeySnapshot, LoggedRequest, ProductSnapshot, SWITCHES, Snapshot};
use maud::{DOCTYPE, Markup, html};

use crate::sandbox::form_options::{faults as fault_options, select, switch, targets};

const LATEST_REQUESTS: usize = 30;

const CLOCK_STEPS: [(u32, &str); 4] =
    [(3_600, "1 hour on"), (86_400, "1 day on"), (604_800, "7 days on"), (2_592_000, "30 days on")];

pub(crate) fn render(snapshot: &Snapshot) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "Sandbox vendors - Keyturn" }
                link rel="stylesheet" href="/sandbox/control.css";
            }
            body {
                header {
                    h1 { "Sandbox vendors" }
                    p {
                        "Simulated vendors. No key here opens anything else. "
                        a href="/" { "Open the panel" }
                    }
                }
                main {
                    (clock(snapshot))
                    @for vendor in Vendor::ALL { (vendor_keys(snapshot, *vendor)) }
                    (faults(snapshot))
                    (settings(snapshot))
                    (requests(&snapshot.log))
                }
            }
        }
    }
}

fn clock(snapshot: &Snapshot) -> Markup {
    let instant = html! { label { "To " input name="to" placeholder="2030-01-02T03:04:05Z" required; } };
    html! {
        section {
            h2 { "Clock" }
            p { strong { (snapshot.now) } " (" (snapshot.offset_seconds) " s ahead of the real time)" }
            div.row {
                @for (seconds, label) in CLOCK_STEPS {
                    (form("advance", &hidden("seconds", &seconds.to_string()), label))
                }
                (form("set-clock", &instant, "Set"))
                (button("reset", "Reset everything"))
            }
        }
    }
}

fn vendor_keys(snapshot: &Snapshot, vendor: Vendor) -> Markup {
    match vendor {
        Vendor::QuickStream => keys(vendor, &snapshot.quickstream.keys, &[]),
        Vendor::PayWay => keys(vendor, &snapshot.payway.keys, &[]),
        Vendor::PaymentsPlus => keys(vendor, &snapshot.paymentsplus.keys, &[]),
        Vendor::SuperApi => keys(vendor, &snapshot.superapi.keys, &snapshot.superapi.products),
    }
}

fn keys(vendor: Vendor, keys: &[KeySnapshot], products: &[ProductSnapshot]) -> Markup {
    html! {
        section {
            h2 { (vendor.name()) " keys" }
            div.scroll {
                table {
                    thead { tr { th { "Kind" } th { "What" } th { "Key" } th { "State" } th { "Until" } th {} } }
                    tbody { @for key in keys { (key_row(key, products)) } }
                }
            }
            div.row { (key_forms(vendor, products)) }
        }
    }
}

fn key_row(key: &KeySnapshot, products: &[ProductSnapshot]) -> Markup {
    let product = key.product.as_deref().map_or("", |id| product_name(products, id));
    html! {
        tr {
            td { (format!("{:?}", key.kind)) br; small { (product) } }
            td { (key.what) }
            td { code { (key.text) } }
            td { (if key.active { "active" } else { "dead" }) }
            td { (key.ended_at.as_deref().or(key.expires_at.as_deref()).unwrap_or("no end")) }
            td {
                div.acts {
                    @if key.active {
                        @if key.expires_at.is_some() {
                            (form("expire-key", &hidden("key", &key.id), "Expire now"))
                        }
                        (form("revoke-key", &hidden("key", &key.id), "Revoke"))
                    }
                }
            }
        }
    }
}

fn key_forms(vendor: Vendor, products: &[ProductSnapshot]) -> Markup {
    if vendor.spec().succession == Succession::Renewal {
        let days = html! {
        (hidden("vendor", vendor.id()))
        label { "Days " input name="days" type="number" value="90" min="0" max="3650"; } };
        return form("make-secret-key", &days, "Make a secret key");
    }
    let product = html! {
        label {
            "Product "
            select name="product" {
                @for product in products { option value=(product.id) { (product.name) } }
            }
        }
    };
    let name = html! { (product) label { "New name " input name="name"; } };
    html! {
        (form("mint-key", &product, "Mint a product key"))
        (button("mint-key", "Mint a partner key"))
        (form("rename-product", &name, "Rename"))
        (form("remove-product", &product, "Remove the product"))
    }
}

fn faults(snapshot: &Snapshot) -> Markup {
    let fields = html! {
        label { "Next call of " (select("target", &targets(), None)) }
        label { "gets " (select("fault", &fault_options(), None)) }
        label { "times " input name="times" type="number" value="1" min="1" max="1000"; }
    };
    html! {
        section {
            h2 { "Faults" }
            ul {
                @for fault in &snapshot.armed {
                    li { code { (serde_json::to_string(fault).unwrap_or_default()) } }
                }
                @if snapshot.armed.is_empty() {
                    li { "None is armed." }
                }
            }
            div.row { (form("arm", &fields, "Arm")) (button("disarm-all", "Disarm all")) }
        }
    }
}

fn settings(snapshot: &Snapshot) -> Markup {
    html! {
        section {
            h2 { "What the vendors leave open" }
            div.switches {
                @for one in &SWITCHES {
                    @let (name, options, current) = switch(one, &snapshot.settings);
                    @let fields = html! {
                        (hidden("setting", &name))
                        label { (one.decides) " " (select("to", &options, current)) }
                    };
                    (form("set", &fields, "Set"))
                }
            }
        }
    }
}

fn requests(log: &[LoggedRequest]) -> Markup {
    html! {
        section {
            h2 { "Latest requests" }
            div.scroll {
                table {
                    thead {
                        tr {
                            th { "No." } th { "At" } th { "Vendor" } th { "Method" } th { "Path" } th { "Answered" } th { "Effect" }
                        }
                    }
                    tbody {
                        @for one in log.iter().rev().take(LATEST_REQUESTS) {
                            tr {
                                td { (one.number) }
                                td { (one.at) }
                                td { (one.vendor.name()) }
                                td { (one.method) }
                                td { code { (one.path) } }
                                td { (one.answered) (if one.cut { ", cut" } else { "" }) }
                                td { (if one.effect { "changed something" } else { "" }) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn form(command: &str, fields: &Markup, label: &str) -> Markup {
    html! {
        form method="post" action="/sandbox/form" { (hidden("do", command)) (fields) button { (label) } }
    }
}

/// A command without fields.
fn button(command: &str, label: &str) -> Markup {
    form(command, &html! {}, label)
}

fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

fn product_name<'a>(products: &'a [ProductSnapshot], id: &'a str) -> &'a str {
    products.iter().find(|product| product.id == id).map_or(id, |product| &product.name)
}
