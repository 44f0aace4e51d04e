//! What a renewal says when the vendor, or what lies between, misbehaves: the right kind, the right owner, one call.

use std::time::Duration;

use keyturn_acceptance::{Setup, Walk};
use keyturn_sandbox::{Fault, RouteName};

struct Expected {
    happened: &'static str,
    owner: &'static str,
    next: &'static str,
    /// Words of the other kinds that must not stand beside it.
    never: &'static [&'static str],
}

const NO_VERDICT: &[&str] = &["The vendor rejected the key"];

const UNWELL: Expected = Expected {
    happened: "The vendor answered that it cannot serve right now.",
    owner: "The vendor",
    next: "Keep the current key and try again later.",
    never: NO_VERDICT,
};

const NOT_THE_VENDOR: Expected = Expected {
    happened: "The reply did not come from the vendor's API: something in between answered.",
    owner: "The network between the Keyturn proxy and the vendor",
    next: "Look for a login page, a captive portal or a wrong base URL",
    never: NO_VERDICT,
};

const fn status(code: u16) -> Fault {
    Fault::Status { code, retry_after: None, retry_as_date: false, after_effect: false }
}

/// Renews a good key while `fault` waits for the question of the latest key.
async fn fails(walk: &Walk, fault: Fault, expected: &Expected) {
    let keys = walk.add_starters().await;
    let asked = walk.vendors.count("GET", "/latest").await;
    walk.vendors.arm(RouteName::Latest, fault).await;
    walk.begin_renewal(&keys.ninety_days).await;
    walk.page.until_step("Ask for latest", "failed").await;
    walk.blames("Ask for latest", expected.happened, expected.owner, expected.next).await;
    let text = walk.page.text().await;
    for words in expected.never {
        assert!(!text.contains(words), "“{words}” stands there too:\n{text}");
    }
    walk.reads("The current key stays in place.").await;
    assert_eq!(
        walk.vendors.count("GET", "/latest").await,
        asked + 1,
        "asked once, and never again by itself"
    );
    assert!(walk.vendors.is_alive(&keys.ninety_days).await);
    walk.look("failed").await;

    walk.page.press("Try this step again").await;
    walk.page.has("heading", "The same key came back").await;
    assert_eq!(walk.vendors.count("GET", "/latest").await, asked + 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn status_403_is_the_vendors_refusal() {
    const EXPECTED: Expected = Expected {
        happened: "The vendor refused access. That is no verdict on the key.",
        owner: "The facility's set-up at Westpac, or the network address of the Keyturn proxy",
        next: "Keep the key. Find out which of the causes it is before you ask again",
        never: &["cannot serve right now", "company proxy", "rejected the key"],
    };
    Setup::new("renew-403")
        .run(async |walk| {
            fails(walk, status(403), &EXPECTED).await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn status_407_is_a_company_proxys_and_says_nothing_of_the_key() {
    const EXPECTED: Expected = Expected {
        happened: "A company proxy on the way to the vendor asked for a login. The vendor was not reached.",
        owner: "The network between the Keyturn proxy and the vendor",
        next: "Ask whoever runs that network to let the Keyturn proxy through.",
        never: NO_VERDICT,
    };
    Setup::new("renew-407").run(async |walk| fails(walk, status(407), &EXPECTED).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn status_429_says_how_long_to_wait() {
    const EXPECTED: Expected = Expected {
        happened: "The vendor says that there were too many requests.",
        owner: "The vendor, because of how often it was asked",
        next: "It asks to be left alone for 30 seconds. Wait, then try once more.",
        never: NO_VERDICT,
    };
    let fault = Fault::Status { code: 429, retry_after: Some(30), retry_as_date: false, after_effect: false };
    Setup::new("renew-429").run(async |walk| fails(walk, fault, &EXPECTED).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn status_503_is_the_vendors_illness() {
    Setup::new("renew-503").run(async |walk| fails(walk, status(503), &UNWELL).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_in_place_of_data_is_somebody_in_between() {
    Setup::new("renew-html").run(async |walk| fails(walk, Fault::Html(200), &NOT_THE_VENDOR).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vendor_that_never_answers_is_given_up_by_the_proxy() {
    const EXPECTED: Expected = Expected {
        happened: "The vendor did not answer the proxy in time.",
        owner: "The vendor, or the way to it",
        next: "Try again later.",
        never: NO_VERDICT,
    };
    Setup::new("renew-hang")
        .tuned(|config| config.limits.exchange = Duration::from_secs(2))
        .run(async |walk| fails(walk, Fault::Hang, &EXPECTED).await)
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_key_names_every_possible_cause() {
    Setup::new("renew-expired")
        .run(async |walk| {
            walk.page.open("/").await;
            let key = walk.vendors.starters().await.ninety_days;
            walk.give_key(keyturn_acceptance::flows::connections::QUICKSTREAM, &key).await;
            walk.until_all_checked(1).await;
            walk.vendors.order(keyturn_sandbox::Command::ExpireKey { key: key.clone() }).await;
            let asked = walk.vendors.count_all().await;
            walk.begin_renewal(&key).await;
            // The vendor's 401 carries WWW-Authenticate; had it reached the browser, a login would stand in the way.
            walk.page.until_step("Preflight", "failed").await;
            walk.blames(
                "Preflight",
                "The vendor rejected the key.",
                "The key, or what it is allowed to do",
                "Do not try again with this key: repeated failures can get this address blocked.",
            )
            .await;
            for cause in ["has expired", "publishable", "revoked", "other environment", "not copied whole"] {
                walk.reads(cause).await;
            }
            assert_eq!(walk.vendors.count_all().await, asked + 1, "asked once");
            walk.look("failed").await;
            walk.page.follow("Connections").await;
            walk.page.has("heading", "Connections").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_publishable_key_cannot_be_renewed_and_says_why() {
    Setup::new("renew-publishable")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            let title = walk.title_of(&keys.publishable).await;
            walk.go_to_key(&title).await;
            assert_eq!(walk.page.count("link", "Renew this key").await, 0);
            walk.look("key").await;
            let asked = walk.vendors.count_all().await;
            let there: String = walk.page.ask("return location.pathname", &[]).await;
            walk.go_within(&format!("{there}/renew")).await;
            walk.page.says("It is a publishable key. QuickStream has no call that renews those").await;
            assert_eq!(walk.vendors.count_all().await, asked);
            walk.look("refused").await;
        })
        .await;
}
