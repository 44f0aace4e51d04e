//! Every mistake in `keyturn.toml` is named with its line, its field and the fix.

use std::fs;
use std::path::Path;

use keyturn_domain::product::DeactivateForm;
use keyturn_domain::vendor::{Environment, Vendor};
use keyturn_gateway::{Config, ConfigError};
use tempfile::TempDir;

fn load(text: &str) -> Result<Config, ConfigError> {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("keyturn.toml");
    fs::write(&file, text).unwrap();
    Config::load(file)
}

const GOOD: &str = r#"listen = "127.0.0.1:8080"
[[connection]]
id = "superapi"
vendor = "superapi"
environment = "live"
label = "SuperAPI"
base_url = "https://api.superapi.com.au"
"#;

#[test]
fn the_example_names_all_hosts_and_the_standard_limits() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../keyturn.example.toml");
    let config = Config::load(&example).unwrap();
    let told: Vec<_> = config
        .connections
        .iter()
        .map(|one| (one.vendor, one.environment, one.base_url.as_ref().unwrap().as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (Vendor::QuickStream, Environment::Test, "https://api.quickstream.support.qvalent.com/rest/v1"),
            (Vendor::QuickStream, Environment::Live, "https://api.quickstream.westpac.com.au/rest/v1"),
            (Vendor::SuperApi, Environment::Live, "https://api.superapi.com.au/"),
        ]
    );
    let standard = keyturn_gateway::Limits::default();
    assert_eq!(format!("{:?}", config.limits), format!("{standard:?}"));
    assert!(!config.sandbox);
    let uncommented = fs::read_to_string(&example)
        .unwrap()
        .lines()
        .map(|line| line.strip_prefix("# ").filter(|rest| is_setting(rest)).unwrap_or(line))
        .collect::<Vec<_>>()
        .join("\n");
    assert_eq!(load(&uncommented).unwrap().connections.len(), 8, "the commented lines are right too");
}

fn is_setting(line: &str) -> bool {
    line.starts_with("[[") || line.split_once(" = ").is_some_and(|(name, _)| !name.contains(' '))
}

#[test]
fn what_is_left_out_has_a_safe_value() {
    let config = load(GOOD).unwrap();
    let connection = &config.connections[0];
    assert_eq!((connection.deactivate, connection.request_log), (DeactivateForm::ByProduct, false));
    assert!(config.page.ends_with("dist") && config.page.is_absolute());
    assert_eq!(load(GOOD.split_once('\n').unwrap().1).unwrap().listen, Config::DEFAULT_LISTEN);
}

