//! What comes back to a DELETE in place of a success: it proves nothing, and only probes tell.

use super::*;

/// A run whose DELETE is met by this weather, with all that follows from it.
pub(super) fn deleted_in(weather: Weather, removes: Removes) -> World {
    let mut world = World::new(removes);
    world.walk_to_deactivate();
    world.deactivate("Payroll");
    world.answer(Weather::Fine);
    world.answer(Weather::Fine);
    world.answer(weather);
    world.settle();
    world
}

#[test]
fn trap_29_no_refusal_of_a_delete_is_believed() {
    for code in [400, 401, 403, 404, 405, 407, 409, 410, 422] {
        for (removes, verdict, status) in [
            (Removes::Oldest, Verdict::Complete, Status::Done),
            (Removes::Newest, Verdict::WrongKeyRemoved, Status::Done),
            (Removes::All, Verdict::BothDead, Status::Done),
            (Removes::None, Verdict::OldStillAlive, Status::Failed),
        ] {
            let world = deleted_in(Weather::RefusedAfter(code), removes);
            assert_eq!((world.verdict(), world.vendor.deletes), (Some(verdict), 1), "{code} {removes:?}");
            assert_eq!((world.statuses()[5], world.run().deactivations()), (status, 1), "{code} {removes:?}");
            let step = &world.run().steps()[5];
            assert!(step.means.contains(&format!("Status {code} came back")), "{}", step.means);
            assert_eq!(step.fault.as_ref().and_then(|fault| fault.status), Some(code));
        }
    }
}

#[test]
fn a_delete_that_never_left_wants_a_new_confirmation_and_no_probe() {
    let mut world = deleted_in(Weather::NotSent, Removes::Oldest);
    assert_eq!(world.statuses()[5], Status::Failed);
    assert_eq!((world.run().deactivations(), world.vendor.deletes), (0, 0));
    world.deactivate("Payroll");
    world.settle();
    assert_eq!((world.verdict(), world.vendor.deletes), (Some(Verdict::Complete), 1));
    assert!(world.run().steps()[5].fault.is_none(), "what came of an earlier request goes with it");
}

#[test]
fn a_refused_delete_can_be_confirmed_once_more_and_its_refusal_is_forgotten() {
    let mut world = deleted_in(Weather::Refused(401), Removes::Oldest);
    assert_eq!(world.verdict(), Some(Verdict::OldStillAlive));
    world.act(Act::DeactivateOnceMore);
    world.deactivate("Payroll");
    world.settle();
    assert_eq!((world.verdict(), world.vendor.deletes), (Some(Verdict::Complete), 2));
    assert!(world.run().steps()[5].fault.is_none());
    assert_eq!(world.statuses()[5], Status::Done);
}
