//! SuperAPI's routes and replies (rotation guide, API collection). Only what a step needs is read: a product's webhook
//! signing token, which stands beside its name, never gets further than the parsed body.

use std::sync::Arc;

use serde_json::Value;
use uuid::Uuid;

use super::http::Method;
use super::json::{label, text};
use super::routes::Segment::{Is, Uuid as Id};
use super::routes::{Api, CredentialHeader, Route, Row, Segment, hyphenated};
use keyturn_domain::call::Minted;
use keyturn_domain::key::{Field, read_pasted};
use keyturn_domain::product::{Partner, Product, Reality};
use keyturn_domain::vendor::Vendor;

const PRODUCT_SECRETS: &[&str] = &["webhook_signing_token"];
const LOG_SECRETS: &[&str] =
    &["request_headers", "request_body", "response_headers", "response_body", "webhook_signing_token"];

const PROVISION: &[Segment] =
    &[Is("api"), Is("v1"), Is("partner"), Is("product"), Id("product"), Is("product-api-key")];

const fn row(route: Route, method: Method, path: &'static [Segment]) -> Row {
    Row::new(Vendor::SuperApi, route, method, path, CredentialHeader::ApiKey)
}

const fn get(route: Route, path: &'static [Segment]) -> Row {
    row(route, Method::Get, path)
}

/// Rotation guide and API collection.
pub(super) static API: Api = Api {
    rows: &[
        get(Route::SuperApiPartner, &[Is("api"), Is("v1"), Is("partner")]),
        Row { strip: PRODUCT_SECRETS, ..get(Route::SuperApiProduct, &[Is("api"), Is("v1"), Is("product")]) },
        Row {
            strip: PRODUCT_SECRETS,
            ..get(Route::SuperApiProducts, &[Is("api"), Is("v1"), Is("partner"), Is("product")])
        },
        Row {
            opt_in: true,
            strip: LOG_SECRETS,
            ..get(Route::SuperApiRequests, &[Is("api"), Is("v1"), Is("api-requests")])
        },
        row(Route::SuperApiProvision, Method::Post, PROVISION),
        row(Route::SuperApiDeactivate, Method::Delete, PROVISION),
        row(
            Route::SuperApiDeactivateById,
            Method::Delete,
            &[
                Is("api"),
                Is("v1"),
                Is("partner"),
                Is("product"),
                Id("product"),
                Is("product-api-key"),
                Id("key"),
            ],
        ),
    ],
    base_path: "",
    probe: Route::SuperApiProduct,
};

/// What stands under `data`, or the body itself where nothing does.
fn data(body: &Value) -> &Value {
    body.get("data").unwrap_or(body)
}

fn id(object: &Value) -> Option<Uuid> {
    text(object, "id").and_then(hyphenated)
}

/// `GET /partner`: an id shows that it is a partner; its name may be missing.
pub(super) fn partner(body: &Value) -> Option<Partner> {
    let partner = data(body);
    text(partner, "id").filter(|id| !id.is_empty())?;
    Some(Partner { name: label(partner, "name") })
}

/// `GET /product`.
pub(super) fn product(body: &Value) -> Option<Product> {
    one_product(data(body))
}

/// `GET /partner/product`. A list with a product that cannot be named is no list to choose from.
pub(super) fn products(body: &Value) -> Option<Vec<Product>> {
    data(body).as_array()?.iter().map(one_product).collect()
}

fn one_product(product: &Value) -> Option<Product> {
    let reality = match product.get("sandboxed").and_then(Value::as_bool) {
        Some(true) => Reality::Sandboxed,
        Some(false) => Reality::Live,
        None => Reality::Unknown,
    };
    Some(Product { id: id(product)?, name: label(product, "name"), reality })
}

/// `POST …/product-api-key`: the key under `data` or bare, and its id where there is one.
pub(super) fn minted(body: &Value) -> Option<Minted> {
    let key = text(data(body), "api_key").or_else(|| text(body, "api_key"))?;
    let key = read_pasted(key, Field::SuperApiProduct).ok()?;
    Some(Minted { key: Arc::new(key), id: id(data(body)) })
}
