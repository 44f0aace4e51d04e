//! From a request of the page to the reply that the page would have had from a gateway.

use uuid::Uuid;

use super::world::{Heard, World, vendor};
use keyturn_sandbox::{Delivery, TimedDelivery};
use keyturn_vault::parked::ReplyKey;
use keyturn_wire::gateway_error::{GatewayError, refuse_by_status};
use keyturn_wire::http::{Reply, VendorRequest};
use keyturn_wire::passed_on::passed_on;
use keyturn_wire::routes::{self, ONCE_HEADER, REPLY_KEY_HEADER, Row, Unlisted};
use keyturn_wire::strip::strip;

/// As much as a gateway reads of one reply, in bytes.
const REPLY_BYTES: usize = 1024 * 1024;

/// How long somebody who watches is made to wait for an answer that never comes, in milliseconds. A gateway waits
/// longer.
const PATIENCE: u64 = 4_000;

type Headers = Vec<(String, String)>;

/// A call that may go to its vendor.
struct Admitted {
    row: &'static Row,
    request: VendorRequest,
    once: Option<(Uuid, Option<ReplyKey>)>,
}

impl World {
    pub(super) fn forward(&mut self, method: &str, path: &str, headers: Headers) -> Heard {
        match self.admit(method, path, &headers) {
            Err(reply) => Heard { delay_ms: 0, reply },
            Ok(admitted) => self.carry(admitted),
        }
    }

    fn admit(&mut self, method: &str, path: &str, headers: &Headers) -> Result<Admitted, Reply> {
        let own = |error: GatewayError| error.reply();
        let below = path.strip_prefix("/vendor/").ok_or_else(|| own(GatewayError::NoRoute))?;
        let (connection, rest) = below.split_at(below.find('/').unwrap_or(below.len()));
        let vendor = vendor(connection).ok_or_else(|| own(GatewayError::UnknownConnection))?;
        if let Some(id) = routes::parked_id(rest) {
            return Err(self.used_ids.parked(id, connection));
        }
        let (row, ids) = routes::find(vendor, method, rest).map_err(|unlisted| {
            own(match unlisted {
                Unlisted::Path => GatewayError::NoRoute,
                Unlisted::Method => GatewayError::Method,
            })
        })?;
        let header =
            |name: &str| headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let credential = header(row.credential.from_page());
        let credential = credential.ok_or_else(|| own(GatewayError::MissingCredential))?;
        let path = row.path_for(&ids).ok_or_else(|| own(GatewayError::NoRoute))?;
        let once = if row.changes {
            let id =
                header(ONCE_HEADER).and_then(|text| Uuid::try_parse(text).ok()).filter(|id| !id.is_nil());
            let id = id.ok_or_else(|| own(GatewayError::BadRequestId))?;
            let key = header(REPLY_KEY_HEADER).map(ReplyKey::from_header).transpose();
            let key = key.map_err(|_| own(GatewayError::BadReplyKey))?;
            self.used_ids.take(id, &format!("{connection} {method} {rest}"))?;
            Some((id, key))
        } else {
            None
        };
        let base = routes::api(vendor).base_path;
        let request = VendorRequest {
            method: method.to_owned(),
            path: [base, &path].concat(),
            headers: vec![
                (row.credential.to_vendor().to_owned(), credential.to_owned()),
                ("accept".to_owned(), "application/json".to_owned()),
            ],
        };
        Ok(Admitted { row, request, once })
    }

    /// Carries the call to its end, whether anybody still listens or not.
    fn carry(&mut self, Admitted { row, request, once }: Admitted) -> Heard {
        let TimedDelivery { delay_ms, delivery } = self.sandbox.handle(row.vendor, &request, self.wall);
        let patience = if matches!(delivery, Delivery::Hang) { PATIENCE } else { 0 };
        let reply = delivered(row, delivery).unwrap_or_else(GatewayError::reply);
        if let Some((id, Some(key))) = once {
            self.used_ids.park(id, &key, &reply);
        }
        Heard { delay_ms: delay_ms + patience, reply }
    }
}

fn delivered(row: &Row, delivery: Delivery) -> Result<Reply, GatewayError> {
    let reply = match delivery {
        Delivery::Whole(reply) => reply,
        Delivery::Cut(..) | Delivery::Dropped => return Err(GatewayError::ReplyLost),
        Delivery::Hang => return Err(GatewayError::Timeout),
    };
    refuse_by_status(reply.status)?;
    if reply.body.len() > REPLY_BYTES {
        return Err(GatewayError::ReplyTooLarge);
    }
    let body = strip(reply.body, (200..300).contains(&reply.status), row.strip)?;
    let headers = reply.headers;
    let header = |name: &str| headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
    Ok(passed_on(reply.status, header, body))
}
