//! Requests and replies as plain data, with no client behind them.

use zeroize::Zeroizing;

/// The methods of the route table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// A harmless question.
    Get,
    /// Makes something.
    Post,
    /// Takes something away.
    Delete,
}

impl Method {
    /// As it stands on the request line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Delete => "DELETE",
        }
    }
}

/// A request as a vendor's server receives it. Header names are lower-case.
///
/// It has no `Debug`: its headers carry a key.
pub struct VendorRequest {
    /// The method as sent; a vendor may be sent anything.
    pub method: String,
    /// The path as sent, with the base path of the vendor's host (`/rest/v1/api-keys/latest`), no query.
    pub path: String,
    /// Header names (lower-case) and values.
    pub headers: Vec<(String, String)>,
}

impl VendorRequest {
    /// The first value of a header, by its lower-case name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// A reply as it came over the wire. The body may hold a key, so it is wiped when dropped and has no `Debug`.
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// Header names (lower-case) and values.
    pub headers: Vec<(String, String)>,
    /// The body, at most as long as the gateway lets through.
    pub body: Zeroizing<Vec<u8>>,
}

impl Reply {
    /// The first value of a header, by its lower-case name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}
