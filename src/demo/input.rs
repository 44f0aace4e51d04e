//! What a world was given, as lines of its event log.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::steer::Steer;
use keyturn_domain::key::is_synthetic;
use keyturn_wire::gateway_error::GatewayError;
use keyturn_wire::http::Reply;
use keyturn_wire::request::PageRequest;
use keyturn_wire::routes::CredentialHeader;

/// Something that the world was given.
pub enum Input {
    /// A request of the page. Its keys are synthetic.
    Asked {
        /// The method.
        method: String,
        /// The path, as the page would have sent it.
        path: String,
        /// Header names (lower-case) and values.
        headers: Vec<(String, String)>,
    },
    /// The presenter, or a story, steered the vendors.
    Steered(Steer),
    /// A story was told up to a step. It changes nothing in the world.
    Told {
        /// Which story.
        story: String,
        /// Counted from nought.
        step: usize,
    },
}

impl Input {
    /// A request of the page, if it bears a key of the demo, or none.
    ///
    /// # Errors
    /// What the page is answered instead: the key may be a real one, which has nothing to do here.
    pub fn asked(request: &PageRequest) -> Result<Self, Reply> {
        let mut headers = request.headers.iter().map(|(name, value)| (*name, value.as_str()));
        if headers.any(|(name, value)| is_foreign(name, value)) {
            return Err(GatewayError::MissingCredential.reply());
        }
        let headers =
            request.headers.iter().map(|(name, value)| ((*name).to_owned(), value.as_str().to_owned()));
        Ok(Self::Asked {
            method: request.method.as_str().to_owned(),
            path: request.path.clone(),
            headers: headers.collect(),
        })
    }

    /// For the event log: lines of text, the first of which says what it is.
    pub fn write(&self) -> String {
        match self {
            Self::Asked { method, path, headers } => {
                let headers = headers.iter().flat_map(|(name, value)| [name.as_str(), value]);
                ["asked", method, path].into_iter().chain(headers).collect::<Vec<_>>().join("\n")
            }
            Self::Steered(steer) => steer.write(),
            Self::Told { story, step } => format!("told\n{story}\n{step}"),
        }
    }

    /// From the event log; `None` for anything else.
    pub fn read(text: &str) -> Option<Self> {
        let mut lines = text.split('\n');
        match lines.next()? {
            "asked" => {
                let (method, path) = (lines.next()?.to_owned(), lines.next()?.to_owned());
                let mut headers = Vec::new();
                while let Some(name) = lines.next() {
                    headers.push((name.to_owned(), lines.next()?.to_owned()));
                }
                Some(Self::Asked { method, path, headers })
            }
            "told" => Some(Self::Told { story: lines.next()?.to_owned(), step: lines.next()?.parse().ok()? }),
            _ => Steer::read(text).map(Self::Steered),
        }
    }
}

/// Whether a header carries a key that is not the demo's own.
fn is_foreign(name: &str, value: &str) -> bool {
    if name == CredentialHeader::ApiKey.from_page() {
        !is_synthetic(value)
    } else if name == CredentialHeader::Basic.from_page() {
        let decoded = value.strip_prefix("Basic ").and_then(|encoded| STANDARD.decode(encoded).ok());
        !decoded.is_some_and(|pair| is_synthetic(&String::from_utf8_lossy(&pair)))
    } else {
        false
    }
}
