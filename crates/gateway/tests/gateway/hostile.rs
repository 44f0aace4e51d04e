//! Requests that must never reach a vendor.

use crate::client::ask;
use crate::rig::{BASIC, IS_PARTNER, KEY_ID, PARTNER_KEY, PRODUCT, Rig, SAME_ORIGIN, once, provision};

struct Hostile {
    method: &'static str,
    path: String,
    lines: Vec<String>,
    status: u16,
    code: &'static str,
}

fn with_key(method: &'static str, path: impl Into<String>, status: u16, code: &'static str) -> Hostile {
    let lines = vec![SAME_ORIGIN.to_owned(), PARTNER_KEY.to_owned(), BASIC.to_owned(), once(7)];
    Hostile { method, path: path.into(), lines, status, code }
}

fn with_lines(
    method: &'static str,
    path: impl Into<String>,
    lines: &[&str],
    status: u16,
    code: &'static str,
) -> Hostile {
    Hostile {
        lines: lines.iter().map(|line| (*line).to_owned()).collect(),
        ..with_key(method, path, status, code)
    }
}

fn paths() -> Vec<Hostile> {
    let product = format!("/vendor/sa/api/v1/partner/product/{PRODUCT}");
    let unlisted = [
        "DELETE {product}",
        "DELETE {product}/",
        "DELETE {product}/.",
        "DELETE {product}/product-api-key/",
        "DELETE {product}/product-api-key/..",
        "DELETE {product}/product-api-key/../",
        "DELETE {product}/product-api-key/%2e%2e",
        "DELETE {product}/product-api-key%2f..",
        "DELETE {product}/product-api-key%00",
        "DELETE {product}/product-api-key;x=1",
        "DELETE {product}/product-api-key%3fx",
        "DELETE {product}/product-api-key/all",
        "DELETE {product}//product-api-key",
        "DELETE {product}/%70roduct-api-key",
        "DELETE {product}/PRODUCT-API-KEY",
        "DELETE {product}\\product-api-key",
        "POST /vendor/sa/api/v1/partner/product//product-api-key",
        "POST /vendor/sa/api/v1/partner/product/1/product-api-key",
        "POST /vendor/sa/api/v1/partner/product/..%2f..%2fproduct/product-api-key",
        "POST /vendor/sa/api/v1/partner/product/{bffc9067-28ee-4381-a0f2-92fae25d9f83}/product-api-key",
        "POST /vendor/sa/api/v1/partner/product/bffc906728ee4381a0f292fae25d9f83/product-api-key",
        "GET /vendor/sa/api/v1/partner/",
        "GET /vendor/sa/api/v1//partner",
        "GET /vendor/sa//api/v1/partner",
        "GET /vendor/sa/api/v1/./partner",
        "GET /vendor/sa/api/v1/product/../partner",
        "GET /vendor/sa/api/v1/%70artner",
        "GET /vendor/sa/api/v1/partner%20",
        "GET /vendor/sa/api/v1/partner%0d%0ax:y",
        "GET /vendor/sa/api/v2/partner",
        "GET /vendor/sa/",
        "GET /vendor/sa/@evil.example/",
        "GET /vendor/sa/http://evil.example/",
        "GET /vendor/qs//",
        "GET /vendor/qs/api-keys",
        "GET /vendor/qs/api-keys/latest/",
        "GET /vendor/qs/api-keys/latest/1",
        "GET /vendor/qs/../api-keys/latest",
        "GET /vendor/qs/transactions",
        "GET /vendor/qs",
        "GET /vendor/",
        "GET /vendor",
    ];
    let mut table: Vec<_> = unlisted
        .into_iter()
        .map(|line| {
            let (method, path) = line.split_once(' ').unwrap();
            with_key(method, path.replace("{product}", &product), 404, "no_route")
        })
        .collect();
    for path in [
        "/vendor/nobody/api/v1/partner",
        "/vendor/../sa/api/v1/partner",
        "/vendor//sa/api/v1/partner",
        "/vendor/SA/api/v1/partner",
        "/vendor/s%61/api/v1/partner",
        "/vendor/sa%2f/api/v1/partner",
    ] {
        table.push(with_key("GET", path, 404, "unknown_connection"));
    }
    table
}

fn methods_and_settings() -> Vec<Hostile> {
    let by_id = format!("{}/{KEY_ID}", provision());
    let other_form = provision().replace("/sa/", "/sa-id/");
    let mut table: Vec<_> = ["PUT", "PATCH", "DELETE", "POST", "HEAD", "OPTIONS", "TRACE", "get", "GET2"]
        .into_iter()
        .map(|method| with_key(method, IS_PARTNER, 405, "method"))
        .collect();
    table.extend([
        with_key("PUT", provision(), 405, "method"),
        with_key("POST", "/vendor/sa/api/v1/partner/product", 405, "method"),
        with_key("GET", provision(), 405, "method"),
        with_key("POST", by_id.clone(), 405, "method"),
        with_key("DELETE", by_id, 404, "no_route"),
        with_key("DELETE", other_form, 404, "no_route"),
        with_key("GET", "/vendor/sa/api/v1/api-requests", 404, "no_route"),
        with_key("GET", format!("{IS_PARTNER}?"), 400, "query"),
        with_key("GET", format!("{IS_PARTNER}?limit=1"), 400, "query"),
        with_key("GET", format!("{IS_PARTNER}?/../product"), 400, "query"),
    ]);
    table
}

