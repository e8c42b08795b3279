//! How many wrong meeting ids a network may name, and all of them together.
//!
//! An id is looked up only with a [`Look`] in hand, and a network that is over its limit gets none:
//! what it is answered then is the same for right and wrong ids. Right ids are never counted, for a
//! whole office sits behind one address; they only wait while others of the same network that might
//! use up the rest are being looked up.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::Instant;

use super::table::{
    GUESS_EVERY, GUESSES, GUESSES_BY_ALL, GUESSES_OF_SITE, GUESSES_UNDER_ATTACK, LOCKOUT,
};
use super::{network, site};

/// How many networks are remembered before those that owe nothing are dropped for the first time.
const SWEEP: usize = 4096;

/// Counts wrong ids.
#[derive(Debug, Default)]
pub struct Guesses {
    state: Mutex<State>,
    /// Told when a look has ended.
    ended: Notify,
}

#[derive(Debug, Default)]
struct State {
    each: HashMap<IpAddr, Tries>,
    all: Used,
    sweep: usize,
}

/// What was tried: it grows with each wrong id, and shrinks by one every so often.
#[derive(Debug, Default, Clone, Copy)]
struct Used(Option<Instant>);

impl Used {
    fn count(self, now: Instant, every: Duration) -> u32 {
        let owed = self
            .0
            .map_or(Duration::ZERO, |until| until - now.min(until));
        u32::try_from(owed.as_nanos().div_ceil(every.as_nanos().max(1))).unwrap_or(u32::MAX)
    }

    /// One more, of at most so many that are remembered: what goes on for long is over soon after.
    fn add(&mut self, now: Instant, every: Duration, most: u32) {
        let until = self.0.map_or(now, |until| until.max(now)) + every;
        self.0 = Some(until.min(now + every * most));
    }
}

#[derive(Debug, Default)]
struct Tries {
    used: Used,
    locked_until: Option<Instant>,
    /// How many ids of it are being looked up.
    looks: u32,
}

/// Whether an id of a network may be looked up.
enum May {
    Now,
    /// Once another look has ended.
    Wait,
    /// After so long at the earliest.
    Not(Duration),
}

impl Tries {
    fn may(&self, now: Instant, allowed: u32) -> May {
        if let Some(locked) = self.locked_until.filter(|until| *until > now) {
            return May::Not(locked - now);
        }
        let used = self.used.count(now, GUESS_EVERY);
        match allowed.checked_sub(used) {
            None | Some(0) => May::Not(GUESS_EVERY * (used + 1 - allowed)),
            Some(left) if left > self.looks => May::Now,
            Some(_) => May::Wait,
        }
    }

    fn is_idle(&self, now: Instant) -> bool {
        self.looks == 0
            && self.used.0.is_none_or(|until| until <= now)
            && self.locked_until.is_none_or(|until| until <= now)
    }
}

impl State {
    fn allowed(&self, limit: u32, now: Instant) -> u32 {
        let every = Duration::from_secs(60) / GUESSES_BY_ALL;
        if self.all.count(now, every) >= GUESSES_BY_ALL {
            limit * GUESSES_UNDER_ATTACK / GUESSES
        } else {
            limit
        }
    }

    fn may(&self, keys: &[(IpAddr, u32)], now: Instant) -> May {
        let mut may = May::Now;
        for (key, limit) in keys {
            let Some(tries) = self.each.get(key) else {
                continue;
            };
            match tries.may(now, self.allowed(*limit, now)) {
                May::Not(wait) => return May::Not(wait),
                May::Wait => may = May::Wait,
                May::Now => {}
            }
        }
        may
    }

    fn sweep(&mut self, now: Instant) {
        if self.each.len() >= self.sweep.max(SWEEP) {
            self.each.retain(|_, tries| !tries.is_idle(now));
            self.sweep = self.each.len() * 2;
        }
    }
}

