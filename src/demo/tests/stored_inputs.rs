//! The lines that the demo keeps in the browser, each with its literal form as the first version wrote it. What the
//! demo offers and what has no literal here is told by the tests' last lines.

use keyturn_domain::vendor::Vendor;
use keyturn_sandbox::{
    ArmedFault, Command, DateForm, DeleteChoice, FAULTS, Fault, Offered, OldKey, RouteName, SWITCHES,
    Setting, TARGETS,
};

use super::super::steer::Steer;
use super::Input;

const fn status(code: u16, after_effect: bool) -> Fault {
    Fault::Status { code, retry_after: None, retry_as_date: false, after_effect }
}

#[test]
fn faults_to_order() {
    let targets = [
        ("0", Vendor::QuickStream, None),
        ("1", Vendor::QuickStream, Some(RouteName::Root)),
        ("2", Vendor::QuickStream, Some(RouteName::Latest)),
        ("3", Vendor::SuperApi, None),
        ("4", Vendor::SuperApi, Some(RouteName::Partner)),
        ("5", Vendor::SuperApi, Some(RouteName::Product)),
        ("6", Vendor::SuperApi, Some(RouteName::Products)),
        ("7", Vendor::SuperApi, Some(RouteName::Requests)),
        ("8", Vendor::SuperApi, Some(RouteName::Provision)),
        ("9", Vendor::SuperApi, Some(RouteName::Deactivate)),
        ("payway", Vendor::PayWay, None),
        ("payway.root", Vendor::PayWay, Some(RouteName::Root)),
        ("payway.latest", Vendor::PayWay, Some(RouteName::Latest)),
        ("paymentsplus", Vendor::PaymentsPlus, None),
        ("paymentsplus.root", Vendor::PaymentsPlus, Some(RouteName::Root)),
        ("paymentsplus.latest", Vendor::PaymentsPlus, Some(RouteName::Latest)),
    ];
    let faults = [
        ("0", Fault::DroppedBefore),
        ("1", Fault::DroppedAfter),
        ("2", Fault::Hang),
        ("3", Fault::Latency(3_000)),
        ("4", Fault::Latency(30_000)),
        ("5", status(401, false)),
        ("6", status(403, false)),
        ("7", status(404, false)),
        ("8", status(407, false)),
        ("9", status(422, false)),
        ("10", Fault::Status { code: 429, retry_after: Some(30), retry_as_date: false, after_effect: false }),
        ("11", status(500, false)),
        ("12", status(401, true)),
        ("13", status(403, true)),
        ("14", status(409, true)),
        ("15", status(500, true)),
        ("16", status(503, false)),
        ("17", Fault::Html(200)),
        ("18", Fault::Html(502)),
        ("19", Fault::Redirect),
        ("20", Fault::Truncated),
        ("21", Fault::Huge),
        ("22", Fault::Garbage),
        ("23", Fault::Empty),
        ("24", Fault::MissingField),
        ("25", Fault::Quirky(0)),
    ];
    for (target, vendor, route) in targets {
        for (number, fault) in faults.clone() {
            let line = format!("arm {target} {number} 1");
            assert_eq!(Steer::arm(vendor, route, &fault, 1).unwrap().write(), line);
            let steer = Steer::read(&line).expect(&line);
            assert_eq!(
                steer.order(),
                Some(Command::Arm(ArmedFault { vendor, route, fault, times: 1 })),
                "{line}"
            );
        }
    }
    for line in ["arm 10 0 1", "arm 0 26 1"] {
        assert!(Steer::read(line).and_then(Steer::order).is_none(), "{line}");
    }
    // What was offered later is stored by name.
    let later = Steer::arm(Vendor::SuperApi, Some(RouteName::Root), &Fault::Hang, 1).unwrap();
    assert_eq!(later.write(), "arm superapi.root 2 1");
    assert_eq!(Steer::read("arm superapi.root 2 1"), Some(later));
    assert!(
        TARGETS
            .iter()
            .all(|one| targets.iter().any(|(_, vendor, route)| (one.0, one.1) == (*vendor, *route)))
    );
    assert!(FAULTS.iter().all(|(offered, _)| faults.iter().any(|(_, fault)| fault == offered)));
}

