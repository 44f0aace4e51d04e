//! A SuperAPI product, as far as the panel needs to know it.

use uuid::Uuid;

/// A product's id. SuperAPI documents UUIDs; anything else makes no request.
pub type ProductId = Uuid;

/// Whether calls with a product's keys have real effects: a flag on the product, not a host (SuperAPI guide
/// on creating products).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reality {
    /// `sandboxed: true`.
    Sandboxed,
    /// `sandboxed: false`.
    Live,
    /// The flag was absent; treated as live wherever it matters.
    Unknown,
}

impl Reality {
    /// Whether a confirmation must be typed: live, and unknown too.
    pub const fn needs_typing(self) -> bool {
        !matches!(self, Self::Sandboxed)
    }

    /// The badge's word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sandboxed => "Sandboxed product",
            Self::Live => "Live product",
            Self::Unknown => "Live or sandboxed: not said",
        }
    }
}

/// What `GET /product` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// The id in every rotation path.
    pub id: ProductId,
    /// Its name; text from the vendor, shown as text only.
    pub name: String,
    /// Live, sandboxed or not said.
    pub reality: Reality,
}

impl Product {
    /// What a sentence calls it: a key that is dead no longer tells its product's name.
    pub fn in_sentence(&self) -> &str {
        let name = self.name.trim();
        if name.is_empty() { "the product" } else { name }
    }
}

/// What `GET /partner` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partner {
    /// The partner's name.
    pub name: String,
}

/// Which documented form of the DELETE a connection uses. Keyturn never falls from one to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeactivateForm {
    /// `…/product-api-key`: names no key (rotation guide).
    ByProduct,
    /// `…/product-api-key/{id}`: names the key (API collection of 2025-05-19); needs an id that the vendor gave.
    ByKeyId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_without_a_name_is_still_called_something() {
        let named = |name: &str| Product { id: Uuid::nil(), name: name.into(), reality: Reality::Unknown };
        assert_eq!(named("Payroll").in_sentence(), "Payroll");
        assert_eq!(named(" ").in_sentence(), "the product");
    }
}
