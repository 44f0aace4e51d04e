use std::collections::HashMap;

use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::{ArmedFault, DateForm, DeleteChoice, Fault, Offered, RouteName, Setting};

/// One thing that happens to the world. Keys and products are picked by number, whatever there is by then.
#[derive(Clone, Debug)]
enum Event {
    Ordered(Command),
    Ended(usize),
    Expired(usize),
    Minted(usize),
    Asked(usize, usize, usize),
    Garbled(bool, String, String, String),
}

fn fault() -> impl Strategy<Value = Fault> {
    let status = (any::<u16>(), any::<Option<u32>>(), any::<bool>(), any::<bool>()).prop_map(
        |(code, retry_after, retry_as_date, after_effect)| Fault::Status {
            code,
            retry_after,
            retry_as_date,
            after_effect,
        },
    );
    let plain = vec![
        Fault::DroppedBefore,
        Fault::DroppedAfter,
        Fault::Hang,
        Fault::Redirect,
        Fault::Truncated,
        Fault::Garbage,
        Fault::Empty,
        Fault::MissingField,
    ];
    prop_oneof![
        select(plain),
        status,
        any::<u64>().prop_map(Fault::Latency),
        any::<u16>().prop_map(Fault::Html),
        any::<u8>().prop_map(Fault::Quirky),
    ]
}

fn vendor() -> impl Strategy<Value = Vendor> {
    select(vec![Vendor::QuickStream, Vendor::SuperApi])
}

fn order() -> impl Strategy<Value = Command> {
    use RouteName::{Deactivate, Latest, Partner, Product, Products, Provision, Requests, Root};
    let route = select(vec![Root, Latest, Partner, Product, Products, Requests, Provision, Deactivate]);
    let choices = vec![DeleteChoice::Oldest, DeleteChoice::Newest, DeleteChoice::All, DeleteChoice::None];
    let setting = prop_oneof![
        select(choices).prop_map(Setting::DeleteChoice),
        any::<bool>().prop_map(Setting::FacilityWide),
        any::<bool>().prop_map(Setting::MintReturnsId),
        (0..3_u32).prop_map(Setting::FreshKeyRefusals),
        select(vec![DateForm::Colon, DateForm::NoColon]).prop_map(Setting::DateForm),
        select(vec![Offered::On, Offered::NotFound, Offered::NotAllowed]).prop_map(Setting::DeleteWithId),
    ];
    prop_oneof![
        any::<i64>().prop_map(|seconds| Command::Advance { seconds }),
        (0..40_000_000_i64).prop_map(|seconds| Command::Advance { seconds }),
        any::<u32>().prop_map(|days| Command::MakeSecretKey { vendor: Vendor::QuickStream, days }),
        ".{0,20}".prop_map(|key| Command::RevokeKey { key }),
        (".{0,20}", ".{0,20}").prop_map(|(product, name)| Command::RenameProduct { product, name }),
        setting.prop_map(Command::Set),
        Just(Command::DisarmAll),
        (vendor(), proptest::option::of(route), fault(), 0..3_u32).prop_map(
            |(vendor, route, fault, times)| Command::Arm(ArmedFault { vendor, route, fault, times })
        ),
    ]
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        3 => order().prop_map(Event::Ordered),
        1 => any::<usize>().prop_map(Event::Ended),
        1 => any::<usize>().prop_map(Event::Expired),
        1 => any::<usize>().prop_map(Event::Minted),
        6 => any::<(usize, usize, usize)>().prop_map(|(route, key, id)| Event::Asked(route, key, id)),
        1 => (any::<bool>(), ".{0,9}", "(/rest/v1|/api/v1/partner/product)?[/a-z0-9-]{0,50}.{0,9}", ".{0,30}")
            .prop_map(|(quickstream, method, path, header)| Event::Garbled(quickstream, method, path, header)),
    ]
}

