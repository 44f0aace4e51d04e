//! Matches a request's method and path with the vendors' routes.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use keyturn_domain::vendor::Vendor;

/// The name of a route, for arming faults.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RouteName {
    /// QuickStream `GET /`.
    Root,
    /// QuickStream `GET /api-keys/latest`.
    Latest,
    /// SuperAPI `GET /partner`.
    Partner,
    /// SuperAPI `GET /product`.
    Product,
    /// SuperAPI `GET /partner/product`.
    Products,
    /// SuperAPI `GET /api-requests`.
    Requests,
    /// SuperAPI `POST …/product-api-key`.
    Provision,
    /// SuperAPI `DELETE …/product-api-key`, with or without a key's id.
    Deactivate,
}

/// A matched route with the ids in its path.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Route {
    Root,
    Latest,
    Partner,
    Product,
    Products,
    Requests,
    Provision(Uuid),
    Deactivate(Uuid),
    DeactivateById(Uuid, Uuid),
    /// SuperAPI `DELETE …/product/<id>`, which a client that trims a path too far would send: it removes the product.
    RemoveProduct(Uuid),
    /// A QuickStream path with the wrong method.
    OtherMethod,
    Unknown,
}

impl Route {
    pub(super) fn parse(vendor: Vendor, method: &str, path: &str) -> Self {
        match vendor {
            Vendor::QuickStream | Vendor::PayWay | Vendor::PaymentsPlus => Self::westpac(method, path),
            Vendor::SuperApi => Self::superapi(method, path).unwrap_or(Self::Unknown),
        }
    }

    fn westpac(method: &str, path: &str) -> Self {
        let route = match path {
            "/rest/v1/" | "/rest/v1" => Self::Root,
            "/rest/v1/api-keys/latest" => Self::Latest,
            _ => return Self::Unknown,
        };
        if method == "GET" { route } else { Self::OtherMethod }
    }

    /// SuperAPI answers 404 to a known path with the wrong method.
    fn superapi(method: &str, path: &str) -> Option<Self> {
        let parts: Vec<&str> = path.strip_prefix("/api/v1/")?.split('/').collect();
        Some(match (method, parts.as_slice()) {
            ("GET", ["partner"]) => Self::Partner,
            ("GET", ["product"]) => Self::Product,
            ("GET", ["partner", "product"]) => Self::Products,
            ("GET", ["api-requests"]) => Self::Requests,
            ("POST", ["partner", "product", product, "product-api-key"]) => Self::Provision(id(product)?),
            ("DELETE", ["partner", "product", product, "product-api-key"]) => Self::Deactivate(id(product)?),
            ("DELETE", ["partner", "product", product, "product-api-key", key]) => {
                Self::DeactivateById(id(product)?, id(key)?)
            }
            ("DELETE", ["partner", "product", product]) => Self::RemoveProduct(id(product)?),
            _ => return None,
        })
    }

    /// The name under which faults are armed for this call.
    pub(super) const fn name(self) -> Option<RouteName> {
        Some(match self {
            Self::Root => RouteName::Root,
            Self::Latest => RouteName::Latest,
            Self::Partner => RouteName::Partner,
            Self::Product => RouteName::Product,
            Self::Products => RouteName::Products,
            Self::Requests => RouteName::Requests,
            Self::Provision(_) => RouteName::Provision,
            Self::Deactivate(_) | Self::DeactivateById(..) => RouteName::Deactivate,
            Self::RemoveProduct(_) | Self::OtherMethod | Self::Unknown => return None,
        })
    }
}

fn id(text: &str) -> Option<Uuid> {
    Uuid::try_parse(text).ok().filter(|_| text.len() == 36)
}
