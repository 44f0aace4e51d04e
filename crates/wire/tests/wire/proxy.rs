//! The proxy's own answers, and those of whatever stands between it and the page.

use keyturn_domain::fault::{Acted, Cause, ProxyRefusal};
use keyturn_wire::response::{is_parked, read};

use crate::support::{changes, every_call, fault, fault_in, latest, provision, reply};

fn gateway(status: u16, code: &str, sent: &str) -> keyturn_wire::http::Reply {
    let body = format!(
        r#"{{"error":{{"origin":"gateway","code":"{code}","message":"What happened.","sent":"{sent}"}}}}"#
    );
    reply(status, &[("x-keyturn-answer", "gateway"), ("content-type", "application/json")], body)
}

#[test]
fn every_code_of_the_proxy_has_its_cause() {
    use ProxyRefusal as Why;
    let rows = [
        ("no_route", Cause::ProxyRefused(Why::NotAllowed)),
        ("method", Cause::ProxyRefused(Why::NotAllowed)),
        ("query", Cause::ProxyRefused(Why::NotAllowed)),
        ("missing_credential", Cause::ProxyRefused(Why::NotAllowed)),
        ("bad_request", Cause::ProxyRefused(Why::NotAllowed)),
        ("bad_request_id", Cause::ProxyRefused(Why::NotAllowed)),
        ("bad_reply_key", Cause::ProxyRefused(Why::NotAllowed)),
        ("unknown_connection", Cause::ProxyRefused(Why::NotAllowed)),
        ("body_too_large", Cause::ProxyRefused(Why::NotAllowed)),
        ("cross_site", Cause::ProxyRefused(Why::CrossSite)),
        ("host", Cause::ProxyRefused(Why::CrossSite)),
        ("connect_failed", Cause::ProxyRefused(Why::ConnectFailed)),
        ("tls_failed", Cause::ProxyRefused(Why::TlsFailed)),
        ("timeout", Cause::ProxyRefused(Why::TimedOut)),
        ("reply_lost", Cause::ProxyRefused(Why::ReplyLost)),
        ("redirect", Cause::ProxyRefused(Why::Redirected)),
        ("reply_too_large", Cause::ProxyRefused(Why::TooLarge)),
        ("busy", Cause::ProxyRefused(Why::Busy)),
        ("too_many_changes", Cause::ProxyRefused(Why::TooManyChanges)),
        ("company_proxy", Cause::CompanyProxy),
        ("unreadable_reply", Cause::NotTheVendor),
        ("something_new", Cause::ProxyRefused(Why::Other)),
    ];
    for (code, cause) in rows {
        for (sent, acted) in [("no", Acted::No), ("maybe", Acted::Maybe), ("", Acted::Maybe)] {
            for call in every_call() {
                let fault = fault(&call, Ok(gateway(502, code, sent)));
                let acted = if changes(&call) { acted } else { Acted::No };
                assert_eq!((fault.cause, fault.acted), (cause, acted), "{code} {sent}");
                assert_eq!(fault.words.as_deref(), Some("What happened."));
            }
        }
    }
}

#[test]
fn trap_22_and_23_neither_a_refused_repeat_nor_a_reply_no_longer_kept_says_that_nothing_happened() {
    for (status, code, refusal) in
        [(409, "used_request_id", ProxyRefusal::Repeated), (404, "not_parked", ProxyRefusal::NotParked)]
    {
        for sent in ["no", "maybe"] {
            let repeat = fault(&provision(), Ok(gateway(status, code, sent)));
            assert_eq!(repeat.cause, Cause::ProxyRefused(refusal));
            assert_eq!(repeat.acted, Acted::Maybe);
        }
    }
}

#[test]
fn a_parked_answer_is_told_by_its_mark_and_proves_nothing_while_sealed() {
    let parked = |status| reply(status, &[("x-keyturn-answer", "parked")], r#"{"format":"keyturn-parked"}"#);
    assert!(is_parked(&parked(200)));
    assert!(!is_parked(&parked(404)));
    for other in ["vendor", "gateway", "Parked", ""] {
        assert!(!is_parked(&reply(200, &[("x-keyturn-answer", other)], "{}")), "{other}");
    }
    assert!(!is_parked(&reply(200, &[], "{}")));
    let unopened = fault(&provision(), Ok(parked(200)));
    assert_eq!((unopened.cause, unopened.acted), (Cause::NotTheVendor, Acted::Maybe));
}

#[test]
fn trap_18_the_proxys_own_401_is_no_verdict_on_a_key() {
    for status in [200, 401, 403, 500] {
        for body in ["", "{}", "<html>", r#"{"data":{"api_key":"superapiproduct_forged"}}"#] {
            let (answer, _) = read(&provision(), Ok(reply(status, &[("x-keyturn-answer", "gateway")], body)));
            let fault = fault_in(&answer).unwrap();
            assert_eq!(fault.cause, Cause::ProxyRefused(ProxyRefusal::Other));
            assert_eq!(fault.acted, Acted::Maybe);
        }
    }
}

#[test]
fn an_unmarked_answer_is_neither_the_vendors_nor_the_proxys() {
    let forged = r#"{"key":"F_SEC_forged"}"#;
    for call in every_call() {
        for status in [200, 201, 204, 302, 401, 403, 404, 500, 0] {
            for headers in [&[][..], &[("x-keyturn-answer", "nobody")], &[("x-keyturn-answer", "")]] {
                let fault = fault(&call, Ok(reply(status, headers, forged)));
                let acted = if changes(&call) { Acted::Maybe } else { Acted::No };
                assert_eq!((fault.cause, fault.acted), (Cause::NotTheVendor, acted));
                assert_eq!(fault.status, (status != 0).then_some(status));
            }
        }
        assert_eq!(fault(&call, Ok(reply(407, &[], ""))).cause, Cause::CompanyProxy);
    }
    let login = fault(&latest(), Ok(reply(200, &[], "<title>Sign in to Example</title>")));
    assert_eq!(login.words.as_deref(), Some("Sign in to Example"));
}
