//! What counts as proof in a rotation, and what does not.

use super::*;
use crate::activity::EntryKind;

fn other_product() -> Reply {
    let id = ProductId::from_u128(8);
    Reply::Product(Ok(Product { id, name: "Other".into(), reality: Reality::Live }))
}

fn answer_with(world: &mut World, reply: Reply) {
    let (ticket, _) = world.waiting.pop().unwrap();
    world.tell(Event::Answered(Answered { ticket, reply, exchange: exchange() }));
}

fn minted() -> World {
    let mut world = World::new(Removes::Oldest);
    world.act(Act::Check { other_run_open: false });
    world.settle();
    world.provision();
    world.answer(Weather::Fine);
    world
}

#[test]
fn trap_27_a_new_key_of_another_product_is_not_tested() {
    let mut world = minted();
    answer_with(&mut world, other_product());
    assert_eq!(world.run().refusal(), Some(&Refusal::NewKeyOfOtherProduct));
    assert_eq!(world.statuses()[2], Status::Failed);
}

#[test]
fn trap_27_a_stored_key_that_opens_another_product_is_not_proven() {
    let mut world = minted();
    world.settle();
    world.prove();
    answer_with(&mut world, other_product());
    assert_eq!(world.run().refusal(), Some(&Refusal::NewKeyOfOtherProduct));
    assert!(matches!(world.run().ask(), Ask::Store { .. }));
}

#[test]
fn only_a_rejection_is_worth_waiting_for() {
    let mut world = minted();
    world.answer(Weather::Unwell);
    assert!(world.waiting.is_empty());
    assert_eq!(world.statuses()[2], Status::Failed);
}

#[test]
fn a_replacement_needs_no_key_id_because_nothing_is_deactivated() {
    let replace = Case { purpose: Purpose::Replace, ..case(DeactivateForm::ByKeyId) };
    let mut world = World { rotation: Some(Rotation::begin(replace)), ..World::new(Removes::Oldest) };
    world.act(Act::Check { other_run_open: false });
    assert_eq!((world.run().refusal(), world.waiting.len()), (None, 1));
}

#[test]
fn a_dead_new_key_is_an_alarm_and_a_living_old_one_is_not() {
    for (removes, alarms) in
        [(Removes::Oldest, false), (Removes::None, false), (Removes::Newest, true), (Removes::All, true)]
    {
        let mut world = World::new(removes);
        world.walk_to_deactivate();
        world.deactivate("Payroll");
        world.settle();
        let alarm = format!("kind: {:?}", EntryKind::Alarm);
        assert_eq!(world.said.contains(&alarm), alarms, "{removes:?}");
    }
}

#[test]
fn a_leak_goes_from_proven_storage_to_deactivate_and_skips_no_proof() {
    let leak = Case { purpose: Purpose::Leak, ..case(DeactivateForm::ByProduct) };
    let mut world = World { rotation: Some(Rotation::begin(leak)), ..World::new(Removes::Oldest) };
    world.act(Act::Check { other_run_open: false });
    world.settle();
    world.deactivate("Payroll");
    assert!(world.waiting.is_empty(), "there is no new key yet");
    world.provision();
    world.settle();
    world.act(Act::RollOut { hold_until: None });
    world.deactivate("Payroll");
    assert!(world.waiting.is_empty(), "its storage is not proven, leak or not");
    assert!(matches!(world.run().ask(), Ask::Store { .. }));
    world.prove();
    world.settle();
    assert!(
        matches!(world.run().ask(), Ask::Deactivate { hold_until: None, .. }),
        "the roll-out does not wait"
    );
    assert_eq!(world.statuses()[4], Status::Skipped);
    world.deactivate("Payroll");
    world.settle();
    assert!(world.run().is_over());
    assert_eq!((world.vendor.posts, world.vendor.deletes), (1, 1));
    let outcome = world.run().outcome().unwrap();
    assert!(outcome.rolled_out_at.is_some() && outcome.made_at.is_some());
}
