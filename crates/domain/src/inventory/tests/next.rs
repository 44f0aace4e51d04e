//! Keys that were handed out: none is dropped.

use super::*;
use crate::call::Minted;
use crate::moment::Thresholds;
use crate::run::machine::Reply;
use crate::vendor::Succession;

fn secret(text: &str) -> Secret {
    Secret::new(text)
}

/// QuickStream names this key to whoever asks with that one.
fn hands_out(inventory: &mut Inventory, asked: &str, text: &str, check: bool) {
    let question =
        Question { vendor: crate::vendor::Vendor::QuickStream, connection: "c", key: &secret(asked), check };
    let reply = Reply::Latest(Ok(Latest {
        key: Arc::new(secret(text)),
        name: KeyName::new(&format!("{}...", &text[..5])),
        expiry: Expiry::At(at("2027-12-01T00:00:00Z")),
    }));
    inventory.hear(question, &reply, now());
}

fn kept(inventory: &Inventory, id: KeyId) -> Vec<bool> {
    let order = ["F_SEC_two", "F_SEC_three", "F_PUB_four", "G_SEC_five"];
    let next = &inventory.get(id).unwrap().next;
    order.iter().map(|text| next.iter().any(|next| next.key.same_as(&secret(text)))).collect()
}

#[test]
fn a_key_that_a_check_brings_is_kept_with_the_key_that_asked() {
    let mut inventory = Inventory::default();
    let id = add(&mut inventory, Vendor::QuickStream, "F_SEC_one");
    hands_out(&mut inventory, "F_SEC_one", "F_SEC_one", true);
    assert!(inventory.get(id).unwrap().next.is_empty(), "its own is no other");
    for text in ["F_SEC_two", "F_PUB_four", "G_SEC_five", "F_SEC_three"] {
        hands_out(&mut inventory, "F_SEC_one", text, true);
    }
    assert_eq!(kept(&inventory, id), [true; 4], "none is dropped, fit or not");
    let key = inventory.get(id).unwrap();
    let candidates: Vec<String> = key.candidates().iter().map(|next| next.title()).collect();
    assert_eq!(candidates, ["F_SEC...", "F_SEC..."], "publishable keys and other facilities follow nobody");
    assert!(key.candidates()[1].key.same_as(&secret("F_SEC_three")), "the newest is the one to go on with");
    hands_out(&mut inventory, "F_SEC_one", "F_SEC_two", true);
    let key = inventory.get(id).unwrap();
    assert!(
        key.candidates()[1].key.same_as(&secret("F_SEC_two")),
        "handed out again, it is the newest again"
    );
    assert_eq!(key.next.len(), 4);
    assert_eq!(inventory.kept(), 4);
}

#[test]
fn a_dead_key_with_a_kept_one_can_be_renewed() {
    let mut inventory = Inventory::default();
    let id = add(&mut inventory, Vendor::QuickStream, "F_SEC_one");
    hands_out(&mut inventory, "F_SEC_one", "F_SEC_two", true);
    let rejected: Answer<()> = Err(Fault { status: Some(401), ..Fault::new(Cause::KeyRejected, Acted::No) });
    inventory.judged(id, &rejected, now());
    let key = inventory.get(id).unwrap();
    assert!(key.changes_hands());
    assert_eq!(key.next_act(now(), Thresholds::default()), NextAct::Succeed(Succession::Renewal));
    let outlook = Outlook { now: now(), ..Outlook::default() };
    let items = attention(&inventory, &outlook);
    assert_eq!(items[0].act, AttentionAct::Succeed { by: Succession::Renewal, dead: true });
    assert!(items[0].text.contains("renew to it now"), "{}", items[0].text);
}

#[test]
fn an_answer_to_a_key_that_is_gone_is_kept_by_itself() {
    let mut inventory = Inventory::default();
    let id = add(&mut inventory, Vendor::QuickStream, "F_SEC_one");
    inventory.remove(id);
    hands_out(&mut inventory, "F_SEC_one", "F_SEC_two", true);
    let [key] = inventory.keys() else { unreachable!("one key") };
    assert!(key.secret.as_ref().unwrap().same_as(&secret("F_SEC_two")));
    assert_eq!((key.standing, key.expiry), (Standing::Unverified, Expiry::At(at("2027-12-01T00:00:00Z"))));
}

#[test]
fn an_answer_to_a_forgotten_key_is_kept_with_what_is_known_of_it() {
    let mut inventory = Inventory::default();
    let id = add(&mut inventory, Vendor::QuickStream, "F_SEC_one");
    inventory.forget(id, now());
    hands_out(&mut inventory, "F_SEC_one", "F_SEC_two", false);
    assert_eq!(kept(&inventory, id), [true, false, false, false]);
    let key = inventory.get(id).unwrap();
    assert!(key.secret.is_none(), "what was forgotten stays forgotten");
    let other = add(&mut inventory, Vendor::QuickStream, "F_SEC_three");
    hands_out(&mut inventory, "F_SEC_three", "F_SEC_one", true);
    assert!(inventory.get(id).unwrap().secret.is_some(), "handed out again, it is kept again");
    assert!(inventory.get(other).unwrap().next.is_empty(), "once is enough");
}