#[test]
fn mistakes_are_named_with_line_field_and_fix() {
    let table = [
        // (what stands in the good text, what is put there, line, words of the message)
        ("listen = \"127", "lisen = \"127", 1, &["unknown field `lisen`", "keyturn.example.toml"][..]),
        ("127.0.0.1:8080", "localhost", 1, &["listen", "\"127.0.0.1:8080\""]),
        ("127.0.0.1:8080", "0.0.0.0:8080", 0, &["hosts", "keys.example.com"]),
        ("[[connection]]", "hosts = [\"https://a.example\"]\n[[connection]]", 2, &["hosts", "no scheme"]),
        (
            "[[connection]]",
            "outbound_proxy = \"http://me:FAKE@proxy:1\"\n[[connection]]",
            2,
            &["outbound_proxy", "without user name"],
        ),
        ("[[connection]]", "[limits]\nburst = 0\n[[connection]]", 3, &["limits.burst", "between 1 and"]),
        (
            "[[connection]]",
            "[limits]\nexchange_seconds = 301\n[[connection]]",
            3,
            &["limits.exchange_seconds", "between 1 and 300"],
        ),
        (
            "[[connection]]",
            "[limits]\nparked_seconds = 0\n[[connection]]",
            3,
            &["limits.parked_seconds", "between 1 and 3600", "900"],
        ),
        (
            "[[connection]]",
            "[limits]\nparked_replies = 10001\n[[connection]]",
            3,
            &["limits.parked_replies", "between 1 and 10000", "256"],
        ),
        (
            "[[connection]]",
            "[limits]\nconnections = 15\n[[connection]]",
            3,
            &["limits.connections:", "between 16 and 100000", "1024"],
        ),
        (
            "[[connection]]",
            "[limits]\nconnections_per_peer = 7\n[[connection]]",
            3,
            &["limits.connections_per_peer", "between 8 and", "64"],
        ),
        (
            "[[connection]]",
            "[limits]\nconnections = 40\n[[connection]]",
            3,
            &["limits.connections_per_peer: 64", "more than the 40", "raise limits.connections."],
        ),
        (
            "[[connection]]",
            "[limits]\nrequest_ids_per_connection = 20\nrequest_ids_per_peer = 21\n[[connection]]",
            4,
            &["limits.request_ids_per_peer: 21", "20 at most", "limits.request_ids_per_connection"],
        ),
        (
            "[[connection]]",
            "[limits]\nrequest_id_hours = 0\n[[connection]]",
            3,
            &["limits.request_id_hours", "between 1 and 720", "24"],
        ),
        (
            "[[connection]]",
            "[limits]\nrequest_ids_per_peer = 0\n[[connection]]",
            3,
            &["limits.request_ids_per_peer", "between 1 and 1000000", "10000"],
        ),
        ("[[connection]]", "[limits]\nretries = 3\n[[connection]]", 3, &["unknown field `retries`"]),
        ("[[connection]]", "[connection]", 0, &["invalid type"]),
        ("id = \"superapi\"", "id = \"Super API\"", 3, &["id", "small letters"]),
        ("id = \"superapi\"", "id = \"\"", 3, &["id", "small letters"]),
        ("id = \"superapi\"\n", "", 2, &["missing field `id`"]),
        (
            "vendor = \"superapi\"",
            "vendor = \"stripe\"",
            4,
            &["vendor", "\"quickstream\", \"payway\", \"paymentsplus\" or \"superapi\""],
        ),
        ("vendor = \"superapi\"", "vendor = 1", 4, &["invalid type"]),
        ("\"live\"", "\"prod\"", 5, &["environment", "\"test\" or \"live\""]),
        ("\"live\"", "\"sandbox\"", 5, &["environment", "without --config"]),
        ("label = \"SuperAPI\"", "label = \" \"", 6, &["label", "1 to 80 characters"]),
        ("https://api", "http://api", 7, &["base_url", "in clear"]),
        ("https://api", "ftp://api", 7, &["base_url", "https://"]),
        ("https://api.superapi.com.au", "api.superapi.com.au", 7, &["base_url", "not a URL"]),
        ("https://api", "https://me@api", 7, &["base_url", "no user name"]),
        ("https://api", "https://@api", 7, &["base_url", "no user name"]),
        ("com.au", "com.au/?a=b", 7, &["base_url", "no ? or #"]),
        ("com.au", "com.au/#a", 7, &["base_url", "no ? or #"]),
        ("com.au", "com.au/a/../b", 7, &["base_url", "dotted"]),
        ("com.au", "com.au/a%2fb", 7, &["base_url", "letters, digits"]),
        ("https://api.superapi.com.au", r"https:\\\\api.superapi.com.au\\a\\..\\b", 7, &["would be read as"]),
        ("https://api.superapi.com.au", "https:/api.superapi.com.au/a/../b", 7, &["would be read as"]),
        ("https://api.superapi.com.au", "https:api.superapi.com.au/a%2fb", 7, &["would be read as"]),
        ("api.superapi", "api.supera\\tpi", 7, &["would be read as"]),
        ("api.superapi", "аpi.superapi", 7, &["would be read as https://xn--"]),
        ("au\"\n", "au\"\nrequest_log = \"a\\\"superapi_FAKE\\\"b\"\n", 8, &["invalid type"]),
        ("[[connection]]", "[limits]\nburst = \"superapi_FAKE\"\n[[connection]]", 3, &["invalid type"]),
        ("com.au\"\n", "com.au\"\ndeactivate = \"all\"\n", 8, &["deactivate", "\"product\" or \"key-id\""]),
        ("com.au\"\n", "com.au\"\ndeactivate_by = \"x\"\n", 8, &["unknown field `deactivate_by`"]),
        (
            "vendor = \"superapi\"",
            "request_log = true\nvendor = \"quickstream\"",
            4,
            &["request_log", "Take the line out"],
        ),
        (
            "vendor = \"superapi\"",
            "deactivate = \"key-id\"\nvendor = \"quickstream\"",
            4,
            &["deactivate", "Take the line out"],
        ),
        ("api.superapi.com.au", ".", 7, &["base_url", "empty part", "https://api.superapi.com.au"]),
        ("api.superapi.com.au", "a..b", 7, &["base_url", "\"a..b\" has an empty part"]),
        ("api.superapi.com.au", ".a.b", 7, &["base_url", "empty part"]),
        ("api.superapi.com.au", "a.b.", 7, &["base_url", "empty part"]),
        ("api.superapi.com.au", "-a.b", 7, &["base_url", "no host name"]),
        ("api.superapi.com.au", "a.b:0", 7, &["base_url", "port 0"]),
        ("api.superapi.com.au", "a.b:99999", 7, &["base_url", "not a URL"]),
        ("api.superapi.com.au", "a.\\u202Eb", 7, &["base_url"]),
        ("api.superapi.com.au", "a.\\u00ADb", 7, &["base_url"]),
        ("\"SuperAPI\"", "\"Super\\u202EIPA\"", 6, &["label", "turns text around"]),
        ("\"SuperAPI\"", "\"Super\\u200EAPI\"", 6, &["label", "hides"]),
        ("\"SuperAPI\"", "\"Super\\u2066API\"", 6, &["label", "hides"]),
        ("\"SuperAPI\"", "\"Super\\u0007API\"", 6, &["label", "hides"]),
        ("\"SuperAPI\"", "\"\\u200B\"", 6, &["label", "1 to 80 characters"]),
        ("[[connection]]", "hosts = [\"a..b\"]\n[[connection]]", 2, &["hosts", "a host name only"]),
        ("[[connection]]", "hosts = [\".\"]\n[[connection]]", 2, &["hosts", "a host name only"]),
        ("[[connection]]", "hosts = [\"a.b:0\"]\n[[connection]]", 2, &["hosts", "a host name only"]),
        ("[[connection]]", "hosts = [\"a.b:\"]\n[[connection]]", 2, &["hosts", "a host name only"]),
        ("[[connection]]", "hosts = [\"[::1\"]\n[[connection]]", 2, &["hosts", "a host name only"]),
        (
            "[[connection]]",
            "outbound_proxy = \"http://p.example:1?a\"\n[[connection]]",
            2,
            &["outbound_proxy", "no ?"],
        ),
        (
            "[[connection]]",
            "outbound_proxy = \"http://p.example:1#a\"\n[[connection]]",
            2,
            &["outbound_proxy", "no #"],
        ),
        (
            "[[connection]]",
            "outbound_proxy = \"http://p.example:1/a\"\n[[connection]]",
            2,
            &["outbound_proxy", "no path"],
        ),
        (
            "[[connection]]",
            "outbound_proxy = \"http://@p.example:1\"\n[[connection]]",
            2,
            &["outbound_proxy", "without user name"],
        ),
        (
            "[[connection]]",
            "outbound_proxy = \"http://a..b:1\"\n[[connection]]",
            2,
            &["outbound_proxy", "empty part"],
        ),
        (
            "[[connection]]",
            "outbound_proxy = \"http:p.example:1\"\n[[connection]]",
            2,
            &["outbound_proxy", "would be read as"],
        ),
        (
            "[[connection]]",
            "outbound_proxy = \"socks5://p.example:1\"\n[[connection]]",
            2,
            &["outbound_proxy", "http://"],
        ),
        ("127.0.0.1:8080", "[::]:8080", 0, &["hosts", "keys.example.com"]),
        (
            "vendor = \"superapi\"",
            "root = \"bare\"\nvendor = \"superapi\"",
            4,
            &["root", "Take the line out"],
        ),
        (
            "vendor = \"superapi\"",
            "root = \"both\"\nvendor = \"quickstream\"",
            4,
            &["root", "\"slash\" or \"bare\""],
        ),
        ("listen = ", "listen = = ", 1, &["keyturn.example.toml"]),
    ];
    for (good, bad, line, words) in table {
        assert!(GOOD.contains(good), "{good}");
        let message = load(&GOOD.replacen(good, bad, 1)).expect_err(bad).to_string();
        assert!(message.contains("keyturn.toml"), "{message}");
        let place = format!("line {line}:");
        assert!(line == 0 || message.contains(&place), "{bad}: {message}");
        for word in words {
            assert!(message.contains(word), "{bad}: {message}");
        }
        assert!(!message.contains("FAKE"), "{message}");
    }
}