#[test]
fn switches() {
    let settings = [
        ("turn 0 0", Setting::DeleteChoice(DeleteChoice::Oldest)),
        ("turn 0 1", Setting::DeleteChoice(DeleteChoice::Newest)),
        ("turn 0 2", Setting::DeleteChoice(DeleteChoice::All)),
        ("turn 0 3", Setting::DeleteChoice(DeleteChoice::None)),
        ("turn 1 0", Setting::OldKey(OldKey::Stays)),
        ("turn 1 1", Setting::OldKey(OldKey::EndsAtHandOut)),
        ("turn 1 2", Setting::OldKey(OldKey::EndsAtFirstUse)),
        ("turn 2 0", Setting::NewKeyEachTime(false)),
        ("turn 2 1", Setting::NewKeyEachTime(true)),
        ("turn 3 0", Setting::DeleteWithoutId(Offered::On)),
        ("turn 3 1", Setting::DeleteWithoutId(Offered::NotFound)),
        ("turn 3 2", Setting::DeleteWithoutId(Offered::NotAllowed)),
        ("turn 4 0", Setting::DeleteWithId(Offered::On)),
        ("turn 4 1", Setting::DeleteWithId(Offered::NotFound)),
        ("turn 4 2", Setting::DeleteWithId(Offered::NotAllowed)),
        ("turn 5 0", Setting::MintReturnsId(false)),
        ("turn 5 1", Setting::MintReturnsId(true)),
        ("turn 6 0", Setting::MintAnswers201(false)),
        ("turn 6 1", Setting::MintAnswers201(true)),
        ("turn 7 0", Setting::DeadKeyIs403(false)),
        ("turn 7 1", Setting::DeadKeyIs403(true)),
        ("turn 8 0", Setting::FreshKeyRefusals(0)),
        ("turn 8 1", Setting::FreshKeyRefusals(1)),
        ("turn 8 2", Setting::FreshKeyRefusals(2)),
        ("turn 8 3", Setting::FreshKeyRefusals(5)),
        ("turn 9 0", Setting::WwwAuthenticate(false)),
        ("turn 9 1", Setting::WwwAuthenticate(true)),
        ("turn 10 0", Setting::DateForm(DateForm::Colon)),
        ("turn 10 1", Setting::DateForm(DateForm::NoColon)),
        ("turn 11 0", Setting::FacilityWide(false)),
        ("turn 11 1", Setting::FacilityWide(true)),
    ];
    for (line, setting) in settings.clone() {
        assert_eq!(Steer::turn(&setting).unwrap().write(), line);
        assert_eq!(Steer::read(line).expect(line).order(), Some(Command::Set(setting)), "{line}");
    }
    for line in ["turn 12 0", "turn 0 4", "turn 11 2"] {
        assert!(Steer::read(line).and_then(Steer::order).is_none(), "{line}");
    }
    let offered = SWITCHES.iter().flat_map(|switch| switch.positions);
    for (position, _) in offered {
        assert!(settings.iter().any(|(_, setting)| setting == position), "{position:?}");
    }
}

#[test]
fn other_orders() {
    for (line, order) in [
        ("advance -5", Command::Advance { seconds: -5 }),
        ("make 90", Command::MakeSecretKey { vendor: Vendor::QuickStream, days: 90 }),
        ("disarm", Command::DisarmAll),
    ] {
        let steer = Steer::read(line).expect(line);
        assert_eq!((steer.write().as_str(), steer.order()), (line, Some(order)));
    }
}

#[test]
fn inputs() {
    for stored in ["asked\nGET\n/vendor/demo-superapi/partner\nx-api-key\nk", "told\nlost-reply\n3", "disarm"]
    {
        let input = Input::read(stored).expect(stored);
        let word = match &input {
            Input::Asked { .. } => "asked",
            Input::Told { .. } => "told",
            Input::Steered(steer) => match steer {
                Steer::Advance(_) => "advance",
                Steer::MakeSecretKey(_) => "make",
                Steer::Arm(..) => "arm",
                Steer::Turn(..) => "turn",
                Steer::DisarmAll => "disarm",
            },
        };
        assert!(stored.starts_with(word), "{stored}");
        assert_eq!(input.write(), stored);
    }
}