fn headers() -> Vec<Hostile> {
    let refused = |lines: &[&str], code| {
        let status = if code == "cross_site" { 403 } else { 400 };
        with_lines("GET", IS_PARTNER, lines, status, code)
    };
    let unnumbered = |line: &str| {
        with_lines("POST", provision(), &[SAME_ORIGIN, PARTNER_KEY, line], 400, "bad_request_id")
    };
    let long_key = format!("x-api-key: {}", "k".repeat(3000));
    vec![
        refused(&[PARTNER_KEY], "cross_site"),
        refused(&[PARTNER_KEY, "sec-fetch-site: cross-site"], "cross_site"),
        refused(&[PARTNER_KEY, "sec-fetch-site: same-site"], "cross_site"),
        refused(&[PARTNER_KEY, "sec-fetch-site: none"], "cross_site"),
        refused(&[PARTNER_KEY, "sec-fetch-site:"], "cross_site"),
        refused(&[PARTNER_KEY, SAME_ORIGIN, "sec-fetch-site: cross-site"], "cross_site"),
        refused(&[PARTNER_KEY, "origin: http://evil.example"], "cross_site"),
        refused(&[PARTNER_KEY, "origin: null"], "cross_site"),
        refused(&[PARTNER_KEY, "origin: http://127.0.0.1"], "cross_site"),
        refused(&[SAME_ORIGIN], "missing_credential"),
        refused(&[SAME_ORIGIN, "x-api-key:"], "missing_credential"),
        refused(&[SAME_ORIGIN, "x-api-key: two words"], "missing_credential"),
        refused(&[SAME_ORIGIN, "x-api-key: k\u{e9}y"], "missing_credential"),
        refused(&[SAME_ORIGIN, PARTNER_KEY, "x-api-key: second"], "missing_credential"),
        refused(&[SAME_ORIGIN, &long_key], "missing_credential"),
        refused(&[SAME_ORIGIN, BASIC], "missing_credential"),
        with_lines("GET", "/vendor/qs/", &[SAME_ORIGIN, PARTNER_KEY], 400, "missing_credential"),
        with_lines(
            "GET",
            "/vendor/qs/",
            &[SAME_ORIGIN, "authorization: Basic RkFLRTo="],
            400,
            "missing_credential",
        ),
        with_lines(
            "GET",
            "/vendor/qs/",
            &[SAME_ORIGIN, "x-vendor-authorization: Bearer FAKE"],
            400,
            "missing_credential",
        ),
        with_lines(
            "GET",
            "/vendor/qs/",
            &[SAME_ORIGIN, "x_vendor_authorization: Basic RkFLRTo="],
            400,
            "missing_credential",
        ),
        unnumbered("x-other: 1"),
        unnumbered("x-request-id:"),
        unnumbered("x-request-id: 1"),
        unnumbered("x-request-id: bffc906728ee4381a0f292fae25d9f83"),
        unnumbered(
            "x-request-id: bffc9067-28ee-4381-a0f2-92fae25d9f83\r\nx-request-id: bffc9067-28ee-4381-a0f2-92fae25d9f84",
        ),
        with_lines(
            "POST",
            provision(),
            &[SAME_ORIGIN, PARTNER_KEY, &once(8), "content-length: 5000"],
            413,
            "body_too_large",
        ),
    ]
}

#[tokio::test]
async fn nothing_unlisted_reaches_a_vendor() {
    let rig = Rig::start().await;
    let table: Vec<_> = [paths(), methods_and_settings(), headers()].into_iter().flatten().collect();
    assert!(table.len() >= 60, "{} rows", table.len());
    let mut wrong = Vec::new();
    for row in &table {
        let lines: Vec<_> = row.lines.iter().map(String::as_str).collect();
        let answer = ask(rig.address(), row.method, &row.path, &lines).await;
        let code = if row.method == "HEAD" { row.code.to_owned() } else { answer.gateway_error().0 };
        if (answer.status, code.as_str()) != (row.status, row.code) {
            wrong.push(format!("{} {} {lines:?}: {} {code}", row.method, row.path, answer.status));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert_eq!(rig.vendor.received(), Vec::<String>::new());
    assert_eq!(rig.get(IS_PARTNER).await.status, 200, "what is listed passes");
    assert_eq!(rig.vendor.received().len(), 1);
}
