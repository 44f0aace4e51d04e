//! SuperAPI's handlers.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{Partner, format_rfc3339};
use crate::keys::{Kind, Stamp};
use crate::replies::{self, Handled};
use crate::router::Route;
use crate::settings::Offered;
use crate::{RequestContext, credentials};
use keyturn_wire::http::{Reply, VendorRequest};

/// The length of the vendor's own log.
const MAX_LOGGED: usize = 50;

impl Partner {
    pub(crate) fn handle(&mut self, route: Route, context: &mut RequestContext<'_>) -> Handled {
        let handled = self.dispatch(route, context).unwrap_or_else(Handled::unchanged);
        self.log_request(context, &handled.reply);
        handled
    }

    fn dispatch(&mut self, route: Route, context: &mut RequestContext<'_>) -> Result<Handled, Reply> {
        match route {
            Route::Partner => {
                self.authorize(Kind::Partner, context)?;
                Ok(Handled::unchanged(envelope(200, &self.to_json())))
            }
            Route::Products => {
                self.authorize(Kind::Partner, context)?;
                let products = self.products.iter().map(super::Product::to_json).collect();
                Ok(Handled::unchanged(envelope(200, &Value::Array(products))))
            }
            Route::Product => self.own_product(context).map(Handled::unchanged),
            Route::Requests => self.requests(context).map(Handled::unchanged),
            Route::Provision(product) => self.provision(product, context),
            Route::Deactivate(product) => self.deactivate(product, context),
            Route::DeactivateById(product, key) => self.deactivate_by_id(product, key, context),
            Route::RemoveProduct(product) => {
                self.authorize(Kind::Partner, context)?;
                self.remove_product(product)
                    .then(|| Handled::changed(replies::empty(204)))
                    .ok_or_else(not_found)
            }
            _ => Err(not_found()),
        }
    }

    /// The index of the caller's key, if it is live and of this kind.
    fn authorize(&self, kind: Kind, context: &RequestContext<'_>) -> Result<usize, Reply> {
        let place = self.authenticate(context)?;
        if self.keys[place].kind == kind { Ok(place) } else { Err(refusal(403)) }
    }

    fn authenticate(&self, context: &RequestContext<'_>) -> Result<usize, Reply> {
        let refused = if context.settings.dead_key_is_403 { 403 } else { 401 };
        self.find_key(context.request)
            .filter(|&place| self.keys[place].is_live(context.now))
            .ok_or_else(|| refusal(refused))
    }

    fn find_key(&self, request: &VendorRequest) -> Option<usize> {
        let text = credentials::api_key(request)?;
        self.keys.iter().position(|key| key.text == text)
    }

    fn own_product(&mut self, context: &RequestContext<'_>) -> Result<Reply, Reply> {
        let place = self.authorize(Kind::Product, context)?;
        let key = &mut self.keys[place];
        if key.refusals_left > 0 {
            key.refusals_left -= 1;
            return Err(refusal(401));
        }
        let product = self.keys[place].product.and_then(|id| self.product(id)).ok_or_else(not_found)?;
        Ok(envelope(200, &product.to_json()))
    }

    fn provision(&mut self, product: Uuid, context: &mut RequestContext<'_>) -> Result<Handled, Reply> {
        self.authorize(Kind::Partner, context)?;
        self.product(product).ok_or_else(not_found)?;
        let made = Stamp { at: context.now, by: context.method_and_path() };
        let key = self.make_key(Some(product), made, context.generator);
        key.refusals_left = context.settings.fresh_key_refusals;
        let mut data = Map::new();
        data.insert("api_key".to_owned(), json!(key.text));
        if context.settings.mint_returns_id {
            data.insert("id".to_owned(), json!(key.id.to_string()));
        }
        let status = if context.settings.mint_answers_201 { 201 } else { 200 };
        Ok(Handled::changed(envelope(status, &Value::Object(data))))
    }

