//! A run that is replayed from its sealed journal stands exactly where the live run stood, wherever the
//! journal was cut, and no cut makes a vendor see a second POST or DELETE.

#![expect(clippy::unwrap_used, reason = "a helper that cannot go on fails its test")]

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use keyturn_domain::call::Call;
use keyturn_domain::connection::{Connection, RootForm};
use keyturn_domain::fault::{Acted, Cause, ProxyRefusal};
use keyturn_domain::moment::{self, Moment};
use keyturn_domain::product::{DeactivateForm, ProductId};
use keyturn_domain::run::machine::{Answered, Effect, Event, Machine};
use keyturn_domain::run::step::Status;
use keyturn_domain::secret::Secret;
use keyturn_domain::superapi::rotation::{Act, Ask, Case, Purpose, Rotation};
use keyturn_domain::vendor::{Environment, Vendor};
use keyturn_sandbox::{Delivery, Sandbox};
use keyturn_vault::act_codec::Journalled;
use keyturn_vault::entry::{Began, Entry, Replied};
use keyturn_vault::error::VaultError;
use keyturn_vault::parked::ReplyKey;
use keyturn_vault::record::Tip;
use keyturn_vault::replay::{Replay, Resumed, lost};
use keyturn_vault::run_start::RunStart;
use keyturn_vault::seal::DataKey;
use keyturn_wire::exchange::heard;
use keyturn_wire::gateway_error::GatewayError;
use keyturn_wire::http::{Reply, VendorRequest};
use keyturn_wire::request::ask;
use keyturn_wire::response::NotReached;
use proptest::prelude::*;
use uuid::Uuid;
use zeroize::Zeroizing;

fn start() -> Moment {
    moment::read("2026-11-22T00:00:00Z").unwrap()
}

fn connection() -> Connection {
    Connection {
        id: "superapi".into(),
        vendor: Vendor::SuperApi,
        environment: Environment::Sandbox,
        label: "SuperAPI".into(),
        path: String::new(),
        deactivate: DeactivateForm::ByProduct,
        request_log: false,
        root: RootForm::Slash,
    }
}

fn key() -> DataKey {
    DataKey::new(Zeroizing::new([9; 32]))
}

/// A live run against the simulated vendor, with its journal.
struct Live {
    machine: Option<Rotation>,
    vendor: Sandbox,
    tip: Tip,
    journal: Vec<String>,
    waiting: Option<(u32, Call)>,
    /// Whether the proxy parks replies.
    parks: bool,
    now: DateTime<Utc>,
}

impl Live {
    fn begin() -> (Self, Case) {
        let vendor = Sandbox::new(start());
        let keys = vendor.starter_keys();
        let of = |prefix: &str| keys.iter().find(|key| key.text.starts_with(prefix)).unwrap().text.clone();
        let (partner, old) = (of("superapipartner_"), of("superapiproduct_"));
        let product = vendor.snapshot(start()).superapi.products[0].id.parse::<ProductId>().unwrap();
        let case = || Case {
            connection: "SuperAPI".into(),
            environment: Environment::Sandbox,
            partner: Arc::new(Secret::new(&partner)),
            old: Arc::new(Secret::new(&old)),
            old_id: None,
            product,
            form: DeactivateForm::ByProduct,
            known_name: None,
            others: 0,
            purpose: Purpose::Rotate,
        };
        let live = Self {
            machine: Some(Rotation::begin(case())),
            vendor,
            tip: Tip::start(Uuid::from_u128(1), Uuid::from_u128(2)),
            journal: Vec::new(),
            waiting: None,
            parks: false,
            now: start(),
        };
        (live, case())
    }

    fn write(&mut self, entry: &Entry) {
        let nonce = [u8::try_from(self.journal.len() % 251).unwrap(); 24];
        let text = self.tip.append(&key(), 1, moment::precise(self.now), nonce, &entry.write()).unwrap();
        self.journal.push(text);
    }

