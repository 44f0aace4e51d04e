//! Commands that steer the simulated vendors. Each is one JSON object:
//!
//! ```json
//! {"do":"advance","seconds":86400}
//! {"do":"set-clock","to":"2030-01-02T03:04:05Z"}
//! {"do":"reset"}
//! {"do":"make-secret-key","days":90}
//! {"do":"make-secret-key","vendor":"payway","days":90}
//! {"do":"expire-key","key":"<a QuickStream key's text or id>"}
//! {"do":"revoke-key","key":"<any key's text or id>"}
//! {"do":"mint-key","product":"<product id>"}
//! {"do":"mint-key"}
//! {"do":"rename-product","product":"<product id>","name":"New name"}
//! {"do":"remove-product","product":"<product id>"}
//! {"do":"set","setting":"www-authenticate","to":false}
//! {"do":"set","setting":"date-form","to":"no-colon"}
//! {"do":"set","setting":"facility-wide","to":true}
//! {"do":"set","setting":"old-key","to":"ends-at-hand-out"}
//! {"do":"set","setting":"new-key-each-time","to":true}
//! {"do":"set","setting":"delete-choice","to":"newest"}
//! {"do":"set","setting":"delete-without-id","to":"404"}
//! {"do":"set","setting":"delete-with-id","to":"405"}
//! {"do":"set","setting":"mint-answers-201","to":true}
//! {"do":"set","setting":"mint-returns-id","to":true}
//! {"do":"set","setting":"dead-key-is-403","to":true}
//! {"do":"set","setting":"fresh-key-refusals","to":2}
//! {"do":"arm","vendor":"superapi","route":"deactivate","fault":"dropped-after","times":1}
//! {"do":"disarm-all"}
//! ```
//!
//! `date-form` is `colon` or `no-colon`; `old-key` is `stays`, `ends-at-hand-out` or `ends-at-first-use`; `delete-choice` is `oldest`, `newest`, `all` or `none`; the two forms of
//! DELETE are `on`, `404` or `405`. `mint-key` without a product makes a partner key.
//!
//! To arm: `route` is `root`, `latest`, `partner`, `product`, `products`, `requests`, `provision` or `deactivate`
//! (both forms), or absent for any call of that vendor; `times` is 1 when absent. Faults:
//!
//! ```json
//! {"latency":1500}
//! "dropped-before"
//! "dropped-after"
//! "hang"
//! {"status":{"code":403}}
//! {"status":{"code":429,"retry-after":30}}
//! {"status":{"code":503,"retry-after":30,"retry-as-date":true}}
//! {"status":{"code":500,"after-effect":true}}
//! {"html":200}
//! {"html":502}
//! "redirect"
//! "truncated"
//! "huge"
//! "garbage"
//! "empty"
//! "missing-field"
//! {"quirky":0}
//! ```

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::faults::ArmedFault;
use super::keys::{Key, Kind, Stamp};
use super::settings::Setting;
use super::{Sandbox, codec};
use keyturn_domain::vendor::Vendor;

/// A command; the module's documentation has the JSON of each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    /// Moves the clock forward, or back.
    Advance {
        /// Negative to move it back.
        seconds: i64,
    },
    /// Sets the clock, which runs on from there.
    SetClock {
        /// Clamped to 1970..9999.
        #[serde(with = "codec::rfc3339")]
        to: DateTime<Utc>,
    },
    /// Resets everything, settings, faults and log included, to the starter world as of the wall clock.
    Reset,
    /// Westpac: an operator creates a secret key in the product's portal.
    MakeSecretKey {
        /// Which product; QuickStream where it is not said.
        #[serde(with = "codec::vendor", default = "quickstream")]
        vendor: Vendor,
        /// How long it lives.
        days: u32,
    },
    /// Westpac: makes a key expire now.
    ExpireKey {
        /// The key's text or its id.
        key: String,
    },
    /// Revokes (Westpac) or deactivates (SuperAPI) a key by hand.
    RevokeKey {
        /// The key's text or its id.
        key: String,
    },
    /// SuperAPI: mints a key by hand.
    MintKey {
        /// The product's id; a partner key without one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        product: Option<String>,
    },
    /// SuperAPI: renames a product.
    RenameProduct {
        /// The product's id.
        product: String,
        /// Any text.
        name: String,
    },
    /// SuperAPI: removes a product. Its keys are still accepted but reach nothing.
    RemoveProduct {
        /// The product's id.
        product: String,
    },
    /// Changes a setting.
    Set(Setting),
    /// Arms a fault.
    Arm(ArmedFault),
    /// Disarms every fault.
    DisarmAll,
}

const fn quickstream() -> Vendor {
    Vendor::QuickStream
}

const OPERATOR: &str = "operator";

impl Sandbox {
    /// Carries out a command. Returns `false`, and does nothing, if it names a key or product that does not exist.
    pub fn apply(&mut self, command: Command, wall: DateTime<Utc>) -> bool {
        let now = self.now(wall);
        let stamp = Stamp { at: now, by: OPERATOR.to_owned() };
        match command {
            Command::Advance { seconds } => self.clock.advance(seconds, wall),
            Command::SetClock { to } => self.clock.set(to, wall),
            Command::Reset => *self = Self::new(wall),
            Command::MakeSecretKey { vendor, days } => {
                let Some(facility) = self.westpac.at(vendor) else { return false };
                facility.make(Kind::Secret, Some(days), stamp, &mut self.generator);
            }
            Command::ExpireKey { key } => {
                let found = self.westpac.find_key(&key);
                return found.map(|key| key.expire(now)).is_some();
            }
            Command::RevokeKey { key } => {
                let facility = self.westpac.find_key(&key);
                let found = facility.or_else(|| find_key(&mut self.partner.keys, &key));
                return found.map(|key| key.end(stamp)).is_some();
            }
            Command::MintKey { product } => return self.mint(product.as_deref(), stamp),
            Command::RenameProduct { product, name } => {
                let found = id(&product).and_then(|id| self.partner.product_mut(id));
                return found.map(|product| product.rename(name, now)).is_some();
            }
            Command::RemoveProduct { product } => {
                return id(&product).is_some_and(|id| self.partner.remove_product(id));
            }
            Command::Set(setting) => self.settings.set(setting),
            Command::Arm(armed) => self.faults.arm(armed),
            Command::DisarmAll => self.faults.disarm_all(),
        }
        true
    }

    fn mint(&mut self, product: Option<&str>, stamp: Stamp) -> bool {
        let product = match product {
            None => None,
            Some(text) => match id(text).filter(|id| self.partner.product(*id).is_some()) {
                None => return false,
                known => known,
            },
        };
        let key = self.partner.make_key(product, stamp, &mut self.generator);
        key.refusals_left = self.settings.fresh_key_refusals;
        true
    }
}

pub(super) fn find_key<'a>(keys: &'a mut [Key], name: &str) -> Option<&'a mut Key> {
    keys.iter_mut().find(|key| key.has_text_or_id(name))
}

fn id(text: &str) -> Option<Uuid> {
    Uuid::try_parse(text).ok()
}
