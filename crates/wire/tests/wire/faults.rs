//! Whose fault it is, by the status alone.

use keyturn_domain::call::{Call, Deactivation};
use keyturn_domain::fault::{Acted, Cause, RetryAfter};
use keyturn_domain::moment;
use keyturn_wire::response::{NotReached, read, server_date, status_of};

use crate::support::{
    changes, deactivate, every_call, fault, fault_in, latest, product, provision, reply, vendor,
};

#[test]
fn trap_40_a_broken_network_is_no_verdict_on_a_key() {
    for call in every_call() {
        for sent in [true, false] {
            let (answer, words) = read(&call, Err(NotReached { sent }));
            let fault = fault_in(&answer).unwrap();
            let may = if sent && changes(&call) { Acted::Maybe } else { Acted::No };
            assert_eq!((fault.cause, fault.acted, fault.status), (Cause::ProxyUnreachable, may, None));
            assert!(!fault.rejects_key());
            assert_eq!(words, "no answer");
        }
    }
    assert_eq!(status_of(&Err(NotReached { sent: true })), None);
    assert_eq!(status_of(&vendor(401, "")), Some(401));
}

#[test]
fn every_status_has_one_owner() {
    let rows = [
        (401, Cause::KeyRejected, Acted::No, "401 rejected"),
        (403, Cause::Forbidden, Acted::No, "403 access refused"),
        (400, Cause::VendorRefused, Acted::No, "400 refused"),
        (405, Cause::VendorRefused, Acted::No, "405 refused"),
        (422, Cause::VendorRefused, Acted::No, "422 refused"),
        (407, Cause::CompanyProxy, Acted::No, "407 a company proxy wants a login"),
        (408, Cause::VendorRefused, Acted::Maybe, "408 refused"),
        (429, Cause::VendorUnwell, Acted::Maybe, "429 too many requests"),
        (500, Cause::VendorUnwell, Acted::Maybe, "500 the vendor is unwell"),
        (503, Cause::VendorUnwell, Acted::Maybe, "503 the vendor is unwell"),
        (599, Cause::VendorUnwell, Acted::Maybe, "599 the vendor is unwell"),
        (302, Cause::NotTheVendor, Acted::Maybe, "302 not the vendor's answer"),
        (999, Cause::NotTheVendor, Acted::Maybe, "999 not the vendor's answer"),
    ];
    let bodies =
        ["", "{}", "<html>401 Unauthorized</html>", r#"{"customerMessage":"All is well","status":"200"}"#];
    for (status, cause, acted, words) in rows {
        for call in every_call() {
            for body in bodies {
                let (answer, said) = read(&call, vendor(status, body));
                let fault = fault_in(&answer).unwrap();
                let acted = match call {
                    // Whatever the vendor says to it, only probes tell what it did.
                    Call::Deactivate { .. } => Acted::Maybe,
                    // A page is not the API's word.
                    Call::Provision { .. } if body.starts_with("<html>") => Acted::Maybe,
                    Call::Provision { .. } => acted,
                    _ => Acted::No,
                };
                // SuperAPI does not document whether a dead product key gets 401 or 403.
                let (cause, words) = match call {
                    Call::Product(_) if status == 403 => (Cause::KeyRejected, "403 rejected"),
                    _ => (cause, words),
                };
                assert_eq!(
                    (fault.cause, fault.status, fault.acted),
                    (cause, Some(status), acted),
                    "{status}"
                );
                assert_eq!(said, words);
            }
        }
    }
}

#[test]
fn a_403_is_a_verdict_only_on_a_product_key_that_asks_for_its_product() {
    for call in every_call() {
        let (answer, _) = read(&call, vendor(403, ""));
        let rejects = fault_in(&answer).unwrap().rejects_key();
        assert_eq!(rejects, matches!(call, Call::Product(_)), "{rejects}");
    }
    let partner =
        Call::Product(std::sync::Arc::new(keyturn_domain::secret::Secret::new("superapipartner_fake")));
    let (answer, _) = read(&partner, vendor(403, ""));
    assert!(!fault_in(&answer).unwrap().rejects_key(), "a partner key that asks for a product is not dead");
}

#[test]
fn trap_17_a_page_or_a_company_proxy_is_not_the_vendor() {
    for body in ["<!doctype html><title>Sign in</title>", "Welcome", "  <html>"] {
        for call in
            every_call().iter().filter(|call| !matches!(call, keyturn_domain::call::Call::Deactivate { .. }))
        {
            let headers = [("x-keyturn-answer", "vendor"), ("content-type", "text/html")];
            let fault = fault(call, Ok(reply(200, &headers, body)));
            assert_eq!(fault.cause, Cause::NotTheVendor, "{body}");
            assert_eq!(fault.acted, if changes(call) { Acted::Maybe } else { Acted::No });
        }
    }
    assert_eq!(fault(&latest(), vendor(200, "<html>")).cause, Cause::NotTheVendor);
    assert_eq!(fault(&latest(), vendor(407, "<html>")).cause, Cause::CompanyProxy);
    assert_eq!(fault(&latest(), vendor(502, "<html>")).cause, Cause::VendorUnwell);
}

#[test]
fn trap_36_a_redirect_is_nobodys_answer() {
    for status in [300, 301, 302, 303, 307, 308] {
        let moved = fault(&provision(), vendor(status, ""));
        assert_eq!((moved.cause, moved.acted), (Cause::NotTheVendor, Acted::Maybe));
    }
}

#[test]
fn trap_30_a_404_needs_no_json() {
    let headers = [("x-keyturn-answer", "vendor"), ("content-type", "application/html")];
    let gone = fault(&product(), Ok(reply(404, &headers, "")));
    assert_eq!((gone.cause, gone.words, gone.trace), (Cause::VendorRefused, None, None));
}

#[test]
fn words_are_found_in_every_known_shape() {
    let rows = [
        (
            r#"{"status":"401","customerMessage":"Not you.","traceCode":"T-1","errors":null,"links":[]}"#,
            Some("Not you."),
            Some("T-1"),
        ),
        (r#"{"status":401,"message":"Not you.","developerMessage":"dev"}"#, Some("Not you."), None),
        (r#"{"customerMessage":"","developerMessage":"dev"}"#, Some("dev"), None),
        (
            r#"{"customerMessage":"Wrong","errors":[{"fieldName":"a","fieldValue":"secret","messages":["b","c"]}]}"#,
            Some("Wrong; a; b; c"),
            None,
        ),
        (r#"{"errors":{"detail":"Not Found"}}"#, Some("Not Found"), None),
        (r#"{"errors":{"name":["is short","is odd"]}}"#, Some("name; is short; is odd"), None),
        (r#"{"errors":["one",{"detail":"two"}]}"#, Some("one; two"), None),
        (r#"{"errors":"one"}"#, Some("one"), None),
        (r#"{"error":{"message":"one"}}"#, Some("one"), None),
        (r#""plain""#, Some("plain"), None),
        ("{}", None, None),
        ("", None, None),
        ("null", None, None),
        (r#"{"customerMessage":"cut o"#, None, None),
        ("Bad\u{7} Request\r\nhere", Some("Bad Request here"), None),
        (
            "<html><head><TITLE>Service\nunavailable</TITLE><script>x</script>",
            Some("Service unavailable"),
            None,
        ),
        ("<html>no title", None, None),
        ("a\u{0}b", None, None),
    ];
    for (body, words, trace) in rows {
        let fault = fault(&latest(), vendor(401, body));
        assert_eq!((fault.words.as_deref(), fault.trace.as_deref()), (words, trace), "{body}");
    }
    let long = fault(&latest(), vendor(400, "word ".repeat(500)));
    assert_eq!(long.words.unwrap().chars().count(), 301);
}

#[test]
fn both_forms_of_retry_after_and_no_other() {
    let waits = |text: &str| {
        let headers = [("x-keyturn-answer", "vendor"), ("retry-after", text)];
        fault(&latest(), Ok(reply(429, &headers, ""))).retry_after
    };
    assert_eq!(waits("120"), Some(RetryAfter::Seconds(120)));
    assert_eq!(waits(" 0 "), Some(RetryAfter::Seconds(0)));
    let at = moment::read("2030-01-01T17:48:40Z").unwrap();
    assert_eq!(waits("Tue, 01 Jan 2030 17:48:40 GMT"), Some(RetryAfter::At(at)));
    for text in ["", "soon", "-1", "1.5", "99999999999999999999"] {
        assert_eq!(waits(text), None, "{text}");
    }
    assert_eq!(fault(&latest(), vendor(503, "")).retry_after, None);
}

#[test]
fn the_servers_date_is_read() {
    let dated = |text| server_date(&reply(200, &[("date", text)], ""));
    assert_eq!(dated("Tue, 01 Jan 2030 17:48:40 GMT"), moment::read("2030-01-01T17:48:40Z"));
    assert_eq!(dated("yesterday"), None);
    assert_eq!(server_date(&reply(200, &[], "")), None);
}

#[test]
fn another_2xx_is_no_success_and_may_have_acted() {
    let fault = fault(&deactivate(Deactivation::ByProduct), vendor(206, ""));
    assert_eq!((fault.cause, fault.acted), (Cause::Unusable, Acted::Maybe));
}
