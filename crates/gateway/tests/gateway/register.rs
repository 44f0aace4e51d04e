//! The register that support staff look keys up in.

use std::fs;

use chrono::DateTime;
use keyturn_domain::lookup::Register;
use keyturn_gateway::{Config, start};
use keyturn_wire::register::write;
use tempfile::TempDir;

use crate::client::{Answer, ask};
use crate::rig::config_for;

async fn asked(register: Option<&str>) -> (Answer, Answer) {
    let folder = TempDir::new().unwrap();
    let mut config: Config = config_for("http://127.0.0.1:1");
    if let Some(text) = register {
        let file = folder.path().join("register.json");
        fs::write(&file, text).unwrap();
        config.register = Some(file);
    }
    let gateway = start(config).await.unwrap();
    let ask = async |path| ask(gateway.address(), "GET", path, &[]).await;
    (ask("/register.json").await, ask("/config.json").await)
}

#[tokio::test]
async fn a_register_is_given_out_uncached_and_the_page_is_told_of_it() {
    let (text, _) = write(&Register { written: DateTime::UNIX_EPOCH, keys: Vec::new() });
    let (register, config) = asked(Some(&text)).await;
    assert_eq!((register.status, register.text()), (200, text.as_str()));
    assert_eq!(register.header("cache-control"), Some("no-store"));
    assert_eq!(register.header("content-type"), Some("application/json"));
    assert_eq!(register.header("cross-origin-resource-policy"), Some("same-origin"));
    assert!(config.text().contains("\"register\":true"));
}

#[tokio::test]
async fn without_one_there_is_none() {
    let (register, config) = asked(None).await;
    assert_eq!(register.status, 404);
    assert!(config.text().contains("\"register\":false"));
}

#[tokio::test]
async fn a_file_that_is_no_register_is_not_given_out() {
    let (text, _) = write(&Register { written: DateTime::UNIX_EPOCH, keys: Vec::new() });
    let edited = text.replace("1970", "1971");
    for wrong in ["PASSWORD=hunter2", "{}", &edited] {
        let (register, _) = asked(Some(wrong)).await;
        assert_eq!(register.status, 503);
        assert!(!register.text().contains(wrong), "{wrong}");
    }
}
