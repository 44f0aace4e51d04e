//! Detection rules for other tools, from the same definition that the matcher reads.
//!
//! A regular expression cannot decode: the rules find Basic credentials and other base64 by what every encoding of a key has
//! in common. What they find, the matcher finds too (`tests/rules.rs` holds both to the same vectors).

use std::fmt::Write as _;

use crate::definition::{
    HEADER, JOINT, LONGEST_FACILITY, LONGEST_HEAD, LONGEST_TAIL, MARKS, MASKS, PREFIXES, SHORTEST_OTHER,
    SHORTEST_RANDOM, STEM,
};
use crate::finding::Kind;
use crate::shape::base64::core;

/// One rule.
pub struct Rule {
    /// Its name, as other tools show it.
    pub id: String,
    /// What a find means.
    pub description: String,
    /// What may stand before the part that cannot be mistaken, as a regular expression.
    pub lead: String,
    /// Whether that is needed to know which key it is.
    pub lead_names: bool,
    /// The expression from there on.
    pub rest: String,
    /// A text has to contain one of these (in any case) for the expression to be worth trying.
    pub keywords: Vec<String>,
    /// Whether a find is a credential; otherwise it is a label that may be logged.
    pub secret: bool,
}

impl Rule {
    /// The whole expression, in the syntax that RE2, Go, Rust, PCRE and JavaScript share.
    pub fn regex(&self) -> String {
        format!("{}{}", self.lead, self.rest)
    }
}

/// A text, and the rules that find something in it.
pub struct Vector {
    /// The text. Every key in it is made up.
    pub text: String,
    /// What the matcher finds in it.
    pub kinds: Vec<Kind>,
    /// The names of the rules.
    pub rules: Vec<&'static str>,
}

/// The joint as it stands in text, in URLs, in JSON, in Markdown, in mail and in web pages.
fn joint() -> String {
    format!(r"(?:{}|%5[Ff]|\\u005[Ff]|\\_|=5F|&#95;|&lowbar;)", char::from(JOINT))
}

fn facility() -> String {
    format!("[A-Za-z0-9]{{1,{LONGEST_FACILITY}}}")
}

fn quickstream(mark: &str) -> String {
    let joint = joint();
    format!("{joint}{mark}{joint}[A-Za-z0-9]{{{SHORTEST_RANDOM},}}")
}

fn base64(texts: &[Vec<u8>]) -> String {
    let cores = texts.iter().flat_map(|text| (0..3).map(|phase| core(text, phase).0));
    let cores: Vec<String> = cores.map(|core| String::from_utf8_lossy(&core).into_owned()).collect();
    // So many characters hold the shortest key behind what was found.
    format!("(?:{})[A-Za-z0-9+/_-]{{{},}}", cores.join("|"), SHORTEST_RANDOM * 4 / 3 - 1)
}

