//! Replies that are unusual but valid, and replies without their required field.

use serde_json::{Map, Value, json};

use super::replies::{self, typed};
use super::router::Route;
use keyturn_wire::http::Reply;

/// The required fields of all routes.
const REQUIRED_FIELDS: [&str; 4] = ["key", "api_key", "id", "communityCode"];

type Members = Map<String, Value>;

/// Removes the required fields from the reply's object, or from its `data` if it has an envelope.
pub(super) fn remove_required_field(reply: Reply) -> Reply {
    rewrite_object(reply, |members| members.retain(|name, _| !REQUIRED_FIELDS.contains(&name.as_str())))
}

/// One of the route's unusual but valid replies; `variant` wraps around. Errors are unchanged.
pub(super) fn make_odd(route: Route, reply: Reply, variant: u8) -> Reply {
    if reply.status >= 300 {
        return reply;
    }
    match route {
        Route::Latest => rewrite_object(reply, |members| latest(members, variant % 5)),
        Route::Root => rewrite_object(reply, |members| root(members, variant % 2)),
        Route::Provision(_) => provision(reply, variant % 3),
        Route::Deactivate(_) | Route::DeactivateById(..) => deactivate(variant % 3),
        Route::Partner => {
            rewrite_object(reply, |members| members.retain(|name, _| matches!(name.as_str(), "id" | "name")))
        }
        _ => rewrite_object(reply, |members| product(members, variant % 2)),
    }
}

fn latest(members: &mut Members, variant: u8) {
    match variant {
        0 => put(members, "expiryDate", json!("2022-01-02T03:48:40+00:00")),
        1 => {
            put(members, "expiryDate", json!("2030-01-02T03:48:40+1000"));
            put(members, "somethingNew", json!({ "a": 1 }));
        }
        2 => ["keyName", "links", "expiryDate"].iter().for_each(|name| put(members, name, Value::Null)),
        3 => put(members, "expiryDate", json!("2030-01-02T03:48:40.123+00:00")),
        _ => members.retain(|name, _| name == "key"),
    }
}

fn root(members: &mut Members, variant: u8) {
    match variant {
        0 => put(members, "links", json!([])),
        _ => {
            put(
                members,
                "links",
                json!([{ "rel": "customers", "href": "https://quickstream.sandbox.invalid/{id}" }]),
            );
            put(members, "somethingNew", json!([null]));
        }
    }
}

fn provision(reply: Reply, variant: u8) -> Reply {
    match variant {
        0 => Reply { status: if reply.status == 200 { 201 } else { 200 }, ..rewrite_object(reply, |_| ()) },
        1 => rewrite_object(reply, |members| put(members, "inserted_at", json!("2026-02-27T06:06:58"))),
        _ => match serde_json::from_slice::<Value>(&reply.body) {
            Ok(enveloped) => odd(reply.status, &enveloped["data"]),
            Err(_) => reply,
        },
    }
}

fn deactivate(variant: u8) -> Reply {
    match variant {
        0 => odd(200, &json!("")),
        1 => odd(
            200,
            &json!({ "data": { "api_key": "superapiproduct_KEYTURNSANDBOXdeactivated" }, "version": "v1" }),
        ),
        _ => replies::empty(202),
    }
}

fn product(members: &mut Members, variant: u8) {
    match variant {
        0 => members.retain(|name, _| matches!(name.as_str(), "id" | "name" | "data")),
        _ => {
            members.remove("sandboxed");
            put(members, "webhook_url", Value::Null);
            put(members, "inserted_at", json!("2026-02-27T06:06:58"));
            put(members, "something_new", json!({ "a": [1] }));
        }
    }
}

fn put(members: &mut Members, name: &str, value: Value) {
    members.insert(name.to_owned(), value);
}

fn odd(status: u16, body: &Value) -> Reply {
    typed(status, "application/json;charset=UTF-8", serde_json::to_vec(body).unwrap_or_default())
}

/// Applies a change to the reply's object, or to the object or objects in its `data` if it has an envelope.
fn rewrite_object(reply: Reply, change: impl Fn(&mut Members)) -> Reply {
    let Ok(mut body) = serde_json::from_slice::<Value>(&reply.body) else { return reply };
    match body.get_mut("data") {
        Some(Value::Object(members)) => change(members),
        Some(Value::Array(items)) => items.iter_mut().filter_map(Value::as_object_mut).for_each(&change),
        _ => body.as_object_mut().into_iter().for_each(change),
    }
    odd(reply.status, &body)
}