#[test]
fn a_second_connection_of_the_same_id_is_refused() {
    let twice = GOOD.to_owned() + GOOD.split_once('\n').unwrap().1;
    let message = load(&twice).unwrap_err().to_string();
    assert!(message.contains("line 9: id: \"superapi\" stands twice"), "{message}");
}

#[test]
fn no_connection_and_no_file_are_named() {
    let message = load("listen = \"127.0.0.1:0\"").unwrap_err().to_string();
    assert!(message.contains("[[connection]]"), "{message}");
    let message = Config::load("no/such/keyturn.toml").unwrap_err().to_string();
    assert!(message.contains("no/such/keyturn.toml") && message.contains("cannot be read"), "{message}");
}

#[test]
fn hosts_are_names_and_addresses_with_a_port_or_without() {
    let hosts = "hosts = [\"keys.example.com\", \"Keys.example.com:8443\", \"[2001:db8::1]\", \"[::1]:80\", \"10.0.0.1\"]";
    let config = load(&GOOD.replacen("[[connection]]", &format!("{hosts}\n[[connection]]"), 1)).unwrap();
    let read = ["keys.example.com", "keys.example.com:8443", "[2001:db8::1]", "[::1]:80", "10.0.0.1"];
    assert_eq!(config.hosts, read);
}