/// All rules.
pub fn rules() -> Vec<Rule> {
    let mut rules = Vec::new();
    for mark in &MARKS {
        let (word, secret) = if mark.whole.is_leak() { ("secret", true) } else { ("publishable", false) };
        rules.push(Rule {
            id: format!("quickstream-{word}-key"),
            description: format!("A whole Westpac QuickStream {word} key."),
            lead: facility(),
            lead_names: true,
            rest: quickstream(mark.text),
            keywords: vec![format!("{}{}", char::from(JOINT), mark.text).to_lowercase()],
            secret,
        });
        rules.push(Rule {
            id: format!("quickstream-{word}-key-name"),
            description: format!("The name of a Westpac QuickStream {word} key. It may be logged."),
            lead: facility(),
            lead_names: true,
            rest: name(mark.text),
            keywords: vec![format!("{}{}", char::from(JOINT), mark.text).to_lowercase()],
            secret: false,
        });
    }
    for prefix in &PREFIXES {
        let more = if prefix.jointed { "[A-Za-z0-9_-]" } else { "[A-Za-z0-9]" };
        let id = if prefix.text.is_empty() { "unmarked" } else { prefix.text };
        rules.push(Rule {
            id: format!("superapi-{id}-key"),
            description: format!("A whole SuperAPI {id} key."),
            lead: String::new(),
            lead_names: false,
            rest: format!("{STEM}{}{}[A-Za-z0-9]{more}{{{},}}", prefix.text, joint(), prefix.shortest - 1),
            keywords: vec![format!("{STEM}{}", prefix.text)],
            secret: true,
        });
    }
    let jointed: Vec<Vec<u8>> = MARKS
        .iter()
        .filter(|mark| mark.whole.is_leak())
        .map(|mark| [&[JOINT], mark.text.as_bytes(), &[JOINT]].concat())
        .collect();
    for (id, what, texts) in [
        ("quickstream-secret-key-base64", "Westpac QuickStream secret", jointed),
        ("superapi-key-base64", "SuperAPI", vec![STEM.into()]),
    ] {
        rules.push(Rule {
            id: id.into(),
            description: format!("A whole {what} key in base64, as in Basic credentials."),
            keywords: texts
                .iter()
                .flat_map(|text| (0..3).map(|phase| core(text, phase).0))
                .map(|core| String::from_utf8_lossy(&core).to_lowercase())
                .collect(),
            lead: "[A-Za-z0-9+/_-]*".into(),
            lead_names: false,
            rest: base64(&texts),
            secret: true,
        });
    }
    let either =
        |c: char| if c == '-' { "[-_]".to_owned() } else { format!("[{}{c}]", c.to_ascii_uppercase()) };
    let header: String = HEADER.chars().map(either).collect();
    rules.push(Rule {
        id: "x-api-key-header".into(),
        description: "The value of an x-api-key header, as SuperAPI takes its keys.".into(),
        lead: "(?:^|[^A-Za-z0-9])".into(),
        lead_names: false,
        rest: format!(
            r#"[Xx][-_]{header}\\*["']?[ \t]{{0,8}}[:=]>?[ \t]{{0,8}}\[?\\*["']?[A-Za-z0-9_.~+/=-]{{{SHORTEST_OTHER},}}"#
        ),
        keywords: vec![HEADER.into(), HEADER.replace('-', "_")],
        secret: true,
    });
    rules
}

fn name(mark: &str) -> String {
    let escape = |sign: char| if sign.is_ascii() { format!("\\{sign}") } else { sign.to_string() };
    let signs = MASKS.map(|(sign, least)| format!("{}{{{least},64}}", escape(sign)));
    let joint = joint();
    // Behind a joint the beginning of the key may be left.
    format!(
        "{joint}{mark}(?:{joint}[A-Za-z0-9]{{0,{LONGEST_HEAD}}})?(?:{})[A-Za-z0-9]{{1,{LONGEST_TAIL}}}",
        signs.join("|")
    )
}

/// One expression for everything that [`rules`] find, which says which key it is.
pub fn combined() -> String {
    let told = |rule: &Rule| if rule.lead_names { rule.regex() } else { rule.rest.clone() };
    rules().iter().map(told).collect::<Vec<_>>().join("|")
}

const HEADING: &str = "Made from the matcher's own definition by `cargo run -p keyturn-scan --example rules`: not to be edited.";

/// The credentials' rules as gitleaks reads them.
fn gitleaks() -> String {
    let mut text = format!("# {HEADING}\n\ntitle = \"QuickStream and SuperAPI keys\"\n");
    for rule in rules().iter().filter(|rule| rule.secret) {
        let Rule { id, description, keywords, .. } = rule;
        let regex = rule.regex();
        let keywords: Vec<String> = keywords.iter().map(|word| format!("\"{word}\"")).collect();
        let _ = write!(
            text,
            "\n[[rules]]\nid = \"{id}\"\ndescription = \"{description}\"\nregex = '''{regex}'''\nkeywords = [{}]\n",
            keywords.join(", ")
        );
    }
    text
}

/// Every rule on a line: its name, a tab, its expression.
fn patterns() -> String {
    let mut text = format!("# {HEADING}\n");
    for rule in rules() {
        let _ = writeln!(text, "{}\t{}", rule.id, rule.regex());
    }
    text
}

