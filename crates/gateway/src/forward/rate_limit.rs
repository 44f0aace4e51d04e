//! Rate limit for one vendor connection: vendors block an address that sends too much, and the gateway is one address
//! for everybody.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::config::Limits;
use crate::error_response::GatewayError;

pub(crate) struct RateLimit {
    per_second: f64,
    burst: f64,
    bucket: Mutex<Bucket>,
    in_flight: Arc<Semaphore>,
}

struct Bucket {
    tokens: f64,
    filled: Instant,
}

impl RateLimit {
    pub(crate) fn new(limits: &Limits, now: Instant) -> Self {
        Self {
            per_second: limits.per_second.into(),
            burst: limits.burst.into(),
            bucket: Mutex::new(Bucket { tokens: limits.burst.into(), filled: now }),
            in_flight: Arc::new(Semaphore::new(usize::try_from(limits.concurrent).unwrap_or(1))),
        }
    }

    /// A permit for one exchange, held until it is dropped.
    pub(crate) fn acquire(&self, now: Instant) -> Result<OwnedSemaphorePermit, GatewayError> {
        let permit = Arc::clone(&self.in_flight).try_acquire_owned().map_err(|_| GatewayError::Busy)?;
        let mut bucket = self.bucket.lock().unwrap_or_else(PoisonError::into_inner);
        let elapsed = now.saturating_duration_since(bucket.filled).as_secs_f64();
        bucket.tokens = elapsed.mul_add(self.per_second, bucket.tokens).min(self.burst);
        bucket.filled = now;
        if bucket.tokens < 1.0 {
            return Err(GatewayError::Busy);
        }
        bucket.tokens -= 1.0;
        Ok(permit)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_burst_passes_then_the_rate_holds() {
        let start = Instant::now();
        let limits = Limits { per_second: 2, burst: 3, ..Limits::default() };
        let rate_limit = RateLimit::new(&limits, start);
        let passed = (0..10).filter(|_| rate_limit.acquire(start).is_ok()).count();
        assert_eq!(passed, 3);
        let second_later = start + Duration::from_secs(1);
        let passed = (0..10).filter(|_| rate_limit.acquire(second_later).is_ok()).count();
        assert_eq!(passed, 2);
    }

    #[test]
    fn exchanges_under_way_are_counted() {
        let start = Instant::now();
        let rate_limit = RateLimit::new(&Limits { concurrent: 1, ..Limits::default() }, start);
        let first = rate_limit.acquire(start);
        assert!(first.is_ok());
        assert_eq!(rate_limit.acquire(start).err(), Some(GatewayError::Busy));
        drop(first);
        assert!(rate_limit.acquire(start).is_ok());
    }
}