    fn apply(&mut self, event: Event<Act>) {
        let (machine, effects) = self.machine.take().unwrap().apply(event, self.now);
        self.machine = Some(machine);
        for effect in effects {
            if let Effect::Call { ticket, call, .. } = effect {
                self.waiting = Some((ticket, call));
            }
        }
    }

    fn act(&mut self, act: Act) {
        let reply_key = self.parks.then(|| ReplyKey::new(Zeroizing::new([7; 32])).keep());
        self.now += TimeDelta::milliseconds(1_537);
        self.write(&Entry::Acted { act: Rotation::encode_act(&act, reply_key) });
        self.apply(Event::Act(act));
    }

    fn answer(&mut self, delivered: bool) {
        let Some((ticket, call)) = self.waiting.take() else { return };
        self.now += TimeDelta::milliseconds(250);
        let answer = if delivered { Ok(self.vendor_reply(&call)) } else { Err(NotReached { sent: true }) };
        self.write(&Entry::replied(ticket, 250, Replied::of(&answer)));
        let (reply, exchange) = heard(&call, &connection(), answer, 250, self.now);
        self.apply(Event::Answered(Answered { ticket, reply, exchange }));
    }

    fn vendor_reply(&mut self, call: &Call) -> Reply {
        let request = ask(call, &connection()).ok().unwrap();
        let headers =
            request.headers.iter().map(|(name, value)| ((*name).to_owned(), value.to_string())).collect();
        let request = VendorRequest { method: request.method.as_str().into(), path: request.path, headers };
        let Delivery::Whole(mut reply) = self.vendor.handle(Vendor::SuperApi, &request, self.now).delivery
        else {
            unreachable!("no fault is armed")
        };
        reply.headers.push(("x-keyturn-answer".into(), "vendor".into()));
        reply
    }

    fn run(&self) -> &Rotation {
        self.machine.as_ref().unwrap()
    }

    /// Does the next thing that the run asks for.
    fn go_on(&mut self, once: u128) {
        let act = match self.run().ask() {
            Ask::Nothing => return self.answer(true),
            Ask::Check => Act::Check { other_run_open: false },
            Ask::Provision { .. } => Act::Provision { once: Uuid::from_u128(once) },
            Ask::TestAgain => Act::Test,
            // EXPOSE: the test plays the operator who reads the stored key back.
            Ask::Store { key } => Act::ProveStored { pasted: Secret::new(key.expose()) },
            Ask::RollOut => Act::RollOut { hold_until: None },
            Ask::Deactivate { .. } => {
                let product = self.run().product().unwrap().name.clone();
                Act::Deactivate { typed: product, once: Uuid::from_u128(once) }
            }
            Ask::Probe | Ask::Decide(_) => Act::Probe,
            Ask::Over => return,
        };
        self.act(act);
    }

    fn changes_sent(&self) -> usize {
        let log = self.vendor.snapshot(self.now).log;
        log.iter().filter(|line| line.method != "GET").count()
    }
}

fn replayed(case: Case, journal: &[String]) -> Replay<Rotation> {
    replayed_on(Rotation::begin(case), journal, &connection())
}

fn replayed_on(machine: Rotation, journal: &[String], connection: &Connection) -> Replay<Rotation> {
    let mut tip = Tip::start(Uuid::from_u128(1), Uuid::from_u128(2));
    let mut replay = Replay::of(machine);
    for text in journal {
        let (clear, body) = tip.follow(&key(), text).unwrap();
        let at = moment::read(&clear.at).unwrap();
        replay = replay.take(Entry::read(&body).unwrap(), at, connection).ok().unwrap();
    }
    replay
}