/// An address, as what it is counted: its network, and the site that an IPv6 network is part of.
fn keys(address: IpAddr) -> Vec<(IpAddr, u32)> {
    let mut keys = vec![(network(address), GUESSES)];
    keys.extend(site(address).map(|site| (site, GUESSES_OF_SITE)));
    keys
}

impl Guesses {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Leave to look up one id that somebody at this address named. Waits while others of the same
    /// network that are being looked up could use up what is left.
    ///
    /// # Errors
    /// While the network is over its limit: how many seconds to wait.
    pub async fn look(&self, address: IpAddr) -> Result<Look<'_>, u64> {
        let keys = keys(address);
        loop {
            let ended = self.ended.notified();
            tokio::pin!(ended);
            ended.as_mut().enable();
            {
                let now = Instant::now();
                let mut state = self.lock();
                match state.may(&keys, now) {
                    May::Not(wait) => return Err(wait.as_secs() + 1),
                    May::Wait => {}
                    May::Now => {
                        state.sweep(now);
                        for (key, _) in &keys {
                            state.each.entry(*key).or_default().looks += 1;
                        }
                        return Ok(Look { all: self, keys });
                    }
                }
            }
            ended.await;
        }
    }
}

/// One id that is being looked up. Dropped without more, it was right.
#[derive(Debug)]
pub struct Look<'a> {
    all: &'a Guesses,
    keys: Vec<(IpAddr, u32)>,
}

impl Look<'_> {
    /// The id was wrong. The last wrong one that is allowed locks the network out for a while.
    pub fn was_wrong(self) {
        let now = Instant::now();
        let mut state = self.all.lock();
        let every = Duration::from_secs(60) / GUESSES_BY_ALL;
        state.all.add(now, every, GUESSES_BY_ALL);
        for (key, limit) in &self.keys {
            let allowed = state.allowed(*limit, now);
            let tries = state.each.entry(*key).or_default();
            tries.used.add(now, GUESS_EVERY, *limit);
            if tries.used.count(now, GUESS_EVERY) >= allowed {
                tries.locked_until = Some(now + LOCKOUT);
            }
        }
    }
}

