//! Words for faults: what happened, whose fault it is, what it may be, what to do next.

use super::fault::{Acted, Cause, Fault, ProxyRefusal, RetryAfter};
use super::key::KeyKind;
use super::moment;

/// A fault in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What happened.
    pub happened: String,
    /// Whose fault it is.
    pub owner: &'static str,
    /// Each possible cause, where there is more than one.
    pub causes: Vec<String>,
    /// What to do next.
    pub next: String,
}

/// Explains a fault of a call that was made with a key of this kind.
pub fn explain(fault: &Fault, key: KeyKind) -> Explanation {
    let (happened, owner, next): (&str, &str, &str) = match fault.cause {
        Cause::ProxyUnreachable => (
            "The browser got no answer from the proxy. This says nothing about any key.",
            "Your connection, or the Keyturn proxy",
            "Check that the proxy is running and reachable from this computer, then try again.",
        ),
        Cause::ProxyRefused(refusal) => proxy(refusal),
        Cause::CompanyProxy => (
            "A company proxy on the way to the vendor asked for a login. The vendor was not reached.",
            "The network between the Keyturn proxy and the vendor",
            "Ask whoever runs that network to let the Keyturn proxy through. The key is not affected.",
        ),
        Cause::KeyRejected => {
            ("The vendor rejected the key.", "The key, or what it is allowed to do", rejected_next(key))
        }
        Cause::Forbidden => (
            "The vendor refused access. That is no verdict on the key.",
            forbidden_owner(key),
            forbidden_next(key),
        ),
        Cause::VendorUnwell if fault.status == Some(429) => (
            "The vendor says that there were too many requests.",
            "The vendor, because of how often it was asked",
            "Wait, then try once more. Repeated tries can get this address blocked. The key is not affected.",
        ),
        Cause::VendorUnwell => (
            "The vendor answered that it cannot serve right now.",
            "The vendor",
            "Keep the current key and try again later. The key is not affected.",
        ),
        Cause::VendorRefused => (
            refused(fault.status),
            "The request, or the vendor",
            "Check the product and the connection's settings, then contact the vendor with the details below.",
        ),
        Cause::NotTheVendor => (
            "The reply did not come from the vendor's API: something in between answered.",
            "The network between the Keyturn proxy and the vendor",
            "Look for a login page, a captive portal or a wrong base URL in the proxy's configuration. The key is not affected.",
        ),
        Cause::Unusable => (
            "The vendor's reply lacks what this step needs.",
            "The vendor",
            "Keep the current key. Try once more later, and contact the vendor if it stays like this.",
        ),
    };
    // "Try again" would be wrong advice for a call that may have had its effect, and so would a ban beside a button
    // that sends it once more.
    let next = match fault.acted {
        Acted::Maybe => "Ask the vendor what became of it. It is not sent again by itself.",
        Acted::No => next,
    };
    Explanation {
        happened: happened.into(),
        owner,
        causes: causes(fault, key),
        next: match wait(fault.retry_after) {
            Some(wait) => format!("{wait} {next}"),
            None => next.into(),
        },
    }
}