/// What a resume makes of a journal that began like `case`, when the proxy now says `today` of the connection.
fn resumed_today(case: &Case, journal: &[String], today: &Connection) -> (Resumed<Rotation>, Connection) {
    let written = Entry::Began(Began::rotation(case, &connection())).write();
    let Entry::Began(began) = Entry::read(&written).unwrap() else { unreachable!("it was a beginning") };
    let reached = began.reached(today).unwrap();
    let Some(RunStart::Rotation(machine)) = began.begin(&reached) else {
        unreachable!("it was a rotation's")
    };
    (replayed_on(machine, journal, &reached).end(), reached)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_replayed_run_stands_where_the_live_run_stood(
        lost_answers in prop::collection::vec(prop::bool::weighted(0.15), 40),
        moves in 1_usize..40,
    ) {
        let (mut live, case) = Live::begin();
        for (step, lose) in lost_answers.into_iter().take(moves).enumerate() {
            if lose && live.waiting.is_some() {
                live.answer(false);
            } else {
                live.go_on(u128::try_from(step).unwrap());
            }
        }
        let resumed = replayed(case, &live.journal).end();
        prop_assert_eq!(resumed.machine.steps(), live.run().steps());
        prop_assert_eq!(resumed.unanswered.map(|(ticket, _)| ticket), live.waiting.as_ref().map(|(ticket, _)| *ticket));
    }
}

#[test]
fn a_crash_at_any_point_resumes_to_the_truth_or_to_unknown() {
    for crash in 0..24 {
        let (mut live, case) = Live::begin();
        for step in 0..crash {
            live.go_on(step);
        }
        // The answer may have been on its way when the page died.
        if let Some((_, call)) = &live.waiting {
            let call = call.clone();
            live.vendor_reply(&call);
        }
        let sent = live.changes_sent();
        let resumed = replayed(case, &live.journal).end();
        live.machine = Some(resumed.machine);
        live.waiting = None;
        if let Some((ticket, call)) = resumed.unanswered {
            live.write(&lost(ticket));
            let (reply, exchange) = heard(&call, &connection(), Err(NotReached { sent: true }), 0, live.now);
            live.apply(Event::Answered(Answered { ticket, reply, exchange }));
        }
        assert_eq!(live.changes_sent(), sent, "resuming sends nothing (crash after {crash})");
        let view = live.vendor.snapshot(live.now);
        // Every key that the vendor made is in hand, or counts as an orphan.
        let made = view.log.iter().filter(|line| line.method == "POST").count();
        let in_hand = usize::from(live.run().new_key().is_some());
        assert!(made <= in_hand + usize::try_from(live.run().orphans()).unwrap(), "crash after {crash}");
    }
}

#[test]
fn an_entry_that_cannot_follow_is_refused() {
    let (_, case) = Live::begin();
    let out_of_place = Replay::of(Rotation::begin(case)).take(lost(1), start(), &connection());
    assert!(out_of_place.is_err());
    let (_, case) = Live::begin();
    let foreign = Entry::Acted { act: keyturn_vault::entry::Act::SkipWatch };
    assert!(Replay::of(Rotation::begin(case)).take(foreign, start(), &connection()).is_err());
}

#[test]
fn a_changed_configuration_does_not_change_what_happened() {
    let today = Connection {
        label: "Renamed".into(),
        path: "/elsewhere".into(),
        deactivate: DeactivateForm::ByKeyId,
        ..connection()
    };
    let (mut live, case) = Live::begin();
    let mut deletions = 0;
    for step in 0..24 {
        live.go_on(step);
        let (resumed, reached) = resumed_today(&case, &live.journal, &today);
        assert_eq!((reached.label.as_str(), reached.path.as_str()), ("SuperAPI", "/elsewhere"));
        let statuses = |run: &Rotation| run.steps().iter().map(|step| step.status).collect::<Vec<_>>();
        assert_eq!(statuses(&resumed.machine), statuses(live.run()), "after {step}");
        let Some((ticket, call @ Call::Deactivate { .. })) = resumed.unanswered else { continue };
        deletions += 1;
        // Read under the new form, the lost DELETE would be one that was never sent.
        let (reply, exchange) = heard(&call, &reached, Err(NotReached { sent: true }), 0, live.now);
        let (machine, _) =
            resumed.machine.apply(Event::Answered(Answered { ticket, reply, exchange }), live.now);
        assert_eq!(machine.deactivations(), 1);
    }
    assert_eq!(deletions, 1, "the run came by its request to deactivate");
}