impl Drop for Look<'_> {
    fn drop(&mut self) {
        let mut state = self.all.lock();
        for (key, _) in &self.keys {
            if let Some(tries) = state.each.get_mut(key) {
                tries.looks = tries.looks.saturating_sub(1);
                if tries.looks == 0 && tries.used.0.is_none() {
                    state.each.remove(key);
                }
            }
        }
        drop(state);
        self.all.ended.notify_waiters();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    fn one() -> IpAddr {
        "192.0.2.1".parse().expect("an address")
    }

    /// Names wrong ids until no more are looked up; how many were.
    async fn guess(guesses: &Guesses, address: IpAddr) -> u32 {
        let mut answered = 0;
        while let Ok(look) = guesses.look(address).await {
            look.was_wrong();
            answered += 1;
        }
        answered
    }

    #[tokio::test(start_paused = true)]
    async fn beyond_its_limit_a_network_is_told_nothing_and_later_a_little() {
        let guesses = Guesses::default();
        for _ in 0..200 {
            guesses.look(one()).await.expect("right ids do not count");
        }
        assert_eq!(guess(&guesses, one()).await, GUESSES);
        let wait = guesses.look(one()).await.expect_err("also a right one");
        assert!((1..=60).contains(&wait), "{wait}");
        let other = Ipv4Addr::new(192, 0, 2, 2).into();
        guesses.look(other).await.expect("another network");

        tokio::time::advance(LOCKOUT - Duration::from_millis(1)).await;
        guesses.look(one()).await.expect_err("not yet");
        tokio::time::advance(Duration::from_millis(1)).await;
        guesses.look(one()).await.expect("the lockout is over");
        let again = guess(&guesses, one()).await;
        let forgiven = LOCKOUT.as_secs() / GUESS_EVERY.as_secs();
        assert_eq!(u64::from(again), forgiven);
    }

    #[tokio::test(start_paused = true)]
    async fn an_hour_of_guessing_gets_no_more_than_the_steady_pace() {
        let guesses = Guesses::default();
        let (began, mut answered) = (Instant::now(), 0);
        while began.elapsed() < Duration::from_secs(3600) {
            answered += guess(&guesses, one()).await;
            tokio::time::advance(Duration::from_millis(100)).await;
        }
        let steady = 3600 / GUESS_EVERY.as_secs();
        assert!(
            u64::from(answered) <= u64::from(GUESSES) + steady,
            "{answered}"
        );
    }

    #[tokio::test(start_paused = true)]
    async fn looks_at_once_tell_no_more_than_looks_in_turn() {
        let guesses = Guesses::default();
        let look = async || match guesses.look(one()).await {
            Ok(look) => {
                // As long as the store takes.
                tokio::time::sleep(Duration::from_millis(1)).await;
                look.was_wrong();
                true
            }
            Err(_) => false,
        };
        let looks = (0..500).map(|_| look());
        let answered = futures_util::future::join_all(looks).await;
        let answered = answered.iter().filter(|answered| **answered).count();
        assert_eq!(answered, GUESSES as usize);
    }

    #[tokio::test(start_paused = true)]
    async fn a_crowd_with_right_links_gets_in_at_once() {
        let guesses = Guesses::default();
        let look = async || {
            let look = guesses.look(one()).await;
            tokio::time::sleep(Duration::from_millis(1)).await;
            look.is_ok()
        };
        let crowd = futures_util::future::join_all((0..500).map(|_| look())).await;
        assert!(crowd.into_iter().all(|right| right));
        assert!(guesses.lock().each.is_empty(), "nothing is kept of them");
    }

    #[tokio::test(start_paused = true)]
    async fn addresses_of_one_network_count_together_and_networks_of_one_site_too() {
        let guesses = Guesses::default();
        let address = |network: u32, host: u32| {
            let text = format!("2001:db8:0:{network:x}::{host:x}");
            text.parse().expect("an address")
        };
        for host in 0..GUESSES {
            let look = guesses.look(address(0, host)).await;
            look.expect("one more").was_wrong();
        }
        guesses
            .look(address(0, 9999))
            .await
            .expect_err("the same /64");
        let mut answered = GUESSES;
        for network in 1..1000 {
            answered += guess(&guesses, address(network, 1)).await;
        }
        assert_eq!(answered, GUESSES_OF_SITE, "one /48");
    }

    #[tokio::test(start_paused = true)]
    async fn while_many_networks_guess_each_may_less_and_right_links_go_on() {
        let guesses = Guesses::default();
        let address = |n: u32| Ipv4Addr::from(n).into();
        let (mut n, mut answered) = (0, 0);
        while answered < GUESSES_BY_ALL {
            answered += guess(&guesses, address(n)).await;
            n += 1;
        }
        for n in n..n + 200 {
            let few = guess(&guesses, address(n)).await;
            assert!(few <= GUESSES_UNDER_ATTACK, "{few}");
        }
        let visitor = address(1 << 30);
        for _ in 0..100 {
            guesses.look(visitor).await.expect("a right link");
        }
        tokio::time::advance(Duration::from_secs(61)).await;
        assert_eq!(guess(&guesses, visitor).await, GUESSES);
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_remembered_is_bounded_by_what_is_owed() {
        let guesses = Guesses::default();
        for n in 0..200_000_u32 {
            let look = guesses.look(Ipv4Addr::from(n).into()).await;
            look.expect("a first guess").was_wrong();
            tokio::time::advance(Duration::from_millis(1)).await;
        }
        let kept = guesses.lock().each.len();
        assert!(kept <= 4 * SWEEP, "{kept} networks");
    }
}