fn proxy(refusal: ProxyRefusal) -> (&'static str, &'static str, &'static str) {
    const OURS: &str = "The Keyturn proxy";
    const VENDOR_LINK: &str = "The connection between the Keyturn proxy and the vendor";
    match refusal {
        ProxyRefusal::NotAllowed => (
            "The proxy does not allow this request.",
            OURS,
            "The panel and the proxy may be of different versions, or the connection is not configured. Reload the page, then ask whoever runs the proxy.",
        ),
        ProxyRefusal::CrossSite => (
            "The proxy refused because the request did not come from its own page.",
            OURS,
            "Open the panel at the proxy's own address. If another proxy stands in front, it must keep the browser's Sec-Fetch-Site or Origin header.",
        ),
        ProxyRefusal::Repeated => (
            "The proxy has already passed this very call on, and refused to pass it on twice. The first one's answer did not reach this page.",
            "The connection between this browser and the proxy",
            "Probe the keys to see what happened.",
        ),
        ProxyRefusal::NotParked => (
            "The proxy does not hold the reply of this call, or no longer: it keeps one for a few minutes only, and forgets them all when it restarts.",
            "The connection between this browser and the proxy",
            "Probe the keys to see what happened.",
        ),
        ProxyRefusal::ConnectFailed => (
            "The proxy could not reach the vendor's host.",
            VENDOR_LINK,
            "Check the proxy's network and the connection's base URL. The vendor was not reached; the key is not affected.",
        ),
        ProxyRefusal::TlsFailed => (
            "The proxy did not accept the vendor's certificate.",
            VENDOR_LINK,
            "Somebody may be reading along, or a company certificate is missing in the proxy's configuration. No key was sent.",
        ),
        ProxyRefusal::TimedOut => (
            "The vendor did not answer the proxy in time.",
            "The vendor, or the way to it",
            "Try again later.",
        ),
        ProxyRefusal::ReplyLost => {
            ("The connection broke before the vendor's reply was whole.", VENDOR_LINK, "Try again later.")
        }
        ProxyRefusal::Redirected => (
            "The vendor's host answered with a redirect, which the proxy never follows with a key.",
            "The connection's base URL, or something in between",
            "Check the base URL in the proxy's configuration.",
        ),
        ProxyRefusal::TooLarge => (
            "The reply was larger than any vendor's reply, so the proxy did not pass it on.",
            "The vendor, or something in between",
            "Check the base URL in the proxy's configuration, then contact the vendor.",
        ),
        ProxyRefusal::Busy => {
            ("The proxy has too much to do at once.", OURS, "Wait a few seconds, then try again.")
        }
        ProxyRefusal::TooManyChanges => (
            "The proxy has passed on as many changes as it may for now.",
            OURS,
            "Nothing was sent. Try again later, or ask whoever runs the proxy.",
        ),
        ProxyRefusal::Other => (
            "The proxy refused for a reason that this page does not know.",
            OURS,
            "Reload the page, then ask whoever runs the proxy.",
        ),
    }
}

const fn refused(status: Option<u16>) -> &'static str {
    match status {
        Some(404 | 410) => "The vendor has nothing at this address. That is no verdict on the key.",
        Some(405) => "The vendor does not take this kind of request at this address.",
        _ => "The vendor refused the request. It did not reject the key.",
    }
}

const fn rejected_next(key: KeyKind) -> &'static str {
    match key {
        KeyKind::WestpacPublishable => "Use the facility's secret key here instead.",
        KeyKind::SuperApiPartner => {
            "Get a valid partner key from SuperAPI (support@superapi.com.au), then try again."
        }
        KeyKind::SuperApiProduct => {
            "Check which product this key belongs to. If it was deactivated, rotate the product to get a new one."
        }
        KeyKind::WestpacSecret => {
            "Do not try again with this key: repeated failures can get this address blocked. Get a valid secret key where the facility makes its keys: QuickStream Portal, PayWay or PaymentsPlus."
        }
        KeyKind::Unrecognised => {
            "Do not try again with this key: repeated failures can get this address blocked. Get a valid key: Westpac's from QuickStream Portal, PayWay or PaymentsPlus, SuperAPI's from SuperAPI."
        }
    }
}

fn causes(fault: &Fault, key: KeyKind) -> Vec<String> {
    let list = match fault.cause {
        Cause::KeyRejected => rejected(key),
        Cause::Forbidden => forbidden(key),
        Cause::VendorRefused => missing(fault.status, key),
        Cause::ProxyRefused(ProxyRefusal::Redirected) => elsewhere(key),
        Cause::NotTheVendor if matches!(fault.status, Some(300..400)) => elsewhere(key),
        _ => &[],
    };
    let maybe =
        (fault.acted == Acted::Maybe).then_some("The vendor may have acted on the request all the same.");
    list.iter().copied().chain(maybe).map(str::to_owned).collect()
}

const fn rejected(key: KeyKind) -> &'static [&'static str] {
    match key {
        KeyKind::WestpacPublishable => &["It is a publishable key, which cannot ask for the latest key."],
        KeyKind::WestpacSecret => &[
            "The secret key has expired.",
            "It is a publishable key, not a secret one.",
            "It was revoked where it was made.",
            "It belongs to the other environment: test keys work on test, live keys on live.",
            "It was not copied whole.",
        ],
        KeyKind::SuperApiPartner => {
            &["The partner key is unknown or was deactivated.", "It was not copied whole."]
        }
        KeyKind::SuperApiProduct => &[
            "The key was deactivated.",
            "It is a partner key where a product key is needed.",
            "It was not copied whole.",
        ],
        // Its text does not tell whose key it is, so the causes of every vendor's keys are named.
        KeyKind::Unrecognised => &[
            "It has expired, was revoked or was deactivated.",
            "It is of another kind than is needed here, such as a publishable key for a secret one or a partner key for a product key.",
            "It belongs to another vendor, or to the other environment: test keys work on test, live keys on live.",
            "It was not copied whole.",
        ],
    }
}