    /// The DELETE of the rotation guide; a setting chooses the key.
    fn deactivate(&mut self, product: Uuid, context: &RequestContext<'_>) -> Result<Handled, Reply> {
        check_offered(context.settings.delete_without_id)?;
        self.authorize(Kind::Partner, context)?;
        self.product(product).ok_or_else(not_found)?;
        if self.active_keys(product).is_empty() {
            return Err(not_found());
        }
        let chosen = self.keys_to_delete(product, context.settings.delete_choice);
        Ok(self.end(&chosen, context))
    }

    /// The DELETE of the API collection.
    fn deactivate_by_id(
        &mut self,
        product: Uuid,
        key: Uuid,
        context: &RequestContext<'_>,
    ) -> Result<Handled, Reply> {
        check_offered(context.settings.delete_with_id)?;
        self.authorize(Kind::Partner, context)?;
        self.product(product).ok_or_else(not_found)?;
        let active = self.active_keys(product);
        let place = active.into_iter().find(|&place| self.keys[place].id == key).ok_or_else(not_found)?;
        Ok(self.end(&[place], context))
    }

    fn end(&mut self, places: &[usize], context: &RequestContext<'_>) -> Handled {
        for &place in places {
            self.keys[place].end(Stamp { at: context.now, by: context.method_and_path() });
        }
        Handled { reply: replies::empty(204), effect: !places.is_empty() }
    }

    /// The vendor's own log, headers and bodies included: a partner sees every request, a product its own.
    fn requests(&self, context: &RequestContext<'_>) -> Result<Reply, Reply> {
        let caller = &self.keys[self.authenticate(context)?];
        let own = caller.product.map(|id| Value::String(id.to_string()));
        let seen = |item: &&Value| own.as_ref().is_none_or(|own| item.get("product_id") == Some(own));
        let items: Vec<&Value> = self.requests.iter().rev().filter(seen).collect();
        Ok(replies::json(200, &json!({ "data": items, "offset": 0 })))
    }

    fn log_request(&mut self, context: &mut RequestContext<'_>, reply: &Reply) {
        if self.requests.len() == MAX_LOGGED {
            self.requests.pop_front();
        }
        let key = self.find_key(context.request).map(|place| &self.keys[place]);
        let has_body = !context.request.path.ends_with("/api-requests");
        let headers = |pairs: &[(String, String)]| -> Value {
            let mut members = Map::new();
            for (name, value) in pairs {
                members.insert(name.clone(), value.as_str().into());
            }
            members.into()
        };
        self.requests.push_back(json!({
            "id": context.generator.uuid().to_string(),
            "method": context.request.method,
            "request_path": context.request.path,
            "status": reply.status,
            "remote_ip": "203.0.113.7",
            "api_key_short_token": key.map(|key| &key.name),
            "product_id": key.and_then(|key| key.product).map(|id| id.to_string()),
            "partner_id": self.id.to_string(),
            "inserted_at": format_rfc3339(context.now),
            "request_headers": headers(&context.request.headers),
            "request_body": "",
            "response_headers": headers(&reply.headers),
            "response_body": has_body.then(|| String::from_utf8_lossy(&reply.body).into_owned()),
        }));
    }

    fn to_json(&self) -> Value {
        json!({ "id": self.id.to_string(), "name": self.name, "slug": "keyturn-sandbox-partner",
                "custom_theme": null, "sandboxed": true })
    }
}

fn check_offered(form: Offered) -> Result<(), Reply> {
    match form {
        Offered::On => Ok(()),
        Offered::NotFound => Err(not_found()),
        Offered::NotAllowed => Err(refusal(405)),
    }
}

fn envelope(status: u16, data: &Value) -> Reply {
    replies::json(status, &json!({ "data": data, "version": "v1" }))
}

/// An error with the vendor's own body.
pub(crate) fn refusal(status: u16) -> Reply {
    let detail = match status {
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => return not_found(),
        405 => "Method Not Allowed",
        409 => "Conflict",
        422 => "The request cannot be processed as it stands",
        429 => "Too Many Requests",
        503 => "Service Unavailable",
        _ => "Internal Server Error",
    };
    replies::json(status, &json!({ "errors": { "detail": detail } }))
}

/// As documented: no body, and a media type that does not exist.
fn not_found() -> Reply {
    replies::typed(404, "application/html", Vec::new())
}
