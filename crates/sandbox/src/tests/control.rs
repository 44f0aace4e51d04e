use super::*;

/// Every line of JSON in the module's text.
fn documented() -> (Vec<&'static str>, Vec<&'static str>) {
    let lines = include_str!("../control.rs").lines().filter_map(|line| line.strip_prefix("//! "));
    let json = lines.filter(|line| line.starts_with("{\"") || line.starts_with('"'));
    json.partition(|line| line.contains("\"do\""))
}

#[test]
fn every_documented_order_is_understood_and_written_back_alike() {
    let (orders, faults) = documented();
    assert!(orders.len() >= 22 && faults.len() >= 17);
    let arms = faults.iter().map(|fault| format!(r#"{{"do":"arm","vendor":"quickstream","fault":{fault}}}"#));
    for json in orders.iter().map(|order| (*order).to_owned()).chain(arms) {
        let order: Command = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{json}: {error}"));
        let again: Command = serde_json::from_str(&serde_json::to_string(&order).unwrap()).unwrap();
        assert!(order == again, "{json}");
    }
}

#[test]
fn nonsense_is_no_order() {
    for json in [
        r#"{"do":"make-coffee"}"#,
        r#"{"do":"set","setting":"delete-choice","to":"mine"}"#,
        r#"{"do":"set-clock","to":"tomorrow"}"#,
        r#"{"do":"arm","vendor":"paypal","fault":"hang"}"#,
        r#"{"do":"arm","vendor":"superapi","route":"nowhere","fault":"hang"}"#,
        r#"{"do":"make-secret-key","days":-1}"#,
        r#"{"do":"advance"}"#,
        r#"{"do":"mint-key","prodcut":"misspelt"}"#,
        r#"{"do":"arm","vendor":"superapi","fault":"hang","time":2}"#,
        r#"{"do":"arm","vendor":"superapi","fault":{"status":{"code":429,"retry":5}}}"#,
        "[]",
    ] {
        assert!(serde_json::from_str::<Command>(json).is_err(), "{json}");
    }
}

#[test]
fn an_order_for_what_is_not_there_says_so_and_changes_nothing() {
    let mut world = World::new();
    let before = serde_json::to_string(&world.0.snapshot(wall())).unwrap();
    for json in [
        r#"{"do":"expire-key","key":"nobody"}"#,
        r#"{"do":"revoke-key","key":"nobody"}"#,
        r#"{"do":"mint-key","product":"nothing"}"#,
        r#"{"do":"rename-product","product":"00000000-0000-4000-8000-000000000000","name":"x"}"#,
        r#"{"do":"remove-product","product":"00000000-0000-4000-8000-000000000000"}"#,
    ] {
        assert!(!world.order(json), "{json}");
    }
    assert_eq!(serde_json::to_string(&world.0.snapshot(wall())).unwrap(), before);
}

#[test]
fn keys_are_ended_and_made_by_hand() {
    let mut world = World::new();
    let (secret, product) = (world.fresh_key(), world.product_key());
    assert!(world.order(&format!(r#"{{"do":"expire-key","key":"{secret}"}}"#)));
    assert_eq!(world.quickstream(ROOT, &secret).status, 401);
    let expired = world.truth(&world.starter(Kind::Secret, 2));
    assert!(world.order(&format!(r#"{{"do":"expire-key","key":"{}"}}"#, expired.id)));
    assert_eq!(world.truth(&expired.text).expires_at, expired.expires_at, "what has passed stays");
    let id = world.truth(&product).id;
    assert!(world.order(&format!(r#"{{"do":"revoke-key","key":"{id}"}}"#)));
    assert!(!world.opens(&product));
    assert_eq!(world.truth(&product).ended_by.as_deref(), Some("operator"));

    assert!(world.order(r#"{"do":"set","setting":"fresh-key-refusals","to":1}"#));
    let id = world.product_id();
    assert!(world.order(&format!(r#"{{"do":"mint-key","product":"{id}"}}"#)));
    let minted = world.keys().pop().unwrap();
    assert!(minted.kind == Kind::Product);
    assert!(!world.opens(&minted.text) && world.opens(&minted.text), "it had to spread first");
    assert!(world.order(r#"{"do":"mint-key"}"#));
    let partner = world.keys().pop().unwrap();
    assert_eq!(world.superapi("GET", "/api/v1/partner", &partner.text).status, 200);

    assert!(world.order(&format!(r#"{{"do":"rename-product","product":"{id}","name":"Payroll next"}}"#)));
    assert_eq!(body(&world.superapi("GET", PRODUCT, &minted.text))["data"]["name"], "Payroll next");
}

#[test]
fn a_reset_brings_the_same_world_back() {
    let mut world = World::new();
    let before = serde_json::to_string(&world.0.snapshot(wall())).unwrap();
    world.provision();
    world.order(r#"{"do":"advance","seconds":864000}"#);
    world.order(r#"{"do":"set","setting":"delete-choice","to":"all"}"#);
    world.order(r#"{"do":"arm","vendor":"superapi","fault":"hang","times":5}"#);
    world.order(r#"{"do":"reset"}"#);
    assert_eq!(serde_json::to_string(&world.0.snapshot(wall())).unwrap(), before);
}

#[test]
fn the_clock_is_moved_to_an_instant() {
    let mut world = World::new();
    world.order(r#"{"do":"set-clock","to":"2031-01-02T13:04:05+10:00"}"#);
    let view = world.0.snapshot(wall());
    assert_eq!(view.now, "2031-01-02T03:04:05Z");
    assert!(view.quickstream.keys.iter().all(|key| key.kind == Kind::Publishable || !key.active));
}