impl World {
    fn undergo(&mut self, event: Event) {
        let keys = self.keys();
        let key = |place: usize| keys[place % keys.len()].clone();
        let products = self.0.snapshot(wall()).superapi.products;
        let product = |place: usize| match products.get(place % products.len().max(1)) {
            Some(product) => product.id.clone(),
            None => "00000000-0000-4000-8000-000000000000".to_owned(),
        };
        let order = match event {
            Event::Ordered(order) => order,
            Event::Ended(place) => Command::RevokeKey { key: key(place).text },
            Event::Expired(place) => Command::ExpireKey { key: key(place).id },
            Event::Minted(place) => Command::MintKey { product: (place % 4 > 0).then(|| product(place)) },
            Event::Asked(route, place, id) => {
                let path = format!("/api/v1/partner/product/{}", product(id));
                let keys_path = format!("{path}/product-api-key");
                let text = key(place).text;
                match route % 10 {
                    0 => self.try_quickstream(ROOT, &text),
                    1 | 2 => self.try_quickstream(LATEST, &text),
                    3 => self.try_superapi("GET", "/api/v1/partner", &text),
                    4 => self.try_superapi("GET", "/api/v1/partner/product", &text),
                    5 => self.try_superapi("GET", "/api/v1/api-requests", &text),
                    6 => self.try_superapi("POST", &keys_path, &self.partner_key()),
                    7 => self.try_superapi("DELETE", &keys_path, &self.partner_key()),
                    8 => self.try_superapi(
                        "DELETE",
                        &format!("{keys_path}/{}", key(id).id),
                        &self.partner_key(),
                    ),
                    _ => self.try_superapi("DELETE", &path, &text),
                };
                return;
            }
            Event::Garbled(quickstream, method, path, header) => {
                let (vendor, name) = if quickstream {
                    (Vendor::QuickStream, "authorization")
                } else {
                    (Vendor::SuperApi, "x-api-key")
                };
                self.0.handle(vendor, &request(&method, &path, &[(name, &header)]), wall());
                return;
            }
        };
        self.0.apply(order, wall());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Whatever happens: no panic, no key lost, changed or raised from the dead, and the log's word on effects is
    /// the truth.
    #[test]
    fn the_books_are_kept(events in proptest::collection::vec(event(), 1..40)) {
        let mut world = World::new();
        for event in events {
            let (before, log) = (world.keys(), world.0.snapshot(wall()).log.len());
            let products = world.0.snapshot(wall()).superapi.products.len();
            world.undergo(event);
            let after: HashMap<String, KeySnapshot> =
                world.keys().into_iter().map(|key| (key.text.clone(), key)).collect();
            prop_assert_eq!(after.len(), world.keys().len(), "no two keys alike");
            for key in &before {
                let now = &after[&key.text];
                prop_assert_eq!((&now.id, &now.product, &now.made_at), (&key.id, &key.product, &key.made_at));
                prop_assert!(key.ended_at.is_none() || now.ended_at == key.ended_at);
                prop_assert!(now.ended_at.is_none() || !now.active);
            }
            let view = world.0.snapshot(wall());
            if view.log.len() > log {
                let ended = |keys: &mut dyn Iterator<Item = &KeySnapshot>| keys.filter(|k| k.ended_at.is_some()).count();
                let changed = after.len() != before.len()
                    || ended(&mut after.values()) != ended(&mut before.iter())
                    || view.superapi.products.len() != products;
                prop_assert_eq!(view.log[view.log.len() - 1].effect, changed);
            }
        }
    }

    /// A key is accepted exactly while the books call it active.
    #[test]
    fn what_is_active_is_accepted(events in proptest::collection::vec(event(), 1..30)) {
        let mut world = World::new();
        for event in events {
            world.undergo(event);
        }
        world.order(r#"{"do":"disarm-all"}"#);
        world.order(r#"{"do":"set","setting":"dead-key-is-403","to":false}"#);
        for key in world.keys() {
            let status = match key.kind {
                Kind::Secret | Kind::Publishable => world.quickstream(ROOT, &key.text).status,
                Kind::Partner => world.superapi("GET", "/api/v1/partner", &key.text).status,
                Kind::Product => world.superapi("GET", "/api/v1/api-requests", &key.text).status,
            };
            prop_assert_eq!(status, if key.active { 200 } else { 401 });
        }
    }
}