const NOT_SET_UP: &str = "The facility may not be set up for the API: ask Westpac's support to set it up.";
const BLOCKED: &str =
    "This proxy's address may not be allowed, or may be blocked: ask Westpac's support to allow it.";
const OTHER_KIND: &str =
    "It is a product key where a partner key is needed, or the other way round: use the other one.";
const OTHER_PARTNER: &str = "The product belongs to another partner: use that partner's key.";

/// Each with what to do about it.
const fn forbidden(key: KeyKind) -> &'static [&'static str] {
    match key {
        KeyKind::WestpacSecret | KeyKind::WestpacPublishable => &[NOT_SET_UP, BLOCKED],
        KeyKind::SuperApiPartner | KeyKind::SuperApiProduct => &[OTHER_KIND, OTHER_PARTNER],
        KeyKind::Unrecognised => &[NOT_SET_UP, BLOCKED, OTHER_KIND, OTHER_PARTNER],
    }
}

const fn forbidden_owner(key: KeyKind) -> &'static str {
    match key {
        KeyKind::WestpacSecret | KeyKind::WestpacPublishable => {
            "The facility's set-up at Westpac, or the network address of the Keyturn proxy"
        }
        KeyKind::SuperApiPartner | KeyKind::SuperApiProduct => "Which key was used for which product",
        KeyKind::Unrecognised => {
            "The set-up at the vendor, the network address of the Keyturn proxy, or the kind of key"
        }
    }
}

const fn forbidden_next(key: KeyKind) -> &'static str {
    match key {
        KeyKind::SuperApiPartner | KeyKind::SuperApiProduct => {
            "Keep the key. Find out which of the causes it is before you ask again."
        }
        KeyKind::WestpacSecret | KeyKind::WestpacPublishable | KeyKind::Unrecognised => {
            "Keep the key. Find out which of the causes it is before you ask again: repeated failures can get this address blocked."
        }
    }
}

const ROOT: &str = "The vendor may want GET / in the other form: `root = \"slash\"` or `root = \"bare\"` of this connection in the proxy's configuration.";

/// Of a redirect, which is never followed.
const fn elsewhere(key: KeyKind) -> &'static [&'static str] {
    match key {
        KeyKind::SuperApiPartner | KeyKind::SuperApiProduct => &[],
        _ => &[ROOT, "The connection's base URL in the proxy's configuration may be wrong."],
    }
}

const fn missing(status: Option<u16>, key: KeyKind) -> &'static [&'static str] {
    const BASE_URL: &str = "The connection's base URL in the proxy's configuration may be wrong.";
    match (status, key) {
        (Some(404 | 410), KeyKind::SuperApiProduct) => {
            &["The product no longer exists; the key itself may still be good.", BASE_URL]
        }
        (Some(404 | 410), KeyKind::SuperApiPartner) => &[
            "SuperAPI knows no product with this id.",
            "SuperAPI does not offer this form of the request.",
            "There was no such key to deactivate.",
            BASE_URL,
        ],
        (Some(405), KeyKind::SuperApiPartner) => {
            &["SuperAPI deactivates keys in the other form than the connection is set to.", BASE_URL]
        }
        (Some(404 | 410), KeyKind::WestpacSecret | KeyKind::WestpacPublishable | KeyKind::Unrecognised) => {
            &[ROOT, BASE_URL]
        }
        (Some(405), _) => &[BASE_URL],
        _ => &[],
    }
}

