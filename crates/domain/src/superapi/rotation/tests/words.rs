//! Every sentence that a rotation puts on the screen, in the file beside this one: read it when it changes.

use expect_test::expect_file;

use super::*;

/// A run for this purpose, with its first steps told under a title.
fn story(title: &str, removes: Removes, purpose: Purpose) -> World {
    let case = Case { purpose, ..case(DeactivateForm::ByProduct) };
    let mut world = World { rotation: Some(Rotation::begin(case)), ..World::new(removes) };
    world.telling.text = format!("\n# {title}\n");
    let steps = world.run().steps();
    world.telling.hear(&steps);
    world
}

fn rotating(title: &str, removes: Removes) -> World {
    story(title, removes, Purpose::Rotate)
}

fn check(world: &mut World) {
    world.act(Act::Check { other_run_open: false });
}

fn checked(title: &str) -> World {
    let mut world = rotating(title, Removes::Oldest);
    check(&mut world);
    world.settle();
    world
}

/// The run goes on to where the new key is proven to be stored.
fn stored(mut world: World) -> World {
    check(&mut world);
    world.settle();
    world.provision();
    world.settle();
    world.prove();
    world.settle();
    world
}

fn abandon(world: &mut World) {
    world.act(Act::Abandon { reason: "Wrong day".into() });
}

fn to_the_end() -> World {
    let mut world = rotating("From the beginning to the end", Removes::Oldest);
    world.act(Act::Check { other_run_open: true });
    check(&mut world);
    world.answer(Weather::Unwell);
    check(&mut world);
    world.settle();
    world.provision();
    world.answer(Weather::Refused(400));
    world.provision();
    world.answer(Weather::Fine);
    world.answer(Weather::Refused(401));
    world.answer(Weather::Unwell);
    world.act(Act::Test);
    world.settle();
    world.act(Act::ProveStored { pasted: Secret::new(OLD) });
    world.prove();
    world.answer(Weather::Unwell);
    world.prove();
    world.settle();
    world.act(Act::RollOut { hold_until: Some(start() + TimeDelta::days(1)) });
    world.deactivate("Payroll");
    world.act(Act::EndHold);
    world.deactivate("Sales");
    world.deactivate("Payroll");
    world.answer(Weather::Unwell);
    world.deactivate("Payroll");
    world.settle();
    world.act(Act::Finish);
    world
}

fn a_key_that_is_not_accepted() -> World {
    let mut world = checked("The new key is not accepted");
    world.provision();
    world.answer(Weather::Fine);
    while !world.waiting.is_empty() {
        world.answer(Weather::Refused(401));
    }
    world
}

fn a_lost_key() -> World {
    let mut world = checked("The new key is lost on its way");
    world.provision();
    world.answer(Weather::LostAfter);
    abandon(&mut world);
    world
}

fn an_answer_without_a_key() -> World {
    let mut world = checked("An answer comes to the request for a key, and no key");
    world.provision();
    world.answer(Weather::Unwell);
    world
}

fn judged(title: &str, removes: Removes) -> World {
    let mut world = rotating(title, removes);
    world.walk_to_deactivate();
    world.deactivate("Payroll");
    world.settle();
    world
}

fn a_second_request() -> World {
    let mut world = judged("Nothing was deactivated", Removes::None);
    world.act(Act::DeactivateOnceMore);
    world.deactivate("Payroll");
    world.settle();
    world.act(Act::Finish);
    world
}

fn refused_requests() -> World {
    let mut world = rotating("A request to deactivate is refused, in words only", Removes::Oldest);
    world.walk_to_deactivate();
    world.deactivate("Payroll");
    world.answer(Weather::Fine);
    world.answer(Weather::Fine);
    world.answer(Weather::NotSent);
    world.deactivate("Payroll");
    world.answer(Weather::Fine);
    world.answer(Weather::Fine);
    world.answer(Weather::Refused(401));
    world.settle();
    world.act(Act::DeactivateOnceMore);
    world.deactivate("Payroll");
    world.answer(Weather::Fine);
    world.answer(Weather::Fine);
    world.answer(Weather::RefusedAfter(409));
    world.answer(Weather::Unwell);
    world.settle();
    world.act(Act::Probe);
    world.settle();
    world
}

fn the_wrong_key() -> World {
    let mut world = judged("The new key was removed", Removes::Newest);
    world.act(Act::StartOver);
    abandon(&mut world);
    world
}

fn no_verdict() -> World {
    let mut world = rotating("A probe gets no verdict", Removes::Oldest);
    world.walk_to_deactivate();
    world.deactivate("Payroll");
    (0..3).for_each(|_| world.answer(Weather::Fine));
    world.answer(Weather::Unwell);
    world.settle();
    abandon(&mut world);
    world
}

fn a_leaked_key() -> World {
    let mut world = stored(story("The old key leaked", Removes::Newest, Purpose::Leak));
    world.deactivate("Payroll");
    world.settle();
    world.act(Act::StartOver);
    assert_eq!(world.run().case().purpose, Purpose::Leak);
    world
}

fn a_dead_key() -> World {
    stored(story("The old key is dead", Removes::Oldest, Purpose::Replace))
}

fn left_at_the_start() -> World {
    let mut world = checked("Left before anything was made");
    abandon(&mut world);
    world
}

fn left_with_a_new_key() -> World {
    let mut world = checked("Left with a new key");
    world.provision();
    world.settle();
    abandon(&mut world);
    world
}

#[test]
fn every_turn_of_a_rotation_is_told_in_these_words() {
    let worlds = [
        to_the_end(),
        a_key_that_is_not_accepted(),
        a_lost_key(),
        an_answer_without_a_key(),
        a_second_request(),
        refused_requests(),
        the_wrong_key(),
        judged("Both keys were removed", Removes::All),
        no_verdict(),
        a_leaked_key(),
        a_dead_key(),
        left_at_the_start(),
        left_with_a_new_key(),
    ];
    let told: String = worlds.iter().map(|world| world.telling.text.as_str()).collect();
    expect_file!["words.txt"].assert_eq(&told);
}

#[test]
fn a_waiting_time_is_over_at_its_very_end() {
    let mut world = stored(rotating("", Removes::Oldest));
    // The small world's clock stands still, a minute after the start.
    world.act(Act::RollOut { hold_until: Some(start() + TimeDelta::minutes(1)) });
    assert!(matches!(world.run().ask(), Ask::Deactivate { .. }));
    world.deactivate("Payroll");
    assert!(world.run().refusal().is_none() && !world.waiting.is_empty());
}
