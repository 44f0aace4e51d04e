//! Testing the way from the page to the proxy with a question that carries no key: the proxy must refuse it.

use super::gateway;
use super::http::Reply;
use super::json::{Json, text};
use super::response::{ANSWER_HEADER, NotReached};
use super::routes;
use keyturn_domain::connection::Connection;
use keyturn_domain::explain::{Explanation, explain};
use keyturn_domain::fault::{Acted, Cause, Fault};
use keyturn_domain::key::KeyKind;

/// What to ask, on the page's own server.
pub fn path(connection: &Connection) -> String {
    let row = routes::api(connection.vendor).probe.row(connection.vendor);
    connection.path.clone() + &row.and_then(|row| row.path_for(&[])).unwrap_or_default()
}

/// Whether the answer is the proxy's own refusal of a question without a key; otherwise whose fault it is.
///
/// # Errors
/// The way does not work, in words.
pub fn judge(reply: &Result<Reply, NotReached>) -> Result<(), Explanation> {
    let Ok(reply) = reply else {
        return Err(in_words(Cause::ProxyUnreachable));
    };
    match reply.header(ANSWER_HEADER) {
        Some("gateway") if is_expected(reply) => Ok(()),
        Some("gateway") => Err(in_words(gateway::refusal(reply, Acted::No).0)),
        _ if reply.status == 407 => Err(in_words(Cause::CompanyProxy)),
        _ => Err(Explanation {
            happened: format!(
                "Something other than the Keyturn proxy answered, with status {}.",
                reply.status
            ),
            owner: "Whoever serves this page",
            causes: vec![
                "A login page or a company proxy stands between this browser and the Keyturn proxy.".into(),
                "The page is served from one place and /vendor/ leads to another.".into(),
                "Another proxy in front takes the x-keyturn-answer header away.".into(),
            ],
            next:
                "Ask whoever runs this page to lead /vendor/ to the Keyturn proxy unchanged. No key was sent."
                    .into(),
        }),
    }
}

fn is_expected(reply: &Reply) -> bool {
    let json = Json::read(&reply.body);
    let error = json.as_ref().and_then(|json| json.value().get("error"));
    error.and_then(|error| text(error, "code")) == Some("missing_credential")
}

fn in_words(cause: Cause) -> Explanation {
    explain(&Fault::new(cause, Acted::No), KeyKind::Unrecognised)
}

#[cfg(test)]
mod tests {
    use super::*;
    use zeroize::Zeroizing;

    fn reply(status: u16, answer: Option<&str>, body: &str) -> Result<Reply, NotReached> {
        let headers = answer.map(|answer| (ANSWER_HEADER.to_owned(), answer.to_owned()));
        let body = Zeroizing::new(body.as_bytes().to_vec());
        Ok(Reply { status, headers: headers.into_iter().collect(), body })
    }

    #[test]
    fn only_the_proxys_own_refusal_proves_the_way() {
        let refusal = r#"{"error":{"origin":"gateway","code":"missing_credential","sent":"no"}}"#;
        assert_eq!(judge(&reply(400, Some("gateway"), refusal)), Ok(()));
        for wrong in [
            reply(400, None, refusal),
            reply(401, Some("vendor"), refusal),
            reply(200, None, "<html>"),
            reply(407, None, ""),
            reply(404, Some("gateway"), r#"{"error":{"code":"unknown_connection"}}"#),
            reply(404, Some("gateway"), "missing_credential"),
            Err(NotReached { sent: true }),
        ] {
            assert!(judge(&wrong).is_err());
        }
    }

    #[test]
    fn a_stranger_in_between_is_not_taken_for_the_vendor() {
        let words = judge(&reply(200, None, "<html>")).unwrap_err();
        assert_eq!(words.owner, "Whoever serves this page");
        assert!(words.next.contains("No key was sent"));
    }
}