/// The proxy opens the other form by now, and refuses the one that the run began with.
#[test]
fn a_form_that_was_turned_off_since_is_a_refusal_and_no_deactivation() {
    let (mut live, case) = Live::begin();
    for step in 0..24 {
        live.go_on(step);
        let today = Connection { deactivate: DeactivateForm::ByKeyId, ..connection() };
        let (resumed, reached) = resumed_today(&case, &live.journal, &today);
        let Some((ticket, call @ Call::Deactivate { .. })) = resumed.unanswered else { continue };
        assert!(ask(&call, &reached).is_ok(), "the run goes on in the form that it began with");
        let refused = Ok(GatewayError::TurnedOff.reply());
        let (reply, exchange) = heard(&call, &reached, refused, 0, live.now);
        let (machine, effects) =
            resumed.machine.apply(Event::Answered(Answered { ticket, reply, exchange }), live.now);
        assert!(
            effects.iter().all(|effect| !matches!(effect, Effect::Call { .. })),
            "nothing is asked by itself"
        );
        let steps = machine.steps();
        let deactivate = steps.iter().find(|step| step.step.id() == "superapi.deactivate").unwrap();
        assert_eq!(deactivate.status, Status::Failed);
        let fault = deactivate.fault.as_ref().unwrap();
        assert_eq!((fault.cause, fault.acted), (Cause::ProxyRefused(ProxyRefusal::NotAllowed), Acted::No));
        assert!(fault.words.as_ref().unwrap().contains("does not open this call"), "{fault:?}");
        assert_eq!(
            (machine.deactivations(), live.changes_sent()),
            (0, 1),
            "the vendor has seen the POST only"
        );
        assert!(matches!(machine.ask(), Ask::Deactivate { .. }), "it can be asked for again");
        return;
    }
    unreachable!("the run never came by its request to deactivate")
}

/// A watcher, and whoever locks, must know which answer comes to one page alone.
#[test]
fn only_a_reply_that_is_parked_nowhere_is_said_to_be_unkept() {
    for parks in [false, true] {
        let (mut live, case) = Live::begin();
        live.parks = parks;
        let mut changes = 0;
        for step in 0..24 {
            live.go_on(step);
            let (resumed, _) = resumed_today(&case, &live.journal, &connection());
            let changing = resumed.unanswered.is_some_and(|(_, call)| call.once().is_some());
            assert_eq!(resumed.unkept, changing && !parks, "after {step}");
            changes += usize::from(changing);
        }
        assert_eq!(changes, 2, "the POST and the DELETE");
    }
}

#[test]
fn a_run_goes_on_at_its_own_vendor_and_environment_only() {
    let (_, case) = Live::begin();
    let began = Began::rotation(&case, &connection());
    assert_eq!(began.reached(&connection()), Some(connection()));
    for elsewhere in [
        Connection { vendor: Vendor::QuickStream, ..connection() },
        Connection { environment: Environment::Live, ..connection() },
        Connection { id: "another".into(), ..connection() },
    ] {
        assert_eq!(began.reached(&elsewhere), None);
    }
}

