//! What a key was checked for, and who may change that.

use super::*;

fn says(code: &str, name: &str) -> Answer<Identity> {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Ok(Identity { community: some(code), community_name: some(name), key_name: None })
}

fn facility(inventory: &Inventory, id: KeyId) -> (Option<String>, Option<String>) {
    let known = inventory.get(id).unwrap().known_facility().unwrap_or_default();
    (known.code, known.name)
}

fn some(code: &str, name: &str) -> (Option<String>, Option<String>) {
    (Some(code.into()), Some(name.into()))
}

#[test]
fn what_a_run_is_told_does_not_replace_what_it_is_compared_with() {
    let mut inventory = Inventory::default();
    let id = add(&mut inventory, Vendor::QuickStream, "F_SEC_one");
    inventory.recognised(id, &says("A", "Shop"), now());
    assert_eq!(facility(&inventory, id), some("A", "Shop"), "what was not known is taken");
    inventory.recognised(id, &says("B", "Mart"), now());
    assert_eq!(facility(&inventory, id), some("A", "Shop"));
    inventory.identified(id, &says("B", "Mart"), now());
    assert_eq!(facility(&inventory, id), some("B", "Mart"), "a check takes it");
    let said = &inventory.get(id).unwrap().history.last().unwrap().text;
    assert_eq!(said, "The vendor says facility Mart (B). It was known as Shop (A).");
    let before = inventory.get(id).unwrap().history.len();
    inventory.identified(id, &says("B", "Mart"), now());
    assert_eq!(inventory.get(id).unwrap().history.len(), before, "the same again is no news");

    let product = |id, name: &str| {
        Ok(Product { id: ProductId::from_u128(id), name: name.into(), reality: Reality::Sandboxed })
    };
    let opens = |inventory: &Inventory, id| inventory.get(id).unwrap().product.clone().unwrap();
    let id = add(&mut inventory, Vendor::SuperApi, "superapiproduct_one");
    inventory.opened(id, &product(7, "Payroll"), now());
    assert_eq!(opens(&inventory, id).name, "Payroll", "what was not known is taken");
    for other in [product(7, "Pay"), product(8, "Payroll")] {
        inventory.opened(id, &other, now());
        assert_eq!((opens(&inventory, id).name.as_str(), opens(&inventory, id).id.as_u128()), ("Payroll", 7));
    }
    let live: Answer<Product> =
        product(7, "Payroll").map(|product| Product { reality: Reality::Live, ..product });
    inventory.opened(id, &live, now());
    assert_eq!(opens(&inventory, id).reality, Reality::Live, "its flag is of today");
    inventory.opens(id, &product(8, "Other"), now());
    assert_eq!(opens(&inventory, id).name, "Other", "a check takes it");
}

#[test]
fn a_vendor_that_names_no_facility_leaves_the_known_one() {
    let mut inventory = Inventory::default();
    let id = add(&mut inventory, Vendor::QuickStream, "F_SEC_one");
    inventory.identified(id, &says("A", ""), now());
    assert_eq!(inventory.get(id).unwrap().facility.as_deref(), Some("A"));
    inventory.identified(id, &says("", ""), now());
    assert_eq!(facility(&inventory, id), some("A", "A"));
    let before = inventory.get(id).unwrap().history.len();
    inventory.identified(id, &says("A", "Shop"), now());
    assert_eq!(inventory.get(id).unwrap().history.len(), before, "a name beside the same code is no move");
}
