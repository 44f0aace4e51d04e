use super::*;

/// Arms a fault for one mint, sends it, and tells what came, whether a key was made, and what the log says.
fn mint_under(fault: &str) -> (TimedDelivery, bool, (String, bool)) {
    let mut world = World::new();
    let before = world.keys().len();
    assert!(
        world.order(&format!(r#"{{"do":"arm","vendor":"superapi","route":"provision","fault":{fault}}}"#))
    );
    let outcome = world.try_superapi("POST", &world.key_path(), &world.partner_key());
    assert!(world.0.snapshot(wall()).armed.is_empty(), "one time is used up");
    let last = world.last();
    (outcome, world.keys().len() > before, last)
}

fn reply_under(fault: &str, effect: bool) -> Reply {
    let (outcome, made, (answered, logged)) = mint_under(fault);
    assert_eq!((made, logged), (effect, effect), "{fault}");
    let reply = whole(outcome);
    assert_eq!(answered, reply.status.to_string());
    reply
}

#[test]
fn before_the_effect_nothing_is_made() {
    for code in [401, 403, 404, 405, 407, 422, 429, 500, 503] {
        assert_eq!(reply_under(&format!(r#"{{"status":{{"code":{code}}}}}"#), false).status, code);
    }
    for code in [200, 502] {
        let reply = reply_under(&format!(r#"{{"html":{code}}}"#), false);
        assert_eq!((reply.status, reply.body.starts_with(b"<!DOCTYPE")), (code, true));
    }
    let reply = reply_under(r#""redirect""#, false);
    assert!(reply.status == 302 && reply.header("location").unwrap().starts_with("https://elsewhere."));

    let (outcome, made, last) = mint_under(r#""dropped-before""#);
    assert!(matches!(outcome.delivery, Delivery::Dropped) && !made);
    assert_eq!(last, ("dropped".to_owned(), false));
}

#[test]
fn after_the_effect_the_key_is_there_all_the_same() {
    assert_eq!(reply_under(r#"{"status":{"code":500,"after-effect":true}}"#, true).status, 500);
    assert!(reply_under(r#""huge""#, true).body.len() > 1024 * 1024);
    assert!(serde_json::from_slice::<Value>(&reply_under(r#""garbage""#, true).body).is_err());
    assert!(reply_under(r#""empty""#, true).body.is_empty());
    assert_eq!(body(&reply_under(r#""missing-field""#, true))["data"], serde_json::json!({}));

    let (outcome, made, last) = mint_under(r#""dropped-after""#);
    assert!(matches!(outcome.delivery, Delivery::Dropped) && made);
    assert_eq!(last, ("dropped".to_owned(), true));
    let (outcome, made, last) = mint_under(r#""hang""#);
    assert!(matches!(outcome.delivery, Delivery::Hang) && made);
    assert_eq!(last, ("hang".to_owned(), true));
}

#[test]
fn a_truncated_reply_is_known_as_such_in_the_log() {
    let mut world = World::new();
    let (key, before) = (world.partner_key(), world.keys().len());
    world.order(r#"{"do":"arm","vendor":"superapi","fault":"truncated"}"#);
    let outcome = world.try_superapi("POST", &world.key_path(), &key);
    let Delivery::Cut(reply, sent) = outcome.delivery else { panic!("a cut reply was expected") };
    assert!(sent > 0 && sent < reply.body.len());
    assert_eq!(world.keys().len(), before + 1);
    world.superapi("GET", "/api/v1/partner", &key);
    let log = world.0.snapshot(wall()).log;
    assert_eq!(log.iter().map(|line| (line.number, line.cut)).collect::<Vec<_>>(), [(1, true), (2, false)]);
}

#[test]
fn a_delete_loses_its_answer_after_its_effect() {
    for fault in [r#""dropped-after""#, r#""hang""#, r#""truncated""#, r#""huge""#] {
        let mut world = World::new();
        let old = world.product_key();
        world.order(&format!(r#"{{"do":"arm","vendor":"superapi","route":"deactivate","fault":{fault}}}"#));
        world.try_superapi("DELETE", &world.key_path(), &world.partner_key());
        assert!(world.last().1 && !world.opens(&old), "{fault}");
    }
}

#[test]
fn latency_goes_with_another_fault_and_both_count_down() {
    let mut world = World::new();
    let key = world.fresh_key();
    world.order(r#"{"do":"arm","vendor":"quickstream","fault":{"latency":700},"times":2}"#);
    world.order(
        r#"{"do":"arm","vendor":"quickstream","route":"latest","fault":{"status":{"code":503,"retry-after":5}}}"#,
    );
    assert_eq!(world.try_superapi("GET", PRODUCT, "").delay_ms, 0);
    assert_eq!(world.try_quickstream(ROOT, &key).delay_ms, 700);
    let outcome = world.try_quickstream(LATEST, &key);
    assert_eq!(outcome.delay_ms, 700);
    let reply = whole(outcome);
    assert_eq!((reply.status, reply.header("retry-after")), (503, Some("5")));
    let outcome = world.try_quickstream(LATEST, &key);
    assert_eq!((outcome.delay_ms, whole(outcome).status), (0, 200));
}

#[test]
fn retry_after_can_be_a_date_and_faults_can_be_disarmed() {
    let mut world = World::new();
    let key = world.fresh_key();
    let fault = r#"{"status":{"code":429,"retry-after":60,"retry-as-date":true}}"#;
    world.order(&format!(r#"{{"do":"arm","vendor":"quickstream","fault":{fault},"times":9}}"#));
    let reply = world.quickstream(LATEST, &key);
    assert_eq!(reply.header("retry-after"), Some("Mon, 06 May 2030 07:09:09 GMT"));
    world.order(r#"{"do":"disarm-all"}"#);
    assert_eq!(world.quickstream(LATEST, &key).status, 200);
}

#[test]
fn a_quirky_reply_still_says_what_it_is_for() {
    let mut world = World::new();
    let (secret, partner, product) = (world.fresh_key(), world.partner_key(), world.product_key());
    for variant in 0..6 {
        let arm =
            |vendor: &str| format!(r#"{{"do":"arm","vendor":"{vendor}","fault":{{"quirky":{variant}}}}}"#);
        world.order(&arm("quickstream"));
        assert_eq!(world.latest(&secret)["key"], secret);
        world.order(&arm("quickstream"));
        assert_eq!(body(&world.quickstream(ROOT, &secret))["communityCode"], "KEYTURNSANDBOX");
        world.order(&arm("superapi"));
        assert_eq!(body(&world.superapi("GET", PRODUCT, &product))["data"]["id"], world.product_id());
        world.order(&arm("superapi"));
        assert_eq!(
            body(&world.superapi("GET", "/api/v1/partner", &partner))["data"]["name"],
            "Keyturn Sandbox Partner"
        );
        world.order(&arm("superapi"));
        let minted = body(&world.superapi("POST", &world.key_path(), &partner));
        let key =
            minted.pointer("/data/api_key").or(minted.get("api_key")).unwrap().as_str().unwrap().to_owned();
        assert!(world.opens(&key));
        world.order(&arm("superapi"));
        let path = format!("{}/{}", world.key_path(), world.truth(&key).id);
        assert!(world.superapi("DELETE", &path, &partner).status < 300);
        assert!(!world.opens(&key));
    }
}

#[test]
fn a_reply_without_its_field_is_ordered_for_every_vendor() {
    let mut world = World::new();
    let key = world.fresh_key();
    world.order(r#"{"do":"arm","vendor":"quickstream","route":"latest","fault":"missing-field"}"#);
    let told = world.latest(&key);
    assert!(told.get("key").is_none() && told.get("keyName").is_some());
}
