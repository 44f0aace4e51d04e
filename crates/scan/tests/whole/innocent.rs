//! Ordinary text in which nothing is to be found.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use proptest::prelude::*;

use crate::feed::{Cut, redact, scan};

const LOGS: &str = r#"2026-03-01T10:15:30.123Z INFO [http-nio-8080-exec-7] c.e.payments.Gateway - GET /api/v1/transactions/991 200 31ms
203.0.113.9 - - [01/Mar/2026:10:15:30 +1000] "POST /rest/v1/api-keys/latest HTTP/1.1" 401 0 "-" "curl/8.5.0"
Mar  1 10:15:30 web01 sshd[913]: Accepted publickey for deploy from 203.0.113.9 port 51122 ssh2: ED25519 SHA256:bm90IGEga2V5IGF0IGFsbCBqdXN0IGEgaGFzaA
WWW-Authenticate: Basic realm="Basic authentication is required"
proxy-authorization: Basic *** (basic authentication)
Access-Control-Allow-Headers: authorization, x-api-key, content-type, x-request-id-and-some-more
x-api-key: [redacted]  X-API-KEY=******** "x-api-key": "" x-api-key: ${API_KEY} x-api-key: <your key here>
CURLOPT_TIMEOUT_SEC=30 RETRY_INTERVAL_SEC_MAX=120 LOCK_WAIT_SEC... waited
-----BEGIN PUBLIC KEY----- SSL_CTX_PUB_KEY EVP_PUB_KEY_NID_SECP256K1 SECURITY_LEVEL=2
GRANT SELECT ON superapi_production.superapi_notifications TO superapi_reader; -- superapiproduct_id superapipartner_name
https://api.superapi.com.au/api/v1/partner/product/2e6b4c5a-3336-4ce9-89d1-5137fda6379b/product-api-key
request_id=6f1c2b1e-9a40-4a8c-8a31-9d8d1f7ad9c0 trace=00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
Set-Cookie: SESSION=ZmFrZXNlc3Npb25pZGVudGlmaWVyMDEyMzQ1Njc4OQ==; Path=/; Secure
eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U
!function(e,t){"object"==typeof exports&&"undefined"!=typeof module?t(exports):"function"==typeof define}(this,function(_SEC,_PUB){var BasicShape=1;return _SEC?_PUB:BasicShape});
const MILLIS_PER_SEC=1e3,SEC_PER_MIN=60,PUB_SUB_URL="https://pub.example.com",FIFTEEN_SEC="15000";class VisualBasicCompilerOptionsFactory{}
"#;

#[test]
fn ordinary_logs_and_scripts_stay_clean() {
    let found = scan(LOGS.as_bytes(), &[], &Cut::whole());
    assert_eq!(found.findings, []);
    assert_eq!(redact(LOGS.as_bytes(), &[100]).0, LOGS.as_bytes());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn encoded_pictures_stay_clean(bytes in prop::collection::vec(any::<u8>(), 0..30_000)) {
        let text = format!("<img src=\"data:image/png;base64,{}\"> {}", STANDARD.encode(&bytes), URL_SAFE.encode(&bytes));
        prop_assert_eq!(scan(text.as_bytes(), &[], &Cut::whole()).findings, []);
    }

    #[test]
    fn ids_and_hashes_stay_clean(ids in prop::collection::vec(any::<[u8; 16]>(), 0..300)) {
        let text: String = ids.iter().map(|id| {
            let hex: String = id.iter().map(|byte| format!("{byte:02x}")).collect();
            format!("{}-{}-{} {} {}\n", &hex[..8], &hex[8..12], &hex[12..], hex.to_uppercase(), STANDARD.encode(id))
        }).collect();
        prop_assert_eq!(scan(text.as_bytes(), &[], &Cut::whole()).findings, []);
    }

    #[test]
    fn identifiers_stay_clean(words in prop::collection::vec("[A-Z]{2,12}_(SEC|PUB)(_[A-Z]{2,9}){0,3}", 0..50)) {
        prop_assert_eq!(scan(words.join(" = 5;\n").as_bytes(), &[], &Cut::whole()).findings, []);
    }
}
