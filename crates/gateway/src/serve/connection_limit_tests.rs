//! Random sequences of connections that come, are answered and go.

use std::sync::Arc;

use proptest::collection::vec;
use proptest::prelude::*;
use tokio_util::sync::CancellationToken;

use crate::serve::connection_limit::{ConnectionLimit, ConnectionPermit, LimitReached};
use crate::serve::peer::Peer;

fn peer(last: u8) -> Peer {
    Peer::of(([192, 0, 2, last], 1).into())
}

proptest! {
    /// No limit is exceeded, no connection is closed while it is answered, and nobody is rejected because of idle
    /// connections of their own or of a peer with more.
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
