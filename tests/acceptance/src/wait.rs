//! The only place where a walk waits.

use std::time::{Duration, Instant};

/// How long something may take that should happen at once.
pub const PATIENCE: Duration = Duration::from_secs(15);

const PAUSE: Duration = Duration::from_millis(40);

/// Asks until there is an answer; after `limit`, ends the test with what was last seen instead.
pub async fn until<T>(what: &str, limit: Duration, mut ask: impl AsyncFnMut() -> Result<T, String>) -> T {
    let begun = Instant::now();
    loop {
        match ask().await {
            Ok(answer) => return answer,
            Err(instead) if begun.elapsed() > limit => {
                panic!("waited {} s for {what}; instead: {instead}", limit.as_secs())
            }
            Err(_) => tokio::time::sleep(PAUSE).await,
        }
    }
}
