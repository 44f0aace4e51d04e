//! Which files are the page's, and that no others get out.

use std::fs;
use std::path::Path;

use keyturn_gateway::{Server, start};
use tempfile::TempDir;

use crate::client::{Answer, ask, raw};
use crate::rig::config_for;

const HASHED: &str = "later-0123456789abcdef.js";

async fn serving(page: &Path) -> Server {
    let mut config = config_for("http://127.0.0.1:1");
    config.page = page.to_owned();
    start(config).await.unwrap()
}

async fn get(gateway: &Server, path: &str, lines: &[&str]) -> Answer {
    ask(gateway.address(), "GET", path, lines).await
}

fn page() -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in
        [("index.html", "index"), ("boot.js", "boot"), ("boot.js.br", "boot in brotli"), (HASHED, "later")]
    {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[cfg(unix)]
#[tokio::test]
async fn links_dot_files_and_what_is_not_the_pages_are_not_served_and_are_named() {
    use std::os::unix::fs::symlink;

    let outside = TempDir::new().unwrap();
    for name in ["secret.js", "secret.js.br", "secret.css"] {
        fs::write(outside.path().join(name), "SECRET").unwrap();
    }
    let folder = page();
    let at = |name: &str| folder.path().join(name);
    symlink(outside.path().join("secret.js"), at("linked.js")).unwrap();
    symlink(outside.path(), at("folder")).unwrap();
    symlink(outside.path().join("secret.js.br"), at(&format!("{HASHED}.br"))).unwrap();
    symlink("boot.js", at("inside.js")).unwrap();
    fs::create_dir(at("real")).unwrap();
    symlink(outside.path().join("secret.css"), at("real/style.css")).unwrap();
    fs::create_dir(at(".git")).unwrap();
    for name in [
        ".env",
        ".git/a.js",
        "keyturn.toml",
        "notes.txt",
        "notes.txt.br",
        "alone.js.gz",
        "other.html",
        "a b.js",
        "boot.js.map",
        "line\nend.js",
    ] {
        fs::write(at(name), "SECRET").unwrap();
    }
    fs::write(at("real/part.js"), "part").unwrap();
    let gateway = serving(folder.path()).await;
    for path in [
        "/linked.js",
        "/folder/secret.js",
        "/inside.js",
        "/real/style.css",
        "/.env",
        "/.git/a.js",
        "/keyturn.toml",
        "/notes.txt",
        "/notes.txt.br",
        "/alone.js",
        "/alone.js.gz",
        "/other.html",
        "/a%20b.js",
        "/boot.js.map",
        "/boot.js.br",
        "/index.html.br",
        "/real/",
        "/real/../linked.js",
        "/real/%2e%2e/linked.js",
        "/boot.js/",
    ] {
        let answer = get(&gateway, path, &["accept-encoding: br, gzip"]).await;
        assert!(!answer.text().contains("SECRET"), "{path}");
        assert!(answer.status == 404 || answer.text() == "index", "{path}: {}", answer.status);
    }
    assert_eq!(get(&gateway, &format!("/{HASHED}"), &["accept-encoding: br"]).await.text(), "later");
    assert_eq!(get(&gateway, "/real/part.js", &[]).await.text(), "part");
    let notices = gateway.notices().join("\n");
    assert!(notices.contains("not served") && notices.contains(".env"), "{notices}");
    assert!(!notices.contains("line\nend") && !notices.contains("SECRET"), "{notices}");
}

#[tokio::test]
async fn what_becomes_of_the_folder_later_changes_nothing() {
    let folder = page();
    let gateway = serving(folder.path()).await;
    fs::write(folder.path().join("added.js"), "added").unwrap();
    fs::write(folder.path().join("boot.js"), "changed").unwrap();
    assert_eq!(get(&gateway, "/added.js", &[]).await.status, 404);
    assert_eq!(get(&gateway, "/boot.js", &[]).await.text(), "boot");
    fs::remove_dir_all(folder.path()).unwrap();
    fs::create_dir(folder.path()).unwrap();
    fs::write(folder.path().join("index.html"), "another").unwrap();
    assert_eq!(get(&gateway, "/keys", &[]).await.text(), "index");
    assert_eq!(get(&gateway, &format!("/{HASHED}"), &[]).await.text(), "later");
}

#[tokio::test]
async fn a_new_build_is_served_once_the_gateway_is_told_and_no_page_never() {
    let folder = page();
    let gateway = serving(folder.path()).await;
    fs::write(folder.path().join("index.html"), "another index").unwrap();
    fs::write(folder.path().join("added.js"), "added").unwrap();
    fs::remove_file(folder.path().join(HASHED)).unwrap();
    fs::write(folder.path().join(".env"), "SECRET").unwrap();
    assert!(gateway.reload_page().unwrap().unwrap().contains(".env"));
    assert_eq!(get(&gateway, "/keys", &[]).await.text(), "another index");
    assert_eq!(get(&gateway, "/added.js", &[]).await.text(), "added");
    assert_eq!(get(&gateway, &format!("/{HASHED}"), &[]).await.status, 404);
    fs::remove_file(folder.path().join("index.html")).unwrap();
    let refused = gateway.reload_page().unwrap_err().to_string();
    assert!(refused.contains("no built panel") && refused.contains("still served"), "{refused}");
    assert_eq!(get(&gateway, "/keys", &[]).await.text(), "another index");
}

#[tokio::test]
async fn heads_ranges_and_what_the_browser_has_are_answered_from_the_same_list() {
    let folder = page();
    let gateway = serving(folder.path()).await;
    let whole = get(&gateway, "/boot.js", &["range: bytes=1-2"]).await;
    assert_eq!((whole.status, whole.text()), (200, "boot"), "a range may be answered with the whole");
    let tag = whole.header("etag").unwrap().to_owned();
    let brotli = get(&gateway, "/boot.js", &["accept-encoding: br"]).await;
    assert_ne!(brotli.header("etag"), Some(tag.as_str()), "each form has a tag of its own");
    for known in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}"), "*".to_owned()] {
        let answer = get(&gateway, "/boot.js", &[&format!("if-none-match: {known}")]).await;
        assert_eq!((answer.status, answer.text()), (304, ""), "{known}");
        assert_eq!(answer.header("cache-control"), Some("no-cache"));
    }
    assert_eq!(get(&gateway, "/boot.js", &["if-none-match: \"other\""]).await.status, 200);
    for path in ["/", "/keys/one"] {
        let index =
            get(&gateway, path, &["if-none-match: *", "if-modified-since: Fri, 01 Jan 2100 00:00:00 GMT"])
                .await;
        assert_eq!((index.status, index.text()), (200, "index"), "{path}");
        assert_eq!((index.header("etag"), index.header("last-modified")), (None, None));
        assert_eq!(index.header("cache-control"), Some("no-store"));
    }
    let head = b"HEAD /boot.js HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
    let head = raw(gateway.address(), head).await.unwrap();
    assert_eq!((head.status, head.header("content-length"), head.text()), (200, Some("4"), ""));
    assert_eq!(ask(gateway.address(), "HEAD", "/added.js", &[]).await.status, 404);
}

#[tokio::test]
async fn a_folder_that_is_no_page_is_not_read() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("secret.js"), "SECRET").unwrap();
    let gateway = serving(folder.path()).await;
    assert_eq!(get(&gateway, "/secret.js", &[]).await.status, 404);
    assert_eq!(get(&gateway, "/", &[]).await.status, 503);
    let notices = gateway.notices().join("\n");
    assert!(notices.contains("no built panel") && notices.contains("cargo xtask build"), "{notices}");
}

#[tokio::test]
async fn a_folder_that_is_too_large_for_a_page_is_refused_at_start() {
    let folder = page();
    for number in 0..2_000 {
        fs::write(folder.path().join(format!("{number}.js")), "").unwrap();
    }
    let mut config = config_for("http://127.0.0.1:1");
    config.page = folder.path().to_owned();
    let refused = start(config).await.err().unwrap().to_string();
    assert!(
        refused.contains("page:") && refused.contains("more files") && refused.contains("--page"),
        "{refused}"
    );
}
