//! The route table: every request that Keyturn can make of a vendor, and no other.
//!
//! The panel builds its requests from it, the gateway lets through nothing else, and the forwarder files
//! for other servers are generated from it.

use uuid::Uuid;

use super::http::Method;
use super::{superapi, westpac};
use keyturn_domain::connection::RootForm;
use keyturn_domain::vendor::Vendor;

/// One row of the table, by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    /// QuickStream, PayWay and PaymentsPlus: whose key is this.
    WestpacRoot,
    /// QuickStream, PayWay and PaymentsPlus: the key to use from now on.
    WestpacLatest,
    /// SuperAPI: is the partner key good.
    SuperApiPartner,
    /// SuperAPI: which product does this key open, and is it alive.
    SuperApiProduct,
    /// SuperAPI: the partner's products.
    SuperApiProducts,
    /// SuperAPI: the vendor's own request log.
    SuperApiRequests,
    /// SuperAPI: make a product key.
    SuperApiProvision,
    /// SuperAPI: deactivate "the old key"; the path names no key.
    SuperApiDeactivate,
    /// SuperAPI: deactivate the key with this id.
    SuperApiDeactivateById,
}

/// One segment of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Exactly this text.
    Is(&'static str),
    /// A UUID; the name is for people.
    Uuid(&'static str),
}

/// The header in which a vendor expects the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CredentialHeader {
    /// `Authorization: Basic base64(key:)`; travels to the forwarder as `x-vendor-authorization`.
    Basic,
    /// `x-api-key: key`.
    ApiKey,
}

impl CredentialHeader {
    /// The header's name between the page and the forwarder.
    pub const fn from_page(self) -> &'static str {
        match self {
            Self::Basic => "x-vendor-authorization",
            Self::ApiKey => "x-api-key",
        }
    }

    /// The header's name between the forwarder and the vendor.
    pub const fn to_vendor(self) -> &'static str {
        match self {
            Self::Basic => "authorization",
            Self::ApiKey => "x-api-key",
        }
    }
}

/// The one-time id's header on a call that changes something.
pub const ONCE_HEADER: &str = "x-request-id";

/// The header on a call that changes something which asks the gateway to park its reply, sealed under the key in
/// it: base64 of 32 random bytes, good for this one call. Sent only where the proxy says that it parks replies.
pub const REPLY_KEY_HEADER: &str = "x-reply-key";

/// Below a connection's path, with a one-time id behind it: the parked reply of the call that carried the id.
pub const PARKED_PATH: &str = "/parked/";

/// A row: what may be asked, how, and what the forwarder takes out of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The row's name.
    pub route: Route,
    /// Whose API it is.
    pub vendor: Vendor,
    /// The one method allowed.
    pub method: Method,
    /// The path below the connection's base URL.
    pub path: &'static [Segment],
    /// Where the key goes.
    pub credential: CredentialHeader,
    /// Whether the call changes something at the vendor, and so must carry a one-time id.
    pub changes: bool,
    /// JSON members that the forwarder removes, at any depth, before the reply leaves it.
    pub strip: &'static [&'static str],
    /// Off unless the configuration turns it on.
    pub opt_in: bool,
}

/// The vendor's rows of the table, and what else is said once of its API.
#[derive(Debug)]
pub struct Api {
    /// Every request that may be made of it.
    pub rows: &'static [Row],
    /// The path of its base URL, as its documents give it.
    pub base_path: &'static str,
    /// A row without ids that a proxy must refuse where no key comes with it.
    pub probe: Route,
}

/// The vendor's API: one row a vendor.
pub const fn api(vendor: Vendor) -> &'static Api {
    match vendor {
        Vendor::QuickStream => &westpac::QUICKSTREAM,
        Vendor::PayWay => &westpac::PAYWAY,
        Vendor::PaymentsPlus => &westpac::PAYMENTSPLUS,
        Vendor::SuperApi => &superapi::API,
    }
}

/// Every row of every vendor.
pub fn rows() -> impl Iterator<Item = &'static Row> {
    Vendor::ALL.iter().flat_map(|vendor| api(*vendor).rows)
}

impl Route {
    /// This route's row at a vendor; `None` if the vendor has no such route.
    pub fn row(self, vendor: Vendor) -> Option<&'static Row> {
        api(vendor).rows.iter().find(|row| row.route == self)
    }
}

impl Row {
    /// A row that asks for something and has nothing taken out.
    pub(crate) const fn new(
        vendor: Vendor,
        route: Route,
        method: Method,
        path: &'static [Segment],
        credential: CredentialHeader,
    ) -> Self {
        let changes = !matches!(method, Method::Get);
        Self { route, vendor, method, path, credential, changes, strip: &[], opt_in: false }
    }

    /// The path below the connection, from validated ids. `None` if the number of ids is not the row's.
    pub fn path_for(&self, ids: &[Uuid]) -> Option<String> {
        let mut ids = ids.iter();
        let mut path = String::new();
        for segment in self.path {
            path.push('/');
            match segment {
                Segment::Is(text) => path.push_str(text),
                Segment::Uuid(_) => path.push_str(&ids.next()?.to_string()),
            }
        }
        if path.is_empty() {
            path.push('/');
        }
        ids.next().is_none().then_some(path)
    }
}

impl Row {
    /// The path below the vendor's base URL, where the connection asks for Root in this form.
    pub fn path_at_vendor(&self, ids: &[Uuid], root: RootForm) -> Option<String> {
        let path = self.path_for(ids)?;
        Some(if self.path.is_empty() && root == RootForm::Bare { String::new() } else { path })
    }
}

