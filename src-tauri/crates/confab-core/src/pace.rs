//! How fast somebody may do something: so many at once, then one every so often.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::error::{Code, Error, Result};

/// How many keys are remembered before those that are owed nothing are dropped for the first time.
const SWEEP: usize = 4096;

/// A pace that is kept for each key by itself.
pub struct Pace<K> {
    burst: u32,
    every: Duration,
    used: Mutex<Used<K>>,
}

struct Used<K> {
    /// Until when each key has used up what it was given.
    until: HashMap<K, Instant>,
    /// At how many keys the next sweep is worth its time: memory stays within twice of the keys
    /// that owe something, and a flood of keys costs each of them no more than a few steps.
    sweep: usize,
}

impl<K: Eq + Hash> Pace<K> {
    /// `burst` at once, and one more for each `every` that has passed.
    pub fn new(burst: u32, every: Duration) -> Self {
        Self {
            burst,
            every,
            used: Mutex::new(Used {
                until: HashMap::new(),
                sweep: SWEEP,
            }),
        }
    }

    /// Takes one.
    ///
    /// # Errors
    /// How long to wait for the next one.
    pub fn take(&self, key: K) -> Result<(), Duration> {
        let now = Instant::now();
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        if used.until.len() >= used.sweep {
            used.until.retain(|_, until| *until > now);
            used.sweep = SWEEP.max(used.until.len() * 2);
        }
        let until = used.until.entry(key).or_insert(now);
        let from = (*until).max(now);
        let full = now + self.every * self.burst.saturating_sub(1);
        if from > full {
            return Err(from - full);
        }
        *until = from + self.every;
        Ok(())
    }
}

/// The answer to somebody who is too fast.
pub fn too_fast(code: Code, sentence: &str, wait: Duration) -> Error {
    let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
    Error::new(code, sentence).after(seconds.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_burst_is_taken_at_once_and_then_one_for_each_while() {
        let pace = Pace::new(3, Duration::from_secs(2));
        for _ in 0..3 {
            assert_eq!(pace.take("ann"), Ok(()));
        }
        assert_eq!(pace.take("ann"), Err(Duration::from_secs(2)));
        assert_eq!(pace.take("bob"), Ok(()), "bob has a pace of his own");
        tokio::time::advance(Duration::from_secs(2)).await;
        assert_eq!(pace.take("ann"), Ok(()));
        assert!(pace.take("ann").is_err());
        tokio::time::advance(Duration::from_secs(60)).await;
        for _ in 0..3 {
            assert_eq!(pace.take("ann"), Ok(()));
        }
        assert!(pace.take("ann").is_err(), "a long rest gives no more");
    }

    #[tokio::test(start_paused = true)]
    async fn keys_that_owe_nothing_are_not_kept() {
        let pace = Pace::new(2, Duration::from_secs(1));
        for key in 0..1_000_000_u32 {
            let _ = pace.take(key);
            if key % 1000 == 0 {
                tokio::time::advance(Duration::from_secs(1)).await;
            }
        }
        let kept = pace.used.lock().expect("no panic").until.len();
        assert!(kept <= 2 * SWEEP, "{kept}");
    }
}
