//! What a run tells when it is asked, at every turn.

use super::*;

fn checked() -> World {
    let mut world = World::new(Removes::Oldest);
    world.act(Act::Check { other_run_open: false });
    world.settle();
    world
}

/// A run that asked for a deactivation, before the answer.
fn deactivating(removes: Removes) -> World {
    let mut world = World::new(removes);
    world.walk_to_deactivate();
    world.deactivate("Payroll");
    world.answer(Weather::Fine);
    world.answer(Weather::Fine);
    world
}

#[test]
fn the_product_is_known_from_the_checks_on() {
    let mut world = World::new(Removes::Oldest);
    assert!(world.run().product().is_none());
    world = checked();
    assert_eq!(world.run().product().unwrap().name, "Payroll");
    world.provision();
    world.settle();
    assert_eq!(world.run().product().unwrap().name, "Payroll");
}

#[test]
fn a_replacement_learns_its_product_from_the_new_key() {
    let replace = Case { purpose: Purpose::Replace, ..case(DeactivateForm::ByProduct) };
    let mut world = World { rotation: Some(Rotation::begin(replace)), ..World::new(Removes::Oldest) };
    world.act(Act::Check { other_run_open: false });
    world.settle();
    assert_eq!(world.run().product().unwrap().name, "");
    world.provision();
    world.settle();
    assert_eq!(world.run().product().unwrap().name, "Payroll");
}

#[test]
fn the_fault_that_the_run_stands_before_is_told_and_goes_with_it() {
    let mut world = World::new(Removes::Oldest);
    assert!(world.run().fault().is_none());
    world.act(Act::Check { other_run_open: false });
    world.answer(Weather::Unwell);
    assert_eq!(world.run().fault().unwrap().status, Some(503));
    world = checked();
    assert!(world.run().fault().is_none());
    world.provision();
    world.answer(Weather::LostAfter);
    assert_eq!(world.run().fault().unwrap().cause, Cause::ProxyUnreachable);
}

#[test]
fn a_refused_mint_is_no_orphan() {
    let mut world = checked();
    world.provision();
    world.answer(Weather::Refused(403));
    assert_eq!((world.run().orphans(), world.statuses()[1]), (0, Status::Failed));
    assert!(matches!(world.run().ask(), Ask::Provision { again: false }));
}

#[test]
fn both_probes_are_told_once_there_are_both() {
    let mut world = deactivating(Removes::None);
    world.answer(Weather::Fine);
    assert!(world.run().probes().is_none());
    assert_eq!(world.run().deactivations(), 1, "the request counts before its verdict");
    world.settle();
    assert_eq!(world.run().probes(), Some((&Probe::Alive, &Probe::Alive)));
}

#[test]
fn a_verdict_may_be_taken_as_the_end() {
    let mut world = deactivating(Removes::None);
    world.settle();
    assert!(!world.run().is_over());
    world.act(Act::Finish);
    assert!(world.run().is_over());
    assert_eq!(world.run().outcome().unwrap().ending, Ending::Judged(Verdict::OldStillAlive));
}

#[test]
fn an_answer_of_another_kind_leaves_the_run_waiting() {
    let mut world = World::new(Removes::Oldest);
    world.act(Act::Check { other_run_open: false });
    let (ticket, _) = world.waiting[0];
    let reply = Reply::Deactivated(Ok(()));
    world.tell(Event::Answered(Answered { ticket, reply, exchange: exchange() }));
    assert!(world.run().is_busy());
    world.settle();
    assert!(matches!(world.run().ask(), Ask::Provision { again: false }), "the right answer is still taken");
}

#[test]
fn ending_the_waiting_time_takes_back_the_refusal() {
    let mut world = checked();
    world.provision();
    world.settle();
    world.prove();
    world.settle();
    world.act(Act::RollOut { hold_until: Some(start() + TimeDelta::days(1)) });
    world.deactivate("Payroll");
    assert_eq!(world.run().refusal(), Some(&Refusal::StillHeld));
    world.act(Act::EndHold);
    assert_eq!(world.run().refusal(), None);
}