/// Why a request is not in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unlisted {
    /// No row has this path.
    Path,
    /// A row has this path, with another method.
    Method,
}

/// Finds the row for a raw path (no decoding, no normalising: what is not literally listed is not listed)
/// and the ids in it.
pub fn find(vendor: Vendor, method: &str, path: &str) -> Result<(&'static Row, Vec<Uuid>), Unlisted> {
    let mut refusal = Unlisted::Path;
    for row in api(vendor).rows {
        if let Some(ids) = ids_in(row.path, path) {
            if row.method.as_str() == method {
                return Ok((row, ids));
            }
            refusal = Unlisted::Method;
        }
    }
    Err(refusal)
}

fn ids_in(pattern: &[Segment], path: &str) -> Option<Vec<Uuid>> {
    let rest = path.strip_prefix('/')?;
    if pattern.is_empty() {
        return rest.is_empty().then(Vec::new);
    }
    let mut ids = Vec::new();
    let mut parts = rest.split('/');
    for segment in pattern {
        let part = parts.next()?;
        match segment {
            Segment::Is(text) if part == *text => {}
            Segment::Is(_) => return None,
            Segment::Uuid(_) => ids.push(hyphenated(part)?),
        }
    }
    parts.next().is_none().then_some(ids)
}

/// The one-time id in a path below the connection that asks for a parked reply. No row's path looks like it.
pub fn parked_id(path: &str) -> Option<Uuid> {
    hyphenated(path.strip_prefix(PARKED_PATH)?)
}

/// A UUID in its hyphenated form only: the other forms that the parser knows are not in any vendor path.
pub(super) fn hyphenated(text: &str) -> Option<Uuid> {
    (text.len() == 36).then(|| Uuid::try_parse(text).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRODUCT: &str = "bffc9067-28ee-4381-a0f2-92fae25d9f83";

    #[test]
    fn every_route_has_its_row() {
        for vendor in Vendor::ALL {
            for row in api(*vendor).rows {
                assert_eq!(row.route.row(*vendor), Some(row));
                assert_eq!(row.vendor, *vendor);
            }
            assert!(api(*vendor).probe.row(*vendor).is_some_and(|row| row.path_for(&[]).is_some()));
        }
    }

    #[test]
    fn paths_round_trip() {
        let id = Uuid::try_parse(PRODUCT).unwrap();
        for row in rows() {
            let ids = vec![id; row.path.iter().filter(|s| matches!(s, Segment::Uuid(_))).count()];
            let path = row.path_for(&ids).unwrap();
            assert_eq!(find(row.vendor, row.method.as_str(), &path), Ok((row, ids)));
        }
    }

    #[test]
    fn trap_33_the_product_itself_cannot_be_deleted() {
        for path in [
            format!("/api/v1/partner/product/{PRODUCT}"),
            format!("/api/v1/partner/product/{PRODUCT}/"),
            "/api/v1/partner/product//product-api-key".into(),
            format!("/api/v1/partner/product/{PRODUCT}/product-api-key/"),
            format!("/api/v1/partner/product/{PRODUCT}/product-api-key/.."),
            format!("/api/v1/partner/product/{PRODUCT}/product-api-key/%2e%2e"),
            format!("/api/v1/partner/product/{PRODUCT}/..%2fproduct-api-key"),
            format!("//api/v1/partner/product/{PRODUCT}/product-api-key"),
        ] {
            assert_eq!(find(Vendor::SuperApi, "DELETE", &path), Err(Unlisted::Path), "{path}");
        }
    }

    #[test]
    fn only_the_listed_method_passes() {
        assert_eq!(find(Vendor::SuperApi, "PUT", "/api/v1/product"), Err(Unlisted::Method));
        assert_eq!(find(Vendor::QuickStream, "POST", "/api-keys/latest"), Err(Unlisted::Method));
        assert_eq!(find(Vendor::QuickStream, "GET", "/api/v1/product"), Err(Unlisted::Path));
    }

    #[test]
    fn a_parked_reply_has_a_path_of_its_own() {
        let id = Uuid::try_parse(PRODUCT).unwrap();
        let path = format!("/parked/{PRODUCT}");
        assert_eq!(parked_id(&path), Some(id));
        for vendor in Vendor::ALL {
            assert_eq!(find(*vendor, "GET", &path), Err(Unlisted::Path));
        }
        for other in
            ["/parked/", "/parked/1", &format!("{path}/"), &path.replace('-', ""), &format!("/{path}")]
        {
            assert_eq!(parked_id(other), None, "{other}");
        }
    }

    #[test]
    fn only_root_is_asked_for_in_two_forms() {
        let id = Uuid::try_parse(PRODUCT).unwrap();
        for row in rows() {
            let ids = vec![id; row.path.iter().filter(|s| matches!(s, Segment::Uuid(_))).count()];
            let path = row.path_for(&ids);
            assert_eq!(row.path_at_vendor(&ids, RootForm::Slash), path);
            let bare = if row.route == Route::WestpacRoot { Some(String::new()) } else { path };
            assert_eq!(row.path_at_vendor(&ids, RootForm::Bare), bare);
        }
    }

    #[test]
    fn an_id_too_many_or_too_few_makes_no_path() {
        let id = Uuid::try_parse(PRODUCT).unwrap();
        let row = Route::SuperApiProvision.row(Vendor::SuperApi).unwrap();
        assert_eq!(row.path_for(&[]), None);
        assert_eq!(row.path_for(&[id, id]), None);
    }
}
