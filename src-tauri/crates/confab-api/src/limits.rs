//! What an address may do at the guest door: name so many wrong meetings a minute, and check its
//! connection every few seconds, and no more.
//!
//! Right links are never counted, for a whole office sits behind one address. What is remembered
//! is bounded: when it is full, the oldest address is forgotten.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use confab_core::error::{Code, Error};
use confab_core::pace::{Pace, too_fast};

/// Wrong ids that an address may try in one [`WINDOW`].
pub const ALLOWED: u32 = 29;
/// How long tries count.
pub const WINDOW: Duration = Duration::from_secs(60);
/// How often an address may check its connection at once, and after that once every so long.
const CHECKS: u32 = 12;
const CHECK_EVERY: Duration = Duration::from_secs(10);
/// How many addresses are remembered.
const REMEMBERED: usize = 4096;

/// Counts wrong ids per address.
#[derive(Debug, Default)]
pub struct Guesses(Mutex<HashMap<IpAddr, Tries>>);

#[derive(Debug, Clone, Copy)]
struct Tries {
    since: Instant,
    count: u32,
}

impl Guesses {
    /// Counts one wrong id. `Err` holds the seconds after which the next one is answered.
    ///
    /// # Errors
    /// Once an address has used up what it may try.
    pub fn count(&self, address: IpAddr, now: Instant) -> Result<(), u64> {
        let mut all = self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let key = network(address);
        if all.len() >= REMEMBERED && !all.contains_key(&key) {
            all.retain(|_, tries| now.duration_since(tries.since) < WINDOW);
            if all.len() >= REMEMBERED
                && let Some(oldest) = all
                    .iter()
                    .min_by_key(|(_, tries)| tries.since)
                    .map(|(key, _)| *key)
            {
                all.remove(&oldest);
            }
        }
        let tries = all.entry(key).or_insert(Tries {
            since: now,
            count: 0,
        });
        let age = now.duration_since(tries.since);
        if age >= WINDOW {
            *tries = Tries {
                since: now,
                count: 0,
            };
        }
        if tries.count >= ALLOWED {
            return Err((WINDOW - age).as_secs().max(1));
        }
        tries.count += 1;
        Ok(())
    }
}

/// Counts checks of a connection per address: each opens a room at the LiveKit server.
pub struct Checks(Pace<IpAddr>);

impl Default for Checks {
    fn default() -> Self {
        Self(Pace::new(CHECKS, CHECK_EVERY))
    }
}

impl Checks {
    /// Counts one.
    ///
    /// # Errors
    /// [`Code::TooManyRequests`], with the seconds after which the next one is answered.
    pub fn count(&self, address: IpAddr) -> Result<(), Error> {
        self.0.take(network(address)).map_err(|wait| {
            too_fast(
                Code::TooManyRequests,
                "The connection was checked many times from here. Wait a moment, then check again.",
                wait,
            )
        })
    }
}

/// Whoever has one IPv6 address has 2⁶⁴ of them.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => v6.to_ipv4_mapped().map_or_else(
            || {
                let [a, b, c, d, ..] = v6.segments();
                IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
            },
            IpAddr::V4,
        ),
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
    fn what_is_remembered_is_bounded() {
        let guesses = Guesses::default();
        let start = Instant::now();
        for n in 0..20_000_u32 {
            let _ = guesses.count(
                std::net::Ipv4Addr::from(n).into(),
                start + Duration::from_millis(n.into()),
            );
        }
        assert!(guesses.0.lock().expect("no panic").len() <= REMEMBERED);
    }
}
