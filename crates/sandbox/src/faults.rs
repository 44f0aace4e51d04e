//! Fault injection: which faults are armed, and what each does to an exchange.

use serde::{Deserialize, Serialize};

use super::replies::{self, Delivery};
use super::router::{Route, RouteName};
use super::{RequestContext, codec, odd_replies, superapi, westpac};
use keyturn_domain::vendor::Vendor;
use keyturn_wire::http::Reply;

/// Longer than any client should accept.
const HUGE: usize = 1_250_000;

/// A fault. *Before* the effect: the vendor does nothing. *After*: it has done everything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "kebab-case", deny_unknown_fields)]
pub enum Fault {
    /// Delays the reply by so many milliseconds. Combines with any other fault.
    Latency(u64),
    /// Before: the connection closes with no reply.
    DroppedBefore,
    /// After: the connection closes with no reply.
    DroppedAfter,
    /// After: the connection stays open with no reply.
    Hang,
    /// This status with the vendor's error body (407: a company proxy's); before, unless `after_effect`.
    Status {
        /// From 400 to 599.
        code: u16,
        /// Adds `retry-after`, in seconds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        retry_after: Option<u32>,
        /// Writes `retry-after` as a date.
        #[serde(default)]
        retry_as_date: bool,
        /// The vendor carries out the call all the same.
        #[serde(default)]
        after_effect: bool,
    },
    /// Before: an HTML page from an intermediary, with this status (200 or 502, for example).
    Html(u16),
    /// Before: 302 to another host.
    Redirect,
    /// After: the head is complete, the body stops half-way.
    Truncated,
    /// After: the body is longer than 1 MiB.
    Huge,
    /// After: the right status, a body that is not JSON.
    Garbage,
    /// After: 200 and no body.
    Empty,
    /// After: the reply without its required field.
    MissingField,
    /// After: an unusual but valid reply; the number selects one.
    Quirky(u8),
}

/// A fault that applies to the next matching calls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ArmedFault {
    /// The vendor whose calls it applies to.
    #[serde(with = "codec::vendor")]
    pub vendor: Vendor,
    /// The call it applies to, or any.
    #[serde(default)]
    pub route: Option<RouteName>,
    /// The fault.
    pub fault: Fault,
    /// How many calls it still applies to.
    #[serde(default = "once")]
    pub times: u32,
}

const fn once() -> u32 {
    1
}

/// The armed faults, in the order in which they were armed.
#[derive(Default)]
pub(super) struct Faults(Vec<ArmedFault>);

impl Faults {
    pub(super) fn arm(&mut self, armed: ArmedFault) {
        if armed.times > 0 {
            self.0.push(armed);
        }
    }

    pub(super) fn disarm_all(&mut self) {
        self.0.clear();
    }

    pub(super) fn armed(&self) -> &[ArmedFault] {
        &self.0
    }

    /// Takes the faults that apply to this call: at most one latency and one other fault, the first armed of each.
    pub(super) fn take(&mut self, vendor: Vendor, route: Option<RouteName>) -> (u64, Option<Fault>) {
        let (mut delay, mut taken) = (None, None);
        for armed in &mut self.0 {
            let matches = armed.vendor == vendor && (armed.route.is_none() || armed.route == route);
            match &armed.fault {
                Fault::Latency(ms) if matches && delay.is_none() => delay = Some(*ms),
                Fault::Latency(_) => continue,
                fault if matches && taken.is_none() => taken = Some(fault.clone()),
                _ => continue,
            }
            armed.times -= 1;
        }
        self.0.retain(|armed| armed.times > 0);
        (delay.unwrap_or(0), taken)
    }
}

impl Fault {
    pub(super) const fn is_before_effect(&self) -> bool {
        match self {
            Self::DroppedBefore | Self::Html(_) | Self::Redirect => true,
            Self::Status { after_effect, .. } => !*after_effect,
            _ => false,
        }
    }

    /// What the caller gets instead of the vendor's reply.
    pub(super) fn replacement(&self, vendor: Vendor, context: &mut RequestContext<'_>) -> Delivery {
        Delivery::Whole(match self {
            Self::Html(code) => replies::html((*code).clamp(200, 599), "Please wait"),
            Self::Redirect => {
                let elsewhere = format!("https://elsewhere.sandbox.invalid{}", context.request.path);
                replies::with_header(replies::empty(302), "location", elsewhere)
            }
            Self::Status { code, retry_after, retry_as_date, .. } => {
                let reply = refusal((*code).clamp(400, 599), vendor, context);
                match retry_after {
                    Some(seconds) => {
                        let when =
                            if *retry_as_date { http_date(*seconds, context) } else { seconds.to_string() };
                        replies::with_header(reply, "retry-after", when)
                    }
                    None => reply,
                }
            }
            _ => return Delivery::Dropped,
        })
    }

    /// What the caller gets of the vendor's reply.
    pub(super) fn corrupt(
        &self,
        vendor: Vendor,
        route: Route,
        reply: Reply,
        context: &mut RequestContext<'_>,
    ) -> Delivery {
        Delivery::Whole(match self {
            Self::Hang => return Delivery::Hang,
            Self::Truncated => {
                let reply = with_some_body(reply);
                let half = reply.body.len() / 2;
                return Delivery::Cut(reply, half);
            }
            Self::Huge => {
                let mut reply = with_some_body(reply);
                reply.body.resize(HUGE, b' ');
                reply
            }
            Self::Garbage => {
                Reply { body: b"{\"data\": {\"api_key\": ]".to_vec().into(), ..with_some_body(reply) }
            }
            Self::Empty => replies::empty(200),
            Self::MissingField => odd_replies::remove_required_field(reply),
            Self::Quirky(variant) => odd_replies::make_odd(route, reply, *variant),
            Self::Latency(_) => reply,
            _ => return self.replacement(vendor, context),
        })
    }
}

/// Gives a successful reply without a body one, so that it can be truncated or padded.
fn with_some_body(reply: Reply) -> Reply {
    if reply.body.is_empty() && reply.status < 300 {
        replies::json(200, &serde_json::json!({ "data": {}, "version": "v1" }))
    } else {
        reply
    }
}

fn refusal(code: u16, vendor: Vendor, context: &mut RequestContext<'_>) -> Reply {
    match (code, vendor) {
        (407, _) => {
            let page = replies::html(407, "Proxy authentication required");
            replies::with_header(page, "proxy-authenticate", "Basic realm=\"Company proxy\"")
        }
        (_, Vendor::QuickStream | Vendor::PayWay | Vendor::PaymentsPlus) => {
            westpac::refusal(code, vendor, context)
        }
        (_, Vendor::SuperApi) => superapi::refusal(code),
    }
}

fn http_date(seconds: u32, context: &RequestContext<'_>) -> String {
    codec::format_http_date(context.now + chrono::TimeDelta::seconds(i64::from(seconds)))
}
