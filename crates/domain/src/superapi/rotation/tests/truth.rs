//! What a run says of requests to deactivate that have gone out, whatever becomes of it afterwards.

use super::refused::deleted_in;
use super::*;

fn judged(removes: Removes) -> World {
    let mut world = World::new(removes);
    world.walk_to_deactivate();
    world.deactivate("Payroll");
    world.settle();
    world
}

fn deactivate_means(world: &World) -> String {
    world.run().steps()[5].means.clone()
}

fn leave(world: &mut World) -> Outcome {
    world.said.clear();
    world.act(Act::Abandon { reason: "enough".into() });
    world.run().outcome().unwrap()
}

#[test]
fn a_run_left_before_any_request_says_that_nothing_was_deactivated() {
    let mut world = World::new(Removes::Oldest);
    world.walk_to_deactivate();
    let outcome = leave(&mut world);
    assert!(world.said.contains("before anything was deactivated"));
    assert!(outcome.rolled_out && outcome.deactivations == 0);
    assert!(world.run().is_stored());
}

#[test]
fn a_run_left_after_a_request_to_deactivate_says_so() {
    let mut world = judged(Removes::None);
    world.act(Act::DeactivateOnceMore);
    let outcome = leave(&mut world);
    assert!(!world.said.contains("before anything was deactivated"));
    assert!(world.said.contains("after a request to deactivate had gone out"));
    assert!(outcome.rolled_out && outcome.deactivations == 1);
}

#[test]
fn a_run_left_after_the_wrong_key_was_removed_says_so() {
    let mut world = judged(Removes::Newest);
    world.act(Act::StartOver);
    let outcome = leave(&mut world);
    assert!(!world.said.contains("before anything was deactivated"));
    assert!(!world.said.contains("Nothing was changed"));
    assert!(!outcome.rolled_out && outcome.deactivations == 1);
    assert!(!world.run().is_stored(), "the run that began anew has no new key yet");
}

#[test]
fn two_requests_are_not_called_one() {
    let mut world = judged(Removes::None);
    assert_eq!(deactivate_means(&world), "The request to deactivate went out once.");
    world.act(Act::DeactivateOnceMore);
    world.deactivate("Payroll");
    world.settle();
    assert_eq!(world.vendor.deletes, 2);
    assert!(deactivate_means(&world).starts_with("2 requests to deactivate went out"));
}

#[test]
fn a_request_that_worked_late_is_done_and_not_skipped() {
    let mut world = judged(Removes::None);
    world.act(Act::DeactivateOnceMore);
    world.vendor.alive.retain(|key| key != OLD);
    world.deactivate("Payroll");
    world.settle();
    assert_eq!((world.verdict(), world.vendor.deletes), (Some(Verdict::Complete), 1));
    assert_eq!(world.statuses()[5], Status::Done);
}

#[test]
fn a_request_counts_unless_it_never_left() {
    for (weather, sent) in [
        (Weather::Refused(401), 1),
        (Weather::Refused(409), 1),
        (Weather::Unwell, 1),
        (Weather::LostBefore, 1),
        (Weather::NotSent, 0),
    ] {
        let world = deleted_in(weather, Removes::Oldest);
        assert_eq!(world.run().deactivations(), sent, "{weather:?}");
    }
}

#[test]
fn what_the_request_removes_is_said_in_each_form_and_during_a_hold() {
    let mut world = World::new(Removes::Oldest);
    world.walk_to_deactivate();
    assert!(deactivate_means(&world).contains("does not say which key"));

    let by_id = Case { old_id: Some(ProductId::from_u128(9)), ..case(DeactivateForm::ByKeyId) };
    world = World { rotation: Some(Rotation::begin(by_id)), ..World::new(Removes::Oldest) };
    world.walk_to_deactivate();
    assert!(deactivate_means(&world).contains("names the old key by its id"));

    world = World::new(Removes::Oldest);
    world.act(Act::Check { other_run_open: false });
    world.settle();
    world.provision();
    world.settle();
    world.prove();
    world.settle();
    world.act(Act::RollOut { hold_until: Some(start() + TimeDelta::hours(1)) });
    let means = deactivate_means(&world);
    assert!(means.starts_with("Held until ") && means.contains("does not say which key"), "{means}");
}

#[test]
fn a_lost_reply_to_the_post_gives_one_instruction() {
    use crate::explain::explain;
    use crate::key::KeyKind;
    for weather in [Weather::LostAfter, Weather::LostBefore, Weather::Unwell] {
        let mut world = World::new(Removes::Oldest);
        world.act(Act::Check { other_run_open: false });
        world.settle();
        world.provision();
        world.answer(weather);
        let step = world.run().steps()[1].clone();
        let explained = explain(step.fault.as_ref().unwrap(), KeyKind::SuperApiPartner);
        // Another attempt is offered, so nothing may forbid it, and nothing but its button may ask for it.
        assert!(matches!(world.run().ask(), Ask::Provision { again: true }));
        for text in [&step.means, &explained.next] {
            let text = text.to_lowercase();
            assert!(text.contains("ask superapi") || text.contains("ask the vendor"), "{text}");
            assert!(!text.contains("do not") && !text.contains("try"), "{text}");
        }
    }
}
