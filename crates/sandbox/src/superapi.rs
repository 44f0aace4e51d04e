//! SuperAPI: one partner, its products, their keys, and the vendor's own request log.

mod handlers;

use std::collections::VecDeque;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use super::codec::format_rfc3339;
use super::key_generator::{KeyGenerator, MIXED};
use super::keys::{Key, Kind, Stamp};
use super::settings::DeleteChoice;

pub(super) use handlers::refusal;

pub(super) struct Partner {
    pub(super) id: Uuid,
    pub(super) name: &'static str,
    /// In the order in which they were made.
    pub(super) keys: Vec<Key>,
    pub(super) products: Vec<Product>,
    /// Newest last; what `GET /api-requests` returns, secrets included.
    requests: VecDeque<Value>,
}

pub(super) struct Product {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) slug: &'static str,
    /// `None`: the reply has no such member.
    pub(super) sandboxed: Option<bool>,
    signing_token: String,
    made_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl Partner {
    pub(super) const fn new(id: Uuid, name: &'static str) -> Self {
        Self { id, name, keys: Vec::new(), products: Vec::new(), requests: VecDeque::new() }
    }

    pub(super) fn make_product(
        &mut self,
        name: &str,
        slug: &'static str,
        sandboxed: Option<bool>,
        at: DateTime<Utc>,
        generator: &mut KeyGenerator,
    ) -> Uuid {
        let id = generator.uuid();
        let signing_token = format!("sandboxsigning{}", generator.text(32, MIXED));
        let name = name.to_owned();
        self.products.push(Product { id, name, slug, sandboxed, signing_token, made_at: at, updated_at: at });
        id
    }

    /// Creates a key of a product, or of the partner itself.
    pub(super) fn make_key(
        &mut self,
        product: Option<Uuid>,
        made: Stamp,
        generator: &mut KeyGenerator,
    ) -> &mut Key {
        let (kind, prefix) = match product {
            Some(_) => (Kind::Product, "superapiproduct_KEYTURNSANDBOX"),
            None => (Kind::Partner, "superapipartner_KEYTURNSANDBOX"),
        };
        let short = generator.text(8, MIXED);
        let text = format!("{prefix}{short}{}", generator.text(24, MIXED));
        let key = Key { product, ..Key::new(generator.uuid(), kind, text, short, made) };
        let place = self.keys.len();
        self.keys.push(key);
        &mut self.keys[place]
    }

    pub(super) fn product(&self, id: Uuid) -> Option<&Product> {
        self.products.iter().find(|product| product.id == id)
    }

    pub(super) fn product_mut(&mut self, id: Uuid) -> Option<&mut Product> {
        self.products.iter_mut().find(|product| product.id == id)
    }

    /// Removes a product. Its keys stay as they are but reach nothing.
    pub(super) fn remove_product(&mut self, id: Uuid) -> bool {
        let before = self.products.len();
        self.products.retain(|product| product.id != id);
        self.products.len() < before
    }

    /// The indices of a product's active keys, oldest first.
    fn active_keys(&self, product: Uuid) -> Vec<usize> {
        let of_product = |key: &Key| key.product == Some(product) && key.ended.is_none();
        (0..self.keys.len()).filter(|&place| of_product(&self.keys[place])).collect()
    }

    /// The indices of the keys that a DELETE without an id deactivates.
    fn keys_to_delete(&self, product: Uuid, choice: DeleteChoice) -> Vec<usize> {
        let active = self.active_keys(product);
        match choice {
            DeleteChoice::Oldest => active.first().copied().into_iter().collect(),
            DeleteChoice::Newest => active.last().copied().into_iter().collect(),
            DeleteChoice::All => active,
            DeleteChoice::None => Vec::new(),
        }
    }
}

impl Product {
    pub(super) fn rename(&mut self, name: String, at: DateTime<Utc>) {
        self.name = name;
        self.updated_at = at;
    }

    /// The product as the vendor returns it, its signing token included.
    fn to_json(&self) -> Value {
        let mut shown = json!({
            "id": self.id.to_string(),
            "name": self.name,
            "slug": self.slug,
            "target_origin": format!("{}.sandbox.invalid", self.slug),
            "webhook_url": format!("https://{}.sandbox.invalid/webhooks/superapi", self.slug),
            "webhook_signing_token": self.signing_token,
            "bank_details_configuration": {
                "max_bank_accounts": 3, "max_fixed_accounts": null, "max_percentage_accounts": null,
            },
            "tfn_declaration_configuration": { "allow_user_edits": true },
            "inserted_at": format_rfc3339(self.made_at),
            "updated_at": format_rfc3339(self.updated_at),
        });
        if let (Some(members), Some(sandboxed)) = (shown.as_object_mut(), self.sandboxed) {
            members.insert("sandboxed".to_owned(), Value::Bool(sandboxed));
        }
        shown
    }
}