#[test]
fn a_new_key_is_tried_at_once_and_then_with_patience() {
    let mut world = checked();
    let mut waits = Vec::new();
    world.provision();
    let mut machine = world.rotation.take().unwrap();
    let (ticket, call) = world.waiting.pop().unwrap();
    let reply = world.vendor.answer(&call, Weather::Fine);
    let mut event = Event::Answered(Answered { ticket, reply, exchange: exchange() });
    loop {
        let (moved, effects) = machine.apply(event, start());
        machine = moved;
        let asked = effects.into_iter().find_map(|effect| match effect {
            Effect::Call { ticket, after_ms, .. } => Some((ticket, after_ms)),
            Effect::Record(_) => None,
        });
        let Some((ticket, after_ms)) = asked else { break };
        waits.push(after_ms);
        let reply = Reply::Product(Err(status(Cause::KeyRejected, 401, Acted::No)));
        event = Event::Answered(Answered { ticket, reply, exchange: exchange() });
    }
    let mut expected = vec![0];
    expected.extend(super::super::moves::PATIENCE);
    assert_eq!(waits, expected);
    assert!(expected[1..].iter().all(|wait| *wait > 0));
}

#[test]
fn every_refusal_says_something_of_its_own() {
    use Refusal as R;
    let all = [
        R::OtherRunOpen,
        R::NoKeyId,
        R::ProductChanged { known: "A".into(), said: "B".into() },
        R::SameKeyMinted,
        R::NewKeyOfOtherProduct,
        R::NewKeyNotAlive,
        R::StillHeld,
        R::NameNotTyped,
        R::Mismatch(StoreMismatch::OldKey),
        R::Mismatch(StoreMismatch::PartnerKey),
        R::Mismatch(StoreMismatch::AnotherKey),
    ];
    let words: BTreeSet<_> = all.iter().map(Refusal::words).collect();
    assert_eq!(words.len(), all.len());
    assert!(words.iter().all(|words| words.ends_with('.')));
}

#[test]
fn what_was_read_back_is_called_what_it_is() {
    let mut world = checked();
    world.provision();
    world.settle();
    for (pasted, mismatch) in [
        (OLD, StoreMismatch::OldKey),
        ("superapipartner_partnerpartnerCANARYP", StoreMismatch::PartnerKey),
        ("superapiproduct_somethingelse", StoreMismatch::AnotherKey),
    ] {
        world.act(Act::ProveStored { pasted: Secret::new(pasted) });
        assert_eq!(world.run().refusal(), Some(&Refusal::Mismatch(mismatch)));
    }
}

#[test]
fn an_answer_that_brings_no_key_is_not_called_a_lost_reply() {
    let told = |fault: Fault| {
        let mut world = checked();
        world.provision();
        let (ticket, _) = world.waiting.pop().unwrap();
        let reply = Reply::Minted(Err(Fault { acted: Acted::Maybe, ..fault }));
        world.tell(Event::Answered(Answered { ticket, reply, exchange: exchange() }));
        assert_eq!((world.statuses()[1], world.run().orphans()), (Status::Unknown, 1));
        assert!(world.waiting.is_empty(), "it is never repeated by itself");
        world.run().steps()[1].means.clone()
    };
    for (cause, code) in [
        (Cause::VendorUnwell, 429),
        (Cause::VendorUnwell, 500),
        (Cause::VendorUnwell, 503),
        (Cause::NotTheVendor, 200),
        (Cause::NotTheVendor, 302),
        (Cause::Unusable, 201),
    ] {
        let means = told(status(cause, code, Acted::Maybe));
        assert!(
            means.starts_with(&format!("An answer came, with status {code} and without a key")),
            "{means}"
        );
        assert!(!means.contains("lost"), "{means}");
    }
    for fault in [
        Fault::new(Cause::ProxyUnreachable, Acted::Maybe),
        status(Cause::ProxyRefused(ProxyRefusal::TimedOut), 504, Acted::Maybe),
        status(Cause::ProxyRefused(ProxyRefusal::ReplyLost), 502, Acted::Maybe),
    ] {
        assert!(told(fault).starts_with("The reply was lost."));
    }
}