fn wait(retry_after: Option<RetryAfter>) -> Option<String> {
    Some(match retry_after? {
        RetryAfter::Seconds(seconds) => format!("It asks to be left alone for {seconds} seconds."),
        RetryAfter::At(at) => format!("It asks to be left alone until {}.", moment::iso(at)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(cause: Cause, status: u16) -> Fault {
        Fault { status: Some(status), ..Fault::new(cause, Acted::No) }
    }

    #[test]
    fn where_root_fails_the_setting_for_it_is_named() {
        for fault in [
            fault(Cause::VendorRefused, 404),
            fault(Cause::NotTheVendor, 301),
            fault(Cause::NotTheVendor, 302),
            fault(Cause::ProxyRefused(ProxyRefusal::Redirected), 502),
        ] {
            let named =
                |key| explain(&fault, key).causes.iter().any(|cause| cause.contains("`root = \"bare\"`"));
            assert!(named(KeyKind::WestpacSecret) && named(KeyKind::WestpacPublishable), "{fault:?}");
            assert!(!named(KeyKind::SuperApiProduct) && !named(KeyKind::SuperApiPartner), "{fault:?}");
        }
        assert!(explain(&fault(Cause::NotTheVendor, 200), KeyKind::WestpacSecret).causes.is_empty());
    }

    #[test]
    fn trap_08_a_401_on_quickstream_names_every_cause() {
        let words = explain(&fault(Cause::KeyRejected, 401), KeyKind::WestpacSecret);
        let causes = words.causes.join(" ");
        for cause in ["expired", "publishable", "revoked", "environment"] {
            assert!(causes.contains(cause), "{cause}");
        }
    }

    #[test]
    fn trap_40_a_fetch_that_reached_nobody_never_blames_the_key() {
        let words = explain(&Fault::new(Cause::ProxyUnreachable, Acted::Maybe), KeyKind::WestpacSecret);
        assert!(words.happened.contains("nothing about any key"));
        assert!(!words.causes.iter().any(|cause| cause.contains("expired")));
    }

    #[test]
    fn trap_17_a_company_proxy_is_not_blamed_on_the_vendor() {
        let words = explain(&fault(Cause::CompanyProxy, 407), KeyKind::WestpacSecret);
        assert!(!words.owner.contains("vendor\"") && words.happened.contains("company proxy"));
        assert!(words.next.contains("not affected"));
    }

    #[test]
    fn a_call_that_may_have_had_its_effect_gets_one_instruction_and_no_ban() {
        for cause in [
            Cause::ProxyUnreachable,
            Cause::ProxyRefused(ProxyRefusal::TimedOut),
            Cause::ProxyRefused(ProxyRefusal::ReplyLost),
            Cause::VendorUnwell,
            Cause::Unusable,
        ] {
            let next = explain(&Fault::new(cause, Acted::Maybe), KeyKind::SuperApiPartner).next;
            assert_eq!(
                next, "Ask the vendor what became of it. It is not sent again by itself.",
                "{cause:?}"
            );
        }
    }

    #[test]
    fn a_key_of_no_known_mark_is_not_blamed_on_one_vendor() {
        let words = explain(&fault(Cause::KeyRejected, 401), KeyKind::Unrecognised);
        let causes = words.causes.join(" ");
        for cause in ["expired", "publishable", "revoked", "deactivated", "environment"] {
            assert!(causes.contains(cause), "{cause}");
        }
        assert!(words.next.contains("QuickStream Portal") && words.next.contains("from SuperAPI"));
    }

    #[test]
    fn a_403_that_may_not_be_the_keys_fault_advises_by_cause_and_never_a_new_key() {
        for key in [
            KeyKind::WestpacSecret,
            KeyKind::WestpacPublishable,
            KeyKind::SuperApiPartner,
            KeyKind::SuperApiProduct,
            KeyKind::Unrecognised,
        ] {
            let words = explain(&fault(Cause::Forbidden, 403), key);
            assert!(
                words.happened.contains("no verdict on the key") && words.next.starts_with("Keep the key.")
            );
            assert!(words.causes.len() >= 2 && words.causes.iter().all(|cause| cause.contains(": ")));
            assert!(!words.next.contains("valid") && !words.causes.join(" ").contains("expired"), "{key:?}");
        }
        let causes = explain(&fault(Cause::Forbidden, 403), KeyKind::WestpacSecret).causes.join(" ");
        assert!(causes.contains("set up") && causes.contains("blocked"));
    }

    #[test]
    fn a_missing_product_is_no_verdict_on_its_key() {
        let gone = explain(&fault(Cause::VendorRefused, 404), KeyKind::SuperApiProduct);
        assert!(gone.happened.contains("no verdict on the key"));
        assert!(gone.causes[0].contains("product no longer exists"));
        let other_form = explain(&fault(Cause::VendorRefused, 405), KeyKind::SuperApiPartner);
        assert!(other_form.causes[0].contains("the other form"));
        assert!(explain(&fault(Cause::VendorRefused, 422), KeyKind::SuperApiPartner).causes.is_empty());
        let maybe = Fault { acted: Acted::Maybe, ..fault(Cause::VendorRefused, 404) };
        let ambiguous = explain(&maybe, KeyKind::SuperApiPartner).causes;
        assert!(ambiguous.len() == 5 && ambiguous[4].contains("may have acted"));
    }

    #[test]
    fn a_wait_is_said_first() {
        let mut unwell = fault(Cause::VendorUnwell, 429);
        unwell.retry_after = Some(RetryAfter::Seconds(30));
        assert!(
            explain(&unwell, KeyKind::SuperApiProduct)
                .next
                .starts_with("It asks to be left alone for 30 seconds.")
        );
    }
}