#[test]
fn a_kept_key_asks_for_the_record_that_keeps_it() {
    let mut inventory = Inventory::default();
    let id = add(&mut inventory, Vendor::QuickStream, "F_SEC_one");
    hands_out(&mut inventory, "F_SEC_one", "F_SEC_two", true);
    hands_out(&mut inventory, "F_SEC_two", "F_SEC_three", false);
    assert_eq!(kept(&inventory, id), [true, true, false, false]);
    let two = secret("F_SEC_two");
    let question =
        Question { vendor: crate::vendor::Vendor::QuickStream, connection: "c", key: &two, check: false };
    let rejects = |status| Fault { status: Some(status), ..Fault::new(Cause::KeyRejected, Acted::No) };
    inventory.hear(question, &Reply::Identity(Err(rejects(401))), now());
    let key = inventory.get(id).unwrap();
    assert_eq!(key.next.len(), 2, "a rejected one stays until it is let go");
    assert!(key.candidates()[0].key.same_as(&two), "and is tried last");
    let said = Identity { community: None, community_name: None, key_name: None };
    inventory.hear(question, &Reply::Identity(Ok(said)), now());
    assert!(inventory.get(id).unwrap().next.iter().all(|next| next.rejected.is_none()));
}

#[test]
fn a_renewal_takes_its_key_and_leaves_the_others_to_the_heir() {
    let mut inventory = Inventory::default();
    let id = add(&mut inventory, Vendor::QuickStream, "F_SEC_one");
    hands_out(&mut inventory, "F_SEC_one", "F_SEC_two", true);
    hands_out(&mut inventory, "F_SEC_one", "F_SEC_three", true);
    let new = Arc::new(secret("F_SEC_two"));
    let heir = inventory.renewed(id, new, None, Expiry::Unknown, now()).unwrap();
    assert!(inventory.get(id).unwrap().next.is_empty());
    assert_eq!(kept(&inventory, heir), [false, true, false, false]);
}

#[test]
fn a_renewal_during_which_a_still_newer_key_came_is_not_called_up_to_date() {
    for (order, same) in [(["F_SEC_three", "F_SEC_two"], true), (["F_SEC_two", "F_SEC_three"], false)] {
        let mut inventory = Inventory::default();
        let id = add(&mut inventory, Vendor::QuickStream, "F_SEC_one");
        order.iter().for_each(|text| hands_out(&mut inventory, "F_SEC_one", text, false));
        let new = Arc::new(secret("F_SEC_two"));
        let heir = inventory.renewed(id, new, None, Expiry::Unknown, now()).unwrap();
        assert_eq!(inventory.get(heir).unwrap().should_use.as_ref().unwrap().same, same, "{order:?}");
    }
}

#[test]
fn a_kept_key_is_let_go_by_nobody_but_the_operator() {
    let mut inventory = Inventory::default();
    let id = add(&mut inventory, Vendor::QuickStream, "F_SEC_one");
    hands_out(&mut inventory, "F_SEC_one", "F_SEC_two", true);
    inventory.forget(id, now());
    inventory.dismiss(id, &secret("F_SEC_three"), now());
    assert_eq!(inventory.kept(), 1);
    inventory.dismiss(id, &secret("F_SEC_two"), now());
    assert_eq!(inventory.kept(), 0);
    assert!(inventory.get(id).unwrap().history.last().unwrap().text.contains("was let go"));
}

#[test]
fn a_key_that_is_added_by_hand_is_not_kept_besides() {
    let mut inventory = Inventory::default();
    let id = add(&mut inventory, Vendor::QuickStream, "F_SEC_one");
    hands_out(&mut inventory, "F_SEC_one", "F_SEC_two", true);
    add(&mut inventory, Vendor::QuickStream, "F_SEC_two");
    assert!(inventory.get(id).unwrap().next.is_empty());
    hands_out(&mut inventory, "F_SEC_one", "F_SEC_two", true);
    assert!(inventory.get(id).unwrap().next.is_empty(), "the list has it already");
}

#[test]
fn a_key_is_kept_on_its_own_connection_only() {
    let mut inventory = Inventory::default();
    let id = add(&mut inventory, Vendor::QuickStream, "F_SEC_one");
    let key = secret("F_SEC_one");
    let question = Question {
        vendor: crate::vendor::Vendor::QuickStream,
        connection: "elsewhere",
        key: &key,
        check: false,
    };
    assert!(!inventory.is_known(question));
    let latest = Latest { key: Arc::new(secret("F_SEC_two")), name: None, expiry: Expiry::Unknown };
    inventory.handed_out(question, &latest, now());
    assert!(inventory.get(id).unwrap().next.is_empty());
    assert_eq!(inventory.keys()[1].connection, "elsewhere");
}

#[test]
fn a_key_that_was_made_for_nobody_is_kept_as_unverified() {
    let mut inventory = Inventory::default();
    let minted = Minted { key: Arc::new(secret("superapiproduct_new")), id: None };
    let product = Product { id: ProductId::from_u128(7), name: "P".into(), reality: Reality::Live };
    inventory.adopt_minted("c", Some(&product), &minted, now());
    inventory.adopt_minted("c", Some(&product), &minted, now());
    let [key] = inventory.keys() else { unreachable!("one key") };
    assert_eq!((key.standing, key.product.as_ref()), (Standing::Unverified, Some(&product)));
}
