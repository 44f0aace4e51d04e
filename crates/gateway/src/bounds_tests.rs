//! What holds of one-time ids and connections after any sequence of what can happen to them.

use std::sync::Arc;
use std::time::{Duration, Instant};

use proptest::collection::vec;
use proptest::prelude::*;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::config::Limits;
use crate::error_response::OwnError;
use crate::serve::connection_limit::{ConnectionLimit, ConnectionPermit, LimitReached};
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
    /// The same as a list that is looked through from one end to the other.
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
                        Err(OwnError::UsedRequestId)
                    } else if of_caller >= 3 {
                        Err(OwnError::PeerIdsFull)
                    } else if of_all >= 5 {
                        Err(OwnError::ConnectionIdsFull)
                    } else if refused {
                        Err(OwnError::Busy)
                    } else {
                        list.push((id, caller, now));
                        Ok(())
                    };
                    let begin = || if refused { Err(OwnError::Busy) } else { Ok(()) };
                    let took = ids.claim(Uuid::from_u128(id), caller, start + Duration::from_secs(now), begin);
                    prop_assert_eq!(took, expected);
                }
            }
        }
    }

    /// However peers come, are answered and go: no bound is passed, whoever is being answered stays, and nobody is turned
    /// away by his own connections, or by those of one who has more, as long as one of these only waits.
    #[test]
    fn no_waiting_connection_keeps_anybody_out(steps in vec((1..6_u8, any::<bool>(), any::<u8>()), 0..80)) {
        const MOST: usize = 6;
        const MOST_PER_PEER: usize = 3;
        let connections = ConnectionLimit::new(MOST, MOST_PER_PEER);
        let mut open: Vec<(u8, ConnectionPermit, bool)> = Vec::new();
        let mut answering = Vec::new();
        for (last, answered, leaves) in steps {
            if leaves % 3 == 0 && !open.is_empty() {
                open.remove(usize::from(leaves) % open.len());
            }
            let of = |open: &[(u8, ConnectionPermit, bool)], one: u8| open.iter().filter(|(peer, _, _)| *peer == one).count();
            let own = of(&open, last);
            let waits = |open: &[(u8, ConnectionPermit, bool)], one: u8| open.iter().any(|(peer, _, busy)| *peer == one && !busy);
            let own_wait = waits(&open, last);
            let greedier_wait = (1..6).any(|one| of(&open, one) > own && waits(&open, one));
            let before = open.len();
            match connections.acquire(peer(last), CancellationToken::new()) {
                Ok(permit) => {
                    if answered {
                        answering.push(permit.activity.begin_response());
                    }
                    open.push((last, permit, answered));
                }
                Err(LimitReached::Peer(_)) => prop_assert!(own == MOST_PER_PEER && !own_wait),
                Err(LimitReached::All(_)) => prop_assert!(before == MOST && !own_wait && !greedier_wait),
            }
            prop_assert!(open.iter().all(|(_, permit, busy)| !(*busy && permit.cancel.is_cancelled())));
            open.retain(|(_, permit, _)| !permit.cancel.is_cancelled());
            prop_assert!(open.len() <= MOST && (1..6).all(|one| of(&open, one) <= MOST_PER_PEER));
        }
        drop(open);
        prop_assert_eq!(Arc::strong_count(&connections), 1);
    }
}
