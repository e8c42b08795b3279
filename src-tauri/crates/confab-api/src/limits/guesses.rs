//! How many wrong meetings an address may name in a minute, and all of them together.
//!
//! Right links are never counted, for a whole office sits behind one address. What is remembered
//! is bounded, for all addresses together may try no more than so many ids.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use super::network;

/// Wrong ids that an address may try in one [`WINDOW`].
const ALLOWED: u32 = 29;
/// Wrong ids that all addresses together may try in one [`WINDOW`]: somebody with a network of their
/// own has many addresses.
const ALLOWED_IN_ALL: u32 = 1000;
/// How long tries count.
const WINDOW: Duration = Duration::from_secs(60);
/// How many addresses are remembered before those whose tries count no more are dropped. Of the
/// others there are never more than two windows' [`ALLOWED_IN_ALL`].
const REMEMBERED: usize = 4096;

/// Counts wrong ids per address, and of all.
#[derive(Debug, Default)]
pub struct Guesses(Mutex<Counts>);

#[derive(Debug, Default)]
struct Counts {
    each: HashMap<IpAddr, Tries>,
    all: Option<Tries>,
}

/// What was tried in a window that began at `since`.
#[derive(Debug, Clone, Copy)]
struct Tries {
    since: Instant,
    count: u32,
}

impl Tries {
    fn from(now: Instant) -> Self {
        Self {
            since: now,
            count: 0,
        }
    }

    /// The same window, or the one that begins now.
    fn at(self, now: Instant) -> Self {
        if now.duration_since(self.since) >= WINDOW {
            Self::from(now)
        } else {
            self
        }
    }

    /// The seconds until the next window.
    fn left(self, now: Instant) -> u64 {
        (WINDOW - now.duration_since(self.since)).as_secs().max(1)
    }
}

impl Guesses {
    /// Counts one wrong id. `Err` holds the seconds after which the next one is answered.
    ///
    /// # Errors
    /// Once an address, or all of them together, have used up what they may try.
    pub fn count(&self, address: IpAddr, now: Instant) -> Result<(), u64> {
        let mut counts = self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let Counts { each, all } = &mut *counts;
        let key = network(address);
        let mut tries = each.get(&key).copied().unwrap_or(Tries::from(now)).at(now);
        if tries.count >= ALLOWED {
            return Err(tries.left(now));
        }
        let mut together = all.unwrap_or(Tries::from(now)).at(now);
        if together.count >= ALLOWED_IN_ALL {
            return Err(together.left(now));
        }
        if each.len() >= REMEMBERED && !each.contains_key(&key) {
            each.retain(|_, tries| now.duration_since(tries.since) < WINDOW);
        }
        tries.count += 1;
        together.count += 1;
        each.insert(key, tries);
        *all = Some(together);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_thirtieth_wrong_id_within_a_minute_is_refused_and_a_minute_later_it_is_not() {
        let guesses = Guesses::default();
        let address: IpAddr = "192.0.2.1".parse().expect("an address");
        let start = Instant::now();
        for _ in 0..ALLOWED {
            assert_eq!(guesses.count(address, start), Ok(()));
        }
        assert_eq!(
            guesses.count(address, start + Duration::from_secs(20)),
            Err(40)
        );
        assert_eq!(
            guesses.count("192.0.2.2".parse().expect("an address"), start),
            Ok(())
        );
        assert_eq!(guesses.count(address, start + WINDOW), Ok(()));
    }

    #[test]
    fn addresses_of_one_network_count_together() {
        let guesses = Guesses::default();
        let start = Instant::now();
        for n in 0..ALLOWED {
            let address = format!("2001:db8::{n:x}").parse().expect("an address");
            assert_eq!(guesses.count(address, start), Ok(()));
        }
        assert!(
            guesses
                .count("2001:db8::ffff".parse().expect("an address"), start)
                .is_err()
        );
    }

    #[test]
    fn whoever_has_many_addresses_tries_no_more_than_all_may() {
        let guesses = Guesses::default();
        let start = Instant::now();
        let address = |n: u32| std::net::Ipv4Addr::from(n).into();
        for n in 0..ALLOWED_IN_ALL {
            assert_eq!(guesses.count(address(n), start), Ok(()));
        }
        let later = start + Duration::from_secs(50);
        assert_eq!(guesses.count(address(ALLOWED_IN_ALL), later), Err(10));
        assert_eq!(
            guesses.count(address(ALLOWED_IN_ALL), start + WINDOW),
            Ok(())
        );
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let guesses = Guesses::default();
        let start = Instant::now();
        for n in 0..1_000_000_u32 {
            let _ = guesses.count(
                std::net::Ipv4Addr::from(n).into(),
                start + Duration::from_millis(n.into()),
            );
        }
        assert!(guesses.0.lock().expect("no panic").each.len() <= REMEMBERED);
    }
}