/// What the rules and the matcher are both held to.
pub fn vectors() -> Vec<Vector> {
    const RANDOM: &str = "fake0fake1fake2fake3fake4fake5fake6fake7fake8fake9fake0zz";
    let vector = |text: String, kinds: &[Kind], rules: &[&'static str]| Vector {
        text,
        kinds: kinds.to_vec(),
        rules: rules.to_vec(),
    };
    let (secret, name) = ("quickstream-secret-key", "quickstream-secret-key-name");
    let encoded = "RkFLRV9TRUNfZmFrZTBmYWtlMWZha2UyZmFrZTNmYWtlNDo=";
    vec![
        vector(format!("key=FAKE_SEC_{RANDOM}"), &[Kind::WestpacSecret], &[secret]),
        vector(format!("?k=%22FAKE%5FSEC%5f{RANDOM}%22"), &[Kind::WestpacSecret], &[secret]),
        vector(format!(r#"{{\"k\":\"FAKE\u005fSEC_{RANDOM}\"}}"#), &[Kind::WestpacSecret], &[secret]),
        vector(format!("FAKE_PUB_{RANDOM}"), &[Kind::WestpacPublishable], &["quickstream-publishable-key"]),
        vector("signed in as FAKE_SEC...abcdefg".into(), &[Kind::SecretName], &[name]),
        vector(
            "FAKE_PUB...xyz failed".into(),
            &[Kind::PublishableName],
            &["quickstream-publishable-key-name"],
        ),
        vector("FAKE_SEC_…wxyz".into(), &[Kind::SecretName], &[name]),
        vector("FAKE_SEC_fake****xyz".into(), &[Kind::SecretName], &[name]),
        vector("used FAKE\\_SEC...abcdefg".into(), &[Kind::SecretName], &[name]),
        vector(format!("FAKE&#95;SEC&lowbar;{RANDOM}"), &[Kind::WestpacSecret], &[secret]),
        // The rules cannot tell a part of a key from a whole one.
        vector("FAKE_SEC_fake0fake1fake2fake3...".into(), &[Kind::PartOfKey], &[secret]),
        vector(
            "superapipartner_FAKEfake0123456789".into(),
            &[Kind::SuperApiPartner],
            &["superapi-partner-key"],
        ),
        vector(
            "\"superapiproduct_FAKEfake0123456789\"".into(),
            &[Kind::SuperApiProduct],
            &["superapi-product-key"],
        ),
        vector("superapi_FAKEfake0123456789".into(), &[Kind::SuperApiUnmarked], &["superapi-unmarked-key"]),
        vector(
            format!("Authorization: Basic {encoded}"),
            &[Kind::WestpacSecret],
            &["quickstream-secret-key-base64"],
        ),
        vector(
            "c3VwZXJhcGlwcm9kdWN0X0ZBS0VmYWtlMDEyMzQ1Njc4OQ==".into(),
            &[Kind::SuperApiProduct],
            &["superapi-key-base64"],
        ),
        vector("X-Api-Key: fake-key-0123456789".into(), &[Kind::OtherApiKey], &["x-api-key-header"]),
        vector(
            r#"{\"x-api-key\": \"fake-key-0123456789\"}"#.into(),
            &[Kind::OtherApiKey],
            &["x-api-key-header"],
        ),
        vector(
            "x-api-key: superapiproduct_FAKEfake0123456789".into(),
            &[Kind::SuperApiProduct],
            &["superapi-product-key", "x-api-key-header"],
        ),
        vector("MAX_TIMEOUT_SEC=30 INTERVAL_SEC_DEFAULT=5".into(), &[], &[]),
        vector("see superapi_transactions and superapiproduct_id".into(), &[], &[]),
        vector("Access-Control-Allow-Headers: authorization, x-api-key, content-type".into(), &[], &[]),
        vector("Basic authentication is required: EVP_PKEY_PUB_KEY".into(), &[], &[]),
        vector("x-api-key: ****************".into(), &[], &[]),
    ]
}

/// The vectors as JSON: for each text the rules that find something in it.
fn vectors_as_json() -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    let line = |Vector { text, rules, .. }: &Vector| {
        let rules: Vec<String> = rules.iter().map(|rule| quoted(rule)).collect();
        format!("  {{ \"text\": {}, \"rules\": [{}] }}", quoted(text), rules.join(", "))
    };
    format!("[\n{}\n]\n", vectors().iter().map(line).collect::<Vec<_>>().join(",\n"))
}

/// The files that are made of the rules, by name.
pub fn files() -> [(&'static str, String); 3] {
    [("gitleaks.toml", gitleaks()), ("patterns.tsv", patterns()), ("vectors.json", vectors_as_json())]
}
