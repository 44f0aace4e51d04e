//! The page's files, their headers, and what is no file of the page.

use std::fs;

use keyturn_gateway::{Server, start};
use tempfile::TempDir;

use crate::client::{Answer, ask};
use crate::rig::config_for;

const WASM: &str = "keyturn-0123456789abcdef_bg.wasm";
const SCRIPT: &str = "keyturn-0123456789abcdef.js";

struct Site {
    gateway: Server,
    _folder: TempDir,
}

impl Site {
    async fn start(public_https: bool) -> Self {
        let folder = TempDir::new().unwrap();
        for (name, text) in [
            ("index.html", "<!doctype html>plain"),
            ("index.html.br", "index in brotli"),
            ("index.html.gz", "index in gzip"),
            ("boot.js", "boot"),
            (SCRIPT, "script"),
            (WASM, "wasm"),
            (&format!("{WASM}.br"), "wasm in brotli"),
            (&format!("{WASM}.gz"), "wasm in gzip"),
            (".secret", "hidden"),
        ] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let mut config = config_for("http://127.0.0.1:1");
        config.page = folder.path().to_owned();
        config.public_https = public_https;
        Self { gateway: start(config).await.unwrap(), _folder: folder }
    }

    async fn get(&self, path: &str, lines: &[&str]) -> Answer {
        ask(self.gateway.address(), "GET", path, lines).await
    }
}

#[tokio::test]
async fn files_come_compressed_as_the_browser_takes_them() {
    let site = Site::start(false).await;
    for (accept, encoding, text) in [
        ("accept-encoding: gzip, deflate, br, zstd", Some("br"), "wasm in brotli"),
        ("accept-encoding: gzip", Some("gzip"), "wasm in gzip"),
        ("accept-encoding: identity", None, "wasm"),
    ] {
        let answer = site.get(&format!("/{WASM}"), &[accept]).await;
        assert_eq!((answer.status, answer.text()), (200, text));
        assert_eq!(answer.header("content-encoding"), encoding);
        assert_eq!(answer.header("content-type"), Some("application/wasm"));
        assert_eq!(answer.header("vary"), Some("accept-encoding"));
    }
}

#[tokio::test]
async fn hashed_files_stay_and_the_rest_is_checked_each_time() {
    let site = Site::start(false).await;
    for (path, kind, lifetime) in [
        (format!("/{WASM}"), "application/wasm", "public, max-age=31536000, immutable"),
        (format!("/{SCRIPT}"), "text/javascript", "public, max-age=31536000, immutable"),
        ("/boot.js".to_owned(), "text/javascript", "no-cache"),
        ("/".to_owned(), "text/html", "no-store"),
        ("/index.html".to_owned(), "text/html", "no-store"),
        ("/rotate/one/two".to_owned(), "text/html", "no-store"),
        ("/config.json".to_owned(), "application/json", "no-store"),
    ] {
        let answer = site.get(&path, &[]).await;
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("content-type"), Some(kind), "{path}");
        assert_eq!(answer.header("cache-control"), Some(lifetime), "{path}");
    }
}

#[tokio::test]
async fn the_panels_own_routes_get_the_index_and_nothing_else_does() {
    let site = Site::start(false).await;
    for path in ["/", "/keys", "/rotate/one/two", "/keys?q=1", "/index.html"] {
        let answer = site.get(path, &["accept-encoding: gzip"]).await;
        assert_eq!((answer.status, answer.text()), (200, "index in gzip"), "{path}");
    }
    for path in [
        "/missing.js",
        "/a/b.wasm",
        "/.secret",
        "/%2esecret",
        "/../boot.js",
        "//boot.js",
        "/boot%2ejs",
        "/vendor.js",
        "/sandbox/",
        "/sandbox/state",
        "/sandbox/order",
    ] {
        assert_eq!(site.get(path, &[]).await.status, 404, "{path}");
    }
    for path in ["/vendor", "/vendor/", "/vendor/x", "/vendor/index.html"] {
        assert_eq!(site.get(path, &[]).await.gateway_error().0, "cross_site", "{path}");
    }
    assert_eq!(ask(site.gateway.address(), "POST", "/", &["content-length: 0"]).await.status, 405);
    assert_eq!(ask(site.gateway.address(), "HEAD", "/", &[]).await.status, 200);
}

#[tokio::test]
async fn every_answer_confines_the_page() {
    let site = Site::start(false).await;
    for path in ["/", "/keys", "/boot.js", "/missing.js", "/config.json", &format!("/{WASM}")] {
        let answer = site.get(path, &[]).await;
        for (name, value) in [
            (
                "content-security-policy",
                "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
                 font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src blob:; base-uri 'none'; \
                 object-src 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; \
                 trusted-types default keyturn-worker",
            ),
            ("integrity-policy", "blocked-destinations=(script)"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-embedder-policy", "require-corp"),
            ("cross-origin-resource-policy", "same-origin"),
            ("origin-agent-cluster", "?1"),
            ("referrer-policy", "no-referrer"),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{path}");
        }
        assert!(answer.header("permissions-policy").unwrap().contains("clipboard-read=(self)"), "{path}");
        assert_eq!(answer.header("strict-transport-security"), None, "{path}");
    }
    let public = Site::start(true).await;
    assert_eq!(
        public.get("/", &[]).await.header("strict-transport-security"),
        Some("max-age=63072000; includeSubDomains")
    );
}

#[tokio::test]
async fn without_a_built_page_the_next_step_is_named() {
    let gateway = start(config_for("http://127.0.0.1:1")).await.unwrap();
    let answer = ask(gateway.address(), "GET", "/keys", &[]).await;
    assert_eq!(answer.status, 503);
    assert!(answer.text().contains("cargo xtask build"));
}

#[tokio::test]
async fn config_json_tells_the_connections_and_no_more() {
    let site = Site::start(false).await;
    let told = site.get("/config.json", &[]).await.json();
    assert_eq!(
        told["connections"][2],
        serde_json::json!({
            "id": "sa-id", "vendor": "superapi", "environment": "test", "label": "Stand-in sa-id",
            "path": "/vendor/sa-id", "deactivate": "key-id", "requestLog": true, "root": "slash"
        })
    );
    assert_eq!(told["parkedReplies"], true);
    assert_eq!(told["sandbox"], serde_json::Value::Null);
    assert_eq!(told["register"], false);
    assert_eq!(told.as_object().unwrap().len(), 4);
}

#[tokio::test]
async fn health_is_told_to_whoever_asks() {
    let site = Site::start(false).await;
    let bytes = b"GET /healthz HTTP/1.1\r\nhost: 10.1.2.3:9\r\nconnection: close\r\n\r\n";
    let answer = crate::client::raw(site.gateway.address(), bytes).await.unwrap();
    assert_eq!((answer.status, answer.text()), (200, "ok"));
}

#[tokio::test]
async fn a_page_for_development_is_confined_but_for_its_hashes() {
    let page = tempfile::tempdir().unwrap();
    std::fs::write(page.path().join("index.html"), "<script src=\"/boot.js\"></script>").unwrap();
    let mut config = config_for("http://127.0.0.1:1");
    config.page = page.path().to_path_buf();
    let gateway = start(config).await.unwrap();
    let answer = ask(gateway.address(), "GET", "/", &[]).await;
    assert_eq!(answer.header("integrity-policy"), None);
    assert_eq!(answer.header("cross-origin-embedder-policy"), Some("require-corp"));
    let policy = answer.header("content-security-policy").unwrap();
    assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval';"), "{policy}");
    assert!(policy.contains("worker-src 'self';"), "{policy}");
}
