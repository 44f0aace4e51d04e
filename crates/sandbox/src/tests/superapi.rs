use super::*;

#[test]
fn each_kind_of_key_opens_its_own_routes() {
    let mut world = World::new();
    let (partner, product) = (world.partner_key(), world.product_key());
    assert_eq!(
        body(&world.superapi("GET", "/api/v1/partner", &partner))["data"]["name"],
        "Keyturn Sandbox Partner"
    );
    let shown = body(&world.superapi("GET", PRODUCT, &product));
    assert_eq!((&shown["data"]["id"], &shown["version"]), (&Value::from(world.product_id()), &"v1".into()));
    assert!(shown["data"]["webhook_signing_token"].is_string());

    for (method, path) in [("GET", "/api/v1/partner".to_owned()), ("POST", world.key_path())] {
        assert_eq!(world.superapi(method, &path, &product).status, 403, "{path}");
    }
    assert_eq!(world.superapi("GET", PRODUCT, &partner).status, 403);
    assert_eq!(world.superapi("GET", PRODUCT, "superapiproduct_unknown").status, 401);
    assert!(world.order(r#"{"do":"set","setting":"dead-key-is-403","to":true}"#));
    assert_eq!(world.superapi("GET", PRODUCT, "superapiproduct_unknown").status, 403);
}

#[test]
fn the_starter_products_are_marked_in_three_ways() {
    let mut world = World::new();
    let list = body(&world.superapi("GET", "/api/v1/partner/product", &world.partner_key()));
    let flags: Vec<Option<bool>> =
        list["data"].as_array().unwrap().iter().map(|product| product["sandboxed"].as_bool()).collect();
    assert_eq!(flags, [Some(true), Some(false), None]);
    assert_eq!(list["data"][2]["name"], "<img src=x onerror=alert(1)> & \"Sons\"");
}

#[test]
fn what_is_not_there_is_404_with_no_body_and_a_strange_type() {
    let mut world = World::new();
    let partner = world.partner_key();
    let elsewhere = "/api/v1/partner/product/00000000-0000-4000-8000-000000000000/product-api-key";
    for (method, path) in [
        ("POST", elsewhere),
        ("DELETE", elsewhere),
        ("GET", "/api/v1/nothing"),
        ("PUT", PRODUCT),
        ("GET", "/"),
    ] {
        let reply = world.superapi(method, path, &partner);
        assert_eq!((reply.status, reply.header("content-type")), (404, Some("application/html")), "{path}");
        assert!(reply.body.is_empty());
    }
}

#[test]
fn a_mint_answers_as_the_switches_say() {
    let mut world = World::new();
    let path = world.key_path();
    let reply = world.superapi("POST", &path, &world.partner_key());
    assert_eq!((reply.status, &body(&reply)["data"]["id"]), (200, &Value::Null));
    assert_eq!(world.last(), ("200".to_owned(), true));

    assert!(world.order(r#"{"do":"set","setting":"mint-answers-201","to":true}"#));
    assert!(world.order(r#"{"do":"set","setting":"mint-returns-id","to":true}"#));
    let reply = world.superapi("POST", &path, &world.partner_key());
    assert_eq!(reply.status, 201);
    let data = body(&reply)["data"].clone();
    let key = data["api_key"].as_str().unwrap().to_owned();
    assert_eq!(data["id"], world.truth(&key).id);
    assert!(world.opens(&key) && world.opens(&world.product_key()));
}

#[test]
fn a_fresh_key_may_have_to_spread() {
    let mut world = World::new();
    assert!(world.order(r#"{"do":"set","setting":"fresh-key-refusals","to":2}"#));
    let key = world.provision();
    let seen: Vec<bool> = (0..4).map(|_| world.opens(&key)).collect();
    assert_eq!(seen, [false, false, true, true]);
}

/// What lives after a DELETE without an id: the starter key, then two made later.
fn after_delete(choice: &str) -> ([bool; 3], bool) {
    let mut world = World::new();
    let keys = [world.product_key(), world.provision(), world.provision()];
    assert!(world.order(&format!(r#"{{"do":"set","setting":"delete-choice","to":"{choice}"}}"#)));
    let reply = world.superapi("DELETE", &world.key_path(), &world.partner_key());
    assert_eq!((reply.status, reply.body.len()), (204, 0));
    let effect = world.last().1;
    let other = world.starter(Kind::Product, 1);
    assert!(world.opens(&other), "another product's key is never taken");
    (keys.map(|key| world.opens(&key)), effect)
}

#[test]
fn a_delete_without_an_id_takes_the_key_that_was_chosen() {
    assert_eq!(after_delete("oldest"), ([false, true, true], true));
    assert_eq!(after_delete("newest"), ([true, true, false], true));
    assert_eq!(after_delete("all"), ([false, false, false], true));
    assert_eq!(after_delete("none"), ([true, true, true], false));
}

#[test]
fn a_delete_by_id_takes_that_key_once() {
    let mut world = World::new();
    let (old, new) = (world.product_key(), world.provision());
    let path = format!("{}/{}", world.key_path(), world.truth(&new).id);
    assert_eq!(world.superapi("DELETE", &path, &world.partner_key()).status, 204);
    assert!(world.opens(&old) && !world.opens(&new));
    let ended = world.truth(&new);
    assert_eq!(ended.ended_by, Some(format!("DELETE {path}")));
    assert_eq!(ended.ended_at.as_deref(), Some("2030-05-06T07:08:09Z"));
    assert_eq!(world.superapi("DELETE", &path, &world.partner_key()).status, 404);
    assert_eq!(world.last(), ("404".to_owned(), false));
}

#[test]
fn either_form_of_delete_can_be_missing() {
    let mut world = World::new();
    let (partner, old) = (world.partner_key(), world.product_key());
    let by_id = format!("{}/{}", world.key_path(), world.truth(&old).id);
    assert!(world.order(r#"{"do":"set","setting":"delete-without-id","to":"404"}"#));
    assert!(world.order(r#"{"do":"set","setting":"delete-with-id","to":"405"}"#));
    assert_eq!(world.superapi("DELETE", &world.key_path(), &partner).status, 404);
    assert_eq!(world.superapi("DELETE", &by_id, &partner).status, 405);
    assert!(world.opens(&old));
    assert!(world.order(r#"{"do":"set","setting":"delete-with-id","to":"on"}"#));
    assert_eq!(world.superapi("DELETE", &by_id, &partner).status, 204);
    assert!(!world.opens(&old));
}

#[test]
fn a_path_cut_short_takes_the_product_itself() {
    let mut world = World::new();
    let key = world.product_key();
    let path = format!("/api/v1/partner/product/{}", world.product_id());
    assert_eq!(world.superapi("DELETE", &path, &world.partner_key()).status, 204);
    assert_eq!(world.last(), ("204".to_owned(), true));
    assert!(world.truth(&key).active);
    assert_eq!(world.superapi("GET", PRODUCT, &key).status, 404);
}

#[test]
fn the_vendors_own_log_tells_secrets() {
    let mut world = World::new();
    let (partner, own) = (world.partner_key(), world.product_key());
    let minted = world.provision();
    assert!(world.opens(&own));
    let reply = world.superapi("GET", "/api/v1/api-requests", &partner);
    let told = String::from_utf8(reply.body.to_vec()).unwrap();
    assert!(told.contains(&partner) && told.contains(&minted) && told.contains("webhook_signing_token"));

    let items = body(&world.superapi("GET", "/api/v1/api-requests", &own));
    assert!(items.get("version").is_none() && items["offset"] == 0);
    let items = items["data"].as_array().unwrap();
    assert_eq!(items.len(), 1, "a product sees its own calls");
    assert_eq!(items[0]["api_key_short_token"], world.truth(&own).name);
}
