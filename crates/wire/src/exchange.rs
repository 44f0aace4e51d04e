//! A call and its answer as people see them, and as the machine reads them.

use super::http;
use super::request::{NotAskable, PageRequest, ask, method as method_of};
use super::response::{NotReached, not_sent, read, status_of};
use keyturn_domain::activity::Exchange;
use keyturn_domain::call::Call;
use keyturn_domain::connection::Connection;
use keyturn_domain::moment::Moment;
use keyturn_domain::run::machine::Reply;

/// What is shown of a call's request, or why there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownRequest {
    method: &'static str,
    path: String,
    credential: String,
    refused: Option<NotAskable>,
}

impl ShownRequest {
    /// What is shown of this very request.
    pub fn of(request: &PageRequest) -> Self {
        Self {
            method: request.method.as_str(),
            path: request.path.clone(),
            credential: request.credential_masked.clone(),
            refused: None,
        }
    }

    /// A call that its connection cannot carry: it is never sent.
    pub fn refused(call: &Call, why: NotAskable) -> Self {
        let method = method_of(call).map_or("", http::Method::as_str);
        Self { method, path: String::new(), credential: String::new(), refused: Some(why) }
    }

    /// What was shown of a call that was made before, by a page that has gone.
    pub fn of_earlier(call: &Call, connection: &Connection) -> Self {
        match ask(call, connection) {
            Ok(request) => Self::of(&request),
            Err(why) => Self::refused(call, why),
        }
    }

    /// Reads what came of it. `millis` is the time from sending to the answer.
    pub fn answered(
        self,
        call: &Call,
        answer: Result<http::Reply, NotReached>,
        millis: u32,
        at: Moment,
    ) -> (Reply, Exchange) {
        let Self { method, path, credential, refused } = self;
        let (status, millis, (reply, answer)) = match refused {
            None => (status_of(&answer), millis, read(call, answer)),
            Some(why) => (None, 0, not_sent(call, why)),
        };
        (reply, Exchange { at, method, path, credential, status, millis, answer })
    }
}

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
    ShownRequest::of_earlier(call, connection).answered(call, answer, millis, at)
}
