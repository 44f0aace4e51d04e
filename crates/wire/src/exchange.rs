//! A call and its answer as people see them, and as the machine reads them.

use super::http;
use super::read::{NotReached, not_sent, read, status_of};
use super::request::{ask, route};
use keyturn_domain::activity::Exchange;
use keyturn_domain::call::Call;
use keyturn_domain::connection::Connection;
use keyturn_domain::moment::Moment;
use keyturn_domain::run::machine::Reply;

/// Reads what came of a call over a connection. `millis` is the time from sending to the answer.
///
/// A call that the connection cannot carry was never sent, whatever `answer` says.
pub fn heard(
    call: &Call,
    connection: &Connection,
    answer: Result<http::Reply, NotReached>,
    millis: u32,
    at: Moment,
) -> (Reply, Exchange) {
    match ask(call, connection) {
        Ok(request) => {
            let status = status_of(&answer);
            let (reply, answer) = read(call, answer);
            let exchange = Exchange {
                at,
                method: request.method.as_str(),
                path: request.path,
                credential: request.credential_masked,
                status,
                millis,
                answer,
            };
            (reply, exchange)
        }
        Err(why) => {
            let (reply, answer) = not_sent(call, why);
            let method = route(call).0.row().method.as_str();
            let none = String::new();
            let exchange = Exchange {
                at,
                method,
                path: none.clone(),
                credential: none,
                status: None,
                millis: 0,
                answer,
            };
            (reply, exchange)
        }
    }
}