#[test]
fn nothing_follows_a_hand_over_but_taking_up() {
    let export = Uuid::from_u128(5);
    let case = || Case {
        connection: "SuperAPI".into(),
        environment: Environment::Sandbox,
        partner: Arc::new(Secret::new("superapipartner_fake")),
        old: Arc::new(Secret::new("superapiproduct_fake")),
        old_id: None,
        product: ProductId::from_u128(7),
        form: DeactivateForm::ByProduct,
        known_name: None,
        others: 0,
        purpose: Purpose::Rotate,
    };
    let take = |entries: Vec<Entry>| {
        let mut replay = Replay::of(Rotation::begin(case()));
        for entry in entries {
            replay = replay.take(entry, start(), &connection())?;
        }
        Ok::<_, VaultError>(replay.end())
    };
    let handed = || Entry::HandedOver { export };
    let taken = |export| Entry::TakenUp { export };
    let act = || Entry::Acted { act: Rotation::encode_act(&Act::Check { other_run_open: false }, None) };

    assert_eq!(take(vec![handed()]).ok().unwrap().handed, Some(export));
    assert_eq!(take(vec![handed(), taken(export)]).ok().unwrap().handed, None);
    assert_eq!(take(vec![handed(), taken(export), handed(), taken(export)]).ok().unwrap().said.len(), 4);
    for wrong in [
        vec![handed(), act()],
        vec![handed(), handed()],
        vec![handed(), lost(1)],
        vec![handed(), taken(Uuid::from_u128(6))],
        vec![taken(export)],
        vec![act(), handed()],
    ] {
        assert_eq!(take(wrong).err(), Some(VaultError::Malformed));
    }
}

/// Drives a run until its DELETE is on its way.
fn deleting() -> (Live, Case) {
    let (mut live, case) = Live::begin();
    for step in 0..24 {
        live.go_on(step);
        if live.waiting.as_ref().is_some_and(|(_, call)| matches!(call, Call::Deactivate { .. })) {
            return (live, case);
        }
    }
    unreachable!("the run never came by its request to deactivate")
}

fn refusal(status: u16) -> Result<Reply, NotReached> {
    let headers = vec![("x-keyturn-answer".into(), "vendor".into())];
    Ok(Reply { status, headers, body: Zeroizing::default() })
}

/// Journals that were written when a refused DELETE was still believed: they come back as the run stood then, and from
/// there on every DELETE is probed.
#[test]
fn a_journal_of_the_first_rules_comes_back_as_it_was_and_goes_on_by_todays() {
    for status in [400, 401, 403, 407, 409, 422] {
        let (mut live, case) = deleting();
        let (ticket, _) = live.waiting.take().unwrap();
        let first = format!(
            r#"{{"entry":"replied","ticket":{ticket},"millis":250,"reply":{}}}"#,
            serde_json::to_string(&Replied::of(&refusal(status))).unwrap()
        );
        let entry = Entry::read(first.as_bytes()).unwrap();
        assert_eq!(String::from_utf8_lossy(&entry.write()), first, "it is written as it was");
        live.write(&entry);
        let back = replayed(case, &live.journal).end();
        assert!(back.unanswered.is_none(), "{status}");
        assert_eq!(back.machine.deactivations(), 0, "{status}");
        assert!(matches!(back.machine.ask(), Ask::Deactivate { .. }), "{status}");
        live.machine = Some(back.machine);

        live.go_on(100);
        while !live.waiting.as_ref().is_some_and(|(_, call)| matches!(call, Call::Deactivate { .. })) {
            live.answer(true);
        }
        let (ticket, call) = live.waiting.take().unwrap();
        let entry = Entry::replied(ticket, 250, Replied::of(&refusal(status)));
        live.write(&entry);
        let (reply, exchange) = heard(&call, &connection(), refusal(status), 250, live.now);
        live.apply(Event::Answered(Answered { ticket, reply, exchange }));
        assert!(matches!(live.waiting, Some((_, Call::Product(_)))), "{status} is probed");
        let (_, again) = Live::begin();
        let case = Case {
            partner: Arc::clone(&live.run().case().partner),
            old: Arc::clone(&live.run().case().old),
            ..again
        };
        let back = replayed(case, &live.journal).end();
        assert_eq!(back.machine.steps(), live.run().steps(), "{status}");
    }
}
