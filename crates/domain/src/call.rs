//! The calls that the machines ask for. `wire` turns them into requests; the machines never see HTTP.

use std::sync::Arc;

use uuid::Uuid;

use super::key_name::KeyName;
use super::moment::Expiry;
use super::product::{DeactivateForm, ProductId};
use super::secret::Secret;
use super::vendor::Vendor;

/// The id under which a call that changes something may pass the forwarder once.
pub type OnceId = Uuid;

/// One question, or one act, at a vendor. It has no `Debug`: it holds a key.
#[derive(Clone)]
pub enum Call {
    /// QuickStream, PayWay or PaymentsPlus `GET /`.
    WestpacRoot(Vendor, Arc<Secret>),
    /// QuickStream, PayWay or PaymentsPlus `GET /api-keys/latest`.
    WestpacLatest(Vendor, Arc<Secret>),
    /// SuperAPI `GET /partner`.
    Partner(Arc<Secret>),
    /// SuperAPI `GET /product`.
    Product(Arc<Secret>),
    /// SuperAPI `GET /partner/product`.
    Products(Arc<Secret>),
    /// SuperAPI `POST …/product-api-key`.
    Provision {
        /// The partner key.
        partner: Arc<Secret>,
        /// The product that gets a new key.
        product: ProductId,
        /// The one-time id.
        once: OnceId,
    },
    /// SuperAPI `DELETE …/product-api-key`, in the connection's form.
    Deactivate {
        /// The partner key.
        partner: Arc<Secret>,
        /// The product that loses a key.
        product: ProductId,
        /// Which form, and the key's id where the form names one.
        form: Deactivation,
        /// The one-time id.
        once: OnceId,
    },
}

impl Call {
    /// Whose call it is: the one vendor that may see its key.
    pub const fn vendor(&self) -> Vendor {
        match self {
            Self::WestpacRoot(vendor, _) | Self::WestpacLatest(vendor, _) => *vendor,
            Self::Partner(_)
            | Self::Product(_)
            | Self::Products(_)
            | Self::Provision { .. }
            | Self::Deactivate { .. } => Vendor::SuperApi,
        }
    }

    /// The key that it is made with.
    pub const fn key(&self) -> &Arc<Secret> {
        match self {
            Self::WestpacRoot(_, key)
            | Self::WestpacLatest(_, key)
            | Self::Partner(key)
            | Self::Product(key)
            | Self::Products(key)
            | Self::Provision { partner: key, .. }
            | Self::Deactivate { partner: key, .. } => key,
        }
    }

    /// The one-time id of a call that changes something.
    pub const fn once(&self) -> Option<OnceId> {
        match self {
            Self::Provision { once, .. } | Self::Deactivate { once, .. } => Some(*once),
            _ => None,
        }
    }
}

/// A DELETE's form with what it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deactivation {
    /// Names no key.
    ByProduct,
    /// Names the key with this id.
    ByKeyId(Uuid),
}

impl Deactivation {
    /// The form a connection asks for; `None` if it names a key and the vendor never gave this key's id.
    pub fn choose(form: DeactivateForm, key_id: Option<Uuid>) -> Option<Self> {
        match form {
            DeactivateForm::ByProduct => Some(Self::ByProduct),
            DeactivateForm::ByKeyId => key_id.map(Self::ByKeyId),
        }
    }
}

/// What a Westpac product's `GET /` says of the key that asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Facility code, which each product calls something else.
    pub community: Option<String>,
    /// Facility name.
    pub community_name: Option<String>,
    /// The name of the key that asked.
    pub key_name: Option<KeyName>,
}

/// What a Westpac product's `GET /api-keys/latest` says: the key to use from now on. It has no `Debug`: it holds the key.
#[derive(Clone)]
pub struct Latest {
    /// The key itself.
    pub key: Arc<Secret>,
    /// Its name, for logs.
    pub name: Option<KeyName>,
    /// Its own expiry (not that of the key that asked).
    pub expiry: Expiry,
}

/// What SuperAPI's POST says. It has no `Debug`: it holds the key.
#[derive(Clone)]
pub struct Minted {
    /// The new key.
    pub key: Arc<Secret>,
    /// The new key's id, where the vendor gave one (undocumented).
    pub id: Option<Uuid>,
}
