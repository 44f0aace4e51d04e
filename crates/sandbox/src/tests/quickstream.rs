use super::*;

#[test]
fn root_takes_either_kind_and_latest_a_secret_key_only() {
    let mut world = World::new();
    let (secret, publishable) = (world.fresh_key(), world.starter(Kind::Publishable, 0));
    for key in [&secret, &publishable] {
        let reply = world.quickstream(ROOT, key);
        assert_eq!(reply.status, 200);
        let root = body(&reply);
        assert_eq!(root["communityCode"], "KEYTURNSANDBOX");
        assert_eq!(root["keyName"], world.truth(key).name);
        assert!(root["links"][0]["href"].is_string());
    }
    assert_eq!(world.quickstream("/rest/v1", &secret).status, 200);
    assert_eq!(world.quickstream(LATEST, &publishable).status, 401);
    assert_eq!(world.latest(&secret)["key"], secret);
    assert_eq!(world.last(), ("200".to_owned(), false));
}

#[test]
fn keys_look_like_the_vendors_and_names_do_not_match_them() {
    let world = World::new();
    for key in world.0.snapshot(wall()).quickstream.keys {
        let (marker, length) = if key.kind == Kind::Secret { ("SEC", 55) } else { ("PUB", 60) };
        let tail = key.text.strip_prefix(&format!("KEYTURNSANDBOX_{marker}_")).unwrap();
        assert_eq!(tail.len(), length);
        let shown = key.name.strip_prefix(&format!("KEYTURNSANDBOX_{marker}...")).unwrap();
        assert!(shown.len() == 7 && !tail.contains(shown));
    }
}

#[test]
fn refusals_have_the_vendors_shape() {
    let mut world = World::new();
    let expired = world.starter(Kind::Secret, 2);
    let reply = world.quickstream(LATEST, &expired);
    assert_eq!(reply.status, 401);
    assert!(reply.header("www-authenticate").unwrap().starts_with("Basic"));
    let told = body(&reply);
    assert_eq!(told["status"], "401");
    assert_eq!(told["requestMethod"], "GET");
    assert!(told["traceCode"].is_string() && told["errors"].is_array());
    assert!(!told.to_string().contains(&expired));

    assert!(world.order(r#"{"do":"set","setting":"www-authenticate","to":false}"#));
    let reply = world.quickstream(ROOT, "no-such-key");
    assert_eq!((reply.status, reply.header("www-authenticate")), (401, None));
    assert_eq!(world.quickstream("/rest/v1/customers", &expired).status, 404);
    let request = request("POST", LATEST, &[]);
    assert_eq!(whole(world.0.handle(Vendor::QuickStream, &request, wall())).status, 405);
}

#[test]
fn near_its_end_a_key_gets_one_successor_and_lives_on_until_its_expiry() {
    let mut world = World::new();
    let (ageing, fresh) = (world.ageing_key(), world.fresh_key());
    let successor = world.latest(&ageing)["key"].as_str().unwrap().to_owned();
    assert_eq!(world.last(), ("200".to_owned(), true));
    assert_ne!(successor, ageing);
    assert_eq!(world.truth(&successor).made_by, "GET /rest/v1/api-keys/latest");

    assert_eq!(world.latest(&ageing)["key"], successor);
    assert_eq!(world.latest(&successor)["key"], successor);
    assert_eq!(world.latest(&fresh)["key"], fresh, "another application is left alone");
    assert!(world.truth(&ageing).active);

    assert!(world.order(r#"{"do":"advance","seconds":777601}"#));
    assert!(!world.truth(&ageing).active);
    assert_eq!(world.quickstream(LATEST, &ageing).status, 401);
    assert_eq!(world.latest(&successor)["key"], successor);
}

#[test]
fn a_successor_gets_its_own_when_its_time_comes() {
    let mut world = World::new();
    let first = world.ageing_key();
    let second = world.latest(&first)["key"].clone();
    assert!(world.order(r#"{"do":"advance","seconds":6912000}"#));
    let third = world.latest(second.as_str().unwrap())["key"].clone();
    assert_ne!(third, second);
    assert_eq!(world.latest(third.as_str().unwrap())["key"], third);
}

#[test]
fn the_vendors_own_drill_two_keys_made_in_the_portal() {
    let mut world = World::new();
    for _ in 0..2 {
        assert!(world.order(r#"{"do":"make-secret-key","days":365}"#));
    }
    let made: Vec<String> =
        world.0.snapshot(wall()).quickstream.keys.into_iter().rev().map(|key| key.text).collect();
    let (second, first) = (&made[0], &made[1]);
    assert_eq!(world.latest(first)["key"], *second);
    assert_eq!(world.latest(second)["key"], *second);
    assert!(world.truth(first).active, "the first one has not ended");

    assert!(world.order(&format!(r#"{{"do":"revoke-key","key":"{second}"}}"#)));
    assert_eq!(world.quickstream(LATEST, second).status, 401);
    assert_eq!(world.latest(first)["key"], *first);
}

#[test]
fn facility_wide_everybody_converges_on_the_newest_key() {
    let mut world = World::new();
    let (ageing, fresh) = (world.ageing_key(), world.fresh_key());
    assert!(world.order(r#"{"do":"set","setting":"facility-wide","to":true}"#));
    assert_eq!(world.latest(&ageing)["key"], fresh);
}

#[test]
fn expiry_is_written_in_either_form() {
    let mut world = World::new();
    let key = world.fresh_key();
    assert_eq!(world.latest(&key)["expiryDate"], "2030-08-04T07:08:09+00:00");
    assert!(world.order(r#"{"do":"set","setting":"date-form","to":"no-colon"}"#));
    assert_eq!(world.latest(&key)["expiryDate"], "2030-08-04T17:08:09+1000");
}

#[test]
fn no_starter_key_is_said_to_end_on_a_day_that_its_vendor_does_not_tell() {
    let world = World::new();
    let keys = world.0.starter_keys();
    assert!(keys.iter().filter(|key| key.kind == Kind::Secret).count() == 3);
    for key in keys {
        let label = key.what.split(':').next().unwrap().to_lowercase();
        assert!(!label.contains("day") && !label.contains("left"), "{label}");
    }
}
