//! Misbehaviour to order: what is armed, and what it makes of an exchange.

use serde::{Deserialize, Serialize};

use super::replies::{self, Delivery};
use super::router::{Route, RouteName};
use super::{RequestContext, codec, odd_replies, quickstream, superapi};
use keyturn_domain::vendor::Vendor;
use keyturn_wire::http::Reply;

/// A body longer than anybody should accept.
const HUGE: usize = 1_250_000;

/// One misbehaviour. *Before* the effect: the vendor does nothing. *After*: it has done everything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "kebab-case", deny_unknown_fields)]
pub enum Fault {
    /// The answer comes so many milliseconds late. Goes together with any other fault.
    Latency(u64),
    /// Before: the connection closes with no reply.
    DroppedBefore,
    /// After: the connection closes with no reply.
    DroppedAfter,
    /// After: nothing ever comes.
    Hang,
    /// This status, in the vendor's own error shape (407 in a company proxy's); before, unless it says after.
    Status {
        /// From 400 to 599.
        code: u16,
        /// A `retry-after` so many seconds away.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        retry_after: Option<u32>,
        /// The `retry-after` is written as a date.
        #[serde(default)]
        retry_as_date: bool,
        /// The vendor has done its work all the same.
        #[serde(default)]
        after_effect: bool,
    },
    /// Before: a page from something in between, with this status (200 or 502, say).
    Html(u16),
    /// Before: 302 to another host.
    Redirect,
    /// After: the head is whole, the body stops half-way.
    Truncated,
    /// After: the body is longer than 1 MiB.
    Huge,
    /// After: the right status, a body that is no JSON.
    Garbage,
    /// After: 200 and no body.
    Empty,
    /// After: the reply without its one necessary field.
    MissingField,
    /// After: an odd reply that is still legal; the number picks one.
    Quirky(u8),
}

/// A fault that waits for its call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ArmedFault {
    /// Whose.
    #[serde(with = "codec::vendor")]
    pub vendor: Vendor,
    /// The one call it waits for, or any.
    #[serde(default)]
    pub route: Option<RouteName>,
    /// What happens.
    pub fault: Fault,
    /// To how many calls yet.
    #[serde(default = "once")]
    pub times: u32,
}

const fn once() -> u32 {
    1
}

/// Everything armed, in the order in which it was.
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

    /// Uses up what waits for this call: one latency and one other fault at most, the first armed of each.
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

    /// What the caller gets in place of the vendor's answer.
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

    /// What the caller gets of the vendor's answer.
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

/// A reply that can lose half of its body, or gain more: an answer without one is given one.
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
        (_, Vendor::QuickStream) => quickstream::refusal(code, context),
        (_, Vendor::SuperApi) => superapi::refusal(code),
    }
}

fn http_date(seconds: u32, context: &RequestContext<'_>) -> String {
    codec::format_http_date(context.now + chrono::TimeDelta::seconds(i64::from(seconds)))
}
