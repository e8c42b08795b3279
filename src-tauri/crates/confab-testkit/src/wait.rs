//! Waiting for something to become true, with a limit and a sentence.

use std::future::Future;
use std::time::{Duration, Instant};

/// Asks every 20 ms until `ask` gives something; panics with `what` once `limit` has passed.
pub async fn wait_until<T, F>(what: &str, limit: Duration, mut ask: impl FnMut() -> F) -> T
where
    F: Future<Output = Option<T>>,
{
    let began = Instant::now();
    loop {
        if let Some(found) = ask().await {
            return found;
        }
        assert!(began.elapsed() < limit, "{what}: not within {limit:?}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// [`wait_until`] for a plain condition that needs no waiting itself.
pub async fn soon(what: &str, limit: Duration, mut holds: impl FnMut() -> bool) {
    wait_until(what, limit, || {
        let yes = holds();
        async move { yes.then_some(()) }
    })
    .await;
}

/// Awaits `future`, or panics with `what` once `limit` has passed.
pub async fn within<T>(what: &str, limit: Duration, future: impl Future<Output = T>) -> T {
    match tokio::time::timeout(limit, future).await {
        Ok(value) => value,
        Err(_) => panic!("{what}: not within {limit:?}"),
    }
}
