//! Random sequences of claims and releases, compared with a plain list.

use std::time::{Duration, Instant};

use proptest::collection::vec;
use proptest::prelude::*;
use uuid::Uuid;

use crate::config::Limits;
use crate::error_response::GatewayError;
use crate::serve::peer::Peer;
use crate::store::idempotency::{Caller, UsedIds};

const LIFETIME: u64 = 10;

fn peer(last: u8) -> Peer {
    Peer::of(([192, 0, 2, last], 1).into())
}

#[derive(Clone, Debug)]
enum Step {
    Take { id: u128, connection: usize, peer: u8, refused: bool },
    GiveBack(u128),
    Pass(u64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => (1..20_u128, 0..2_usize, 1..4_u8, any::<bool>())
            .prop_map(|(id, connection, peer, refused)| Step::Take { id, connection, peer, refused }),
        2 => (1..20_u128).prop_map(Step::GiveBack),
        1 => (0..LIFETIME).prop_map(Step::Pass),
    ]
}

proptest! {
    /// The store behaves like a list that is searched from one end to the other.
    #[test]
    fn ids_are_remembered_as_a_plain_list_would(steps in vec(step(), 0..80)) {
        let limits = Limits {
            request_id_lifetime: Duration::from_secs(LIFETIME),
            request_ids_per_connection: 5,
            request_ids_per_peer: 3,
            ..Limits::default()
        };
        let (ids, start) = (UsedIds::new(&limits), Instant::now());
        let mut list: Vec<(u128, Caller, u64)> = Vec::new();
        let mut now = 0;
        for step in steps {
            match step {
                Step::Pass(seconds) => now += seconds,
                Step::GiveBack(id) => {
                    ids.release(Uuid::from_u128(id));
                    list.retain(|(known, _, _)| *known != id);
                }
                Step::Take { id, connection, peer: last, refused } => {
                    let caller = Caller { connection, peer: peer(last) };
                    list.retain(|(_, _, taken)| now - taken < LIFETIME);
                    let of_caller = list.iter().filter(|(_, one, _)| *one == caller).count();
                    let of_all = list.iter().filter(|(_, one, _)| one.connection == connection).count();
                    let expected = if list.iter().any(|(known, _, _)| *known == id) {
                        Err(GatewayError::UsedRequestId)
                    } else if of_caller >= 3 {
                        Err(GatewayError::PeerIdsFull)
                    } else if of_all >= 5 {
                        Err(GatewayError::ConnectionIdsFull)
                    } else if refused {
                        Err(GatewayError::Busy)
                    } else {
                        list.push((id, caller, now));
                        Ok(())
                    };
                    let begin = || if refused { Err(GatewayError::Busy) } else { Ok(()) };
                    let took = ids.claim(Uuid::from_u128(id), caller, start + Duration::from_secs(now), begin);
                    prop_assert_eq!(took, expected);
                }
            }
        }
    }
}
