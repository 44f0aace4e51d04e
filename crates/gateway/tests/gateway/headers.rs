//! What goes to the vendor, and what comes back from it, header by header.

use crate::client::ask;
use crate::rig::{BASIC, LATEST, PARTNER_KEY, Rig, SAME_ORIGIN, once, provision};

const NOISE: [&str; 9] = [
    "cookie: session=FAKE",
    "authorization: Bearer FAKE",
    "x-forwarded-for: 10.0.0.1",
    "x-http-method-override: DELETE",
    "accept-encoding: gzip, br",
    "accept: text/html",
    "referer: http://localhost/",
    "te: trailers",
    "user-agent: Browser/1",
];

fn lines_of(head: &str) -> Vec<String> {
    let mut lines: Vec<_> = head.trim_end().split("\r\n").map(str::to_owned).collect();
    lines[1..].sort_unstable();
    lines
}

#[tokio::test]
async fn a_question_carries_its_key_and_nothing_of_the_browser() {
    let rig = Rig::start().await;
    let mut lines = vec![SAME_ORIGIN, BASIC, PARTNER_KEY];
    lines.extend(NOISE);
    assert_eq!(ask(rig.address(), "GET", LATEST, &lines).await.status, 200);
    assert_eq!(
        lines_of(&rig.vendor.received()[0]),
        [
            "GET /rest/v1/api-keys/latest HTTP/1.1",
            "accept: application/json",
            "authorization: Basic RkFLRV9TRUNfRkFLRTo=",
            &format!("host: {}", rig.vendor.address),
            concat!("user-agent: Keyturn/", env!("CARGO_PKG_VERSION")),
        ]
    );
}

#[tokio::test]
async fn a_change_carries_the_documented_headers_and_no_body() {
    let rig = Rig::start().await;
    for (number, method) in [(1, "POST"), (2, "DELETE")] {
        let path = provision();
        let once = once(number);
        let mut bytes = crate::client::request(
            rig.address(),
            method,
            &path,
            &[&[SAME_ORIGIN, PARTNER_KEY, &once, "content-length: 9"][..], &NOISE[..]].concat(),
        );
        bytes.extend_from_slice(b"{\"a\": 12}");
        assert_eq!(crate::client::raw(rig.address(), &bytes).await.unwrap().status, 200);
        let received = rig.vendor.received();
        assert_eq!(
            lines_of(received.last().unwrap()),
            [
                &format!("{method} {} HTTP/1.1", path.trim_start_matches("/vendor/sa")),
                "accept: application/json",
                "content-length: 0",
                "content-type: application/json",
                &format!("host: {}", rig.vendor.address),
                concat!("user-agent: Keyturn/", env!("CARGO_PKG_VERSION")),
                "x-api-key: superapipartner_FAKE",
            ]
        );
    }
}

#[tokio::test]
async fn only_two_headers_of_the_vendor_come_back() {
    let rig = Rig::start().await;
    rig.vendor.next_reply(
        "401 Unauthorized\r\ncontent-type: application/json\r\nretry-after: 7\r\n\
         date: Sun, 22 Nov 2026 01:02:03 GMT\r\nwww-authenticate: Basic realm=\"x\"\r\nset-cookie: a=b\r\n\
         access-control-allow-origin: *\r\nlocation: https://evil.example\r\ncache-control: public\r\n\
         server: nginx\r\nrefresh: 0\r\nclear-site-data: \"storage\"\r\nlink: </x>; rel=preload",
        "{}",
    );
    let answer = rig.get(LATEST).await;
    assert_eq!(answer.status, 401);
    assert_eq!(
        answer.header_names(),
        [
            "cache-control",
            "connection",
            "content-length",
            "content-security-policy",
            "content-type",
            "date",
            "retry-after",
            "x-content-type-options",
            "x-keyturn-answer"
        ]
    );
    // The panel takes this date for the present, so it is the gateway's own and never a vendor's.
    assert_ne!(answer.header("date"), Some("Sun, 22 Nov 2026 01:02:03 GMT"));
    assert_eq!(answer.header("retry-after"), Some("7"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert_eq!(answer.header("x-keyturn-answer"), Some("vendor"));
}

#[tokio::test]
async fn a_browser_without_fetch_metadata_proves_itself_by_origin() {
    let rig = Rig::with(|config| config.hosts = vec!["keys.example.com".to_owned()]).await;
    let own = format!("origin: http://{}", rig.address());
    assert_eq!(ask(rig.address(), "GET", LATEST, &[&own, BASIC]).await.status, 200);
    let by_name = "GET /vendor/qs/ HTTP/1.1\r\nhost: keys.example.com\r\norigin: http://keys.example.com\r\n";
    let by_name = format!("{by_name}{BASIC}\r\nconnection: close\r\n\r\n");
    assert_eq!(crate::client::raw(rig.address(), by_name.as_bytes()).await.unwrap().status, 200);
}
