//! The LiveKit server follows the addresses: it binds media to those that are there when it starts,
//! and to no others ever after.
//!
//! One that goes, or comes back, needs nothing (its socket is still there). A new one needs a new
//! server, which costs everybody inside a few seconds: so addresses that come together (IPv4, and
//! IPv6 a moment later) make one restart. Until that server answers, media does not work at the new
//! address, and nothing listens there.

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::time::{Duration, Instant};

use confab_core::engine::EngineState;

/// How long the addresses have to be the same before the server is started anew.
const STEADY: Duration = Duration::from_secs(1);

/// Which addresses the server's media is at.
#[derive(Debug)]
pub(in crate::house) struct Media {
    /// Whether it is a server of ours.
    ours: bool,
    /// What the server of this generation found when it started.
    bound: BTreeSet<IpAddr>,
    generation: u64,
    /// What was there when this was last looked at while that server was up. The next server finds
    /// at least that, as far as it stays.
    seen: BTreeSet<IpAddr>,
    wanted: BTreeSet<IpAddr>,
    /// Since when that is what is wanted.
    since: Instant,
    /// A new server was asked for.
    asked: bool,
}

impl Media {
    /// A server that is about to start on a computer with these addresses.
    pub(in crate::house) fn new(ours: bool, addresses: BTreeSet<IpAddr>) -> Self {
        Self {
            ours,
            bound: addresses.clone(),
            generation: 1,
            seen: addresses,
            wanted: BTreeSet::new(),
            since: Instant::now(),
            asked: false,
        }
    }

    /// Whether media works at an address, or is about to as soon as the server is back.
    pub(super) fn is_at(&self, ip: IpAddr) -> bool {
        !self.ours || self.bound.contains(&ip)
    }

    /// When to look again although nothing has changed.
    pub(super) fn due(&self) -> Option<Instant> {
        let missing = !self.asked && !self.wanted.is_subset(&self.bound);
        (self.ours && missing).then(|| self.since + STEADY)
    }

    /// These addresses are there now, and guests come at the `wanted` ones. Whether the server is to
    /// be started anew.
    pub(super) fn follow(
        &mut self,
        there: BTreeSet<IpAddr>,
        wanted: BTreeSet<IpAddr>,
        server: &EngineState,
        now: Instant,
    ) -> bool {
        if !self.ours {
            return false;
        }
        if wanted != self.wanted {
            self.since = now;
            self.wanted = wanted;
        }
        let EngineState::Up(up) = server else {
            return false;
        };
        if up.generation != self.generation {
            self.generation = up.generation;
            self.bound = std::mem::take(&mut self.seen);
            self.asked = false;
        }
        self.seen = there;
        let missing = !self.wanted.is_subset(&self.bound);
        if !missing || self.asked || now.duration_since(self.since) < STEADY {
            return false;
        }
        tracing::info!("this computer has a new address: the LiveKit server is started anew");
        self.asked = true;
        true
    }
}

#[cfg(test)]
mod tests {
    use confab_core::engine::Up;

    use super::*;

    fn set<const N: usize>(addresses: [&str; N]) -> BTreeSet<IpAddr> {
        let parsed = addresses.iter().map(|ip| ip.parse().expect("an address"));
        parsed.collect()
    }

    fn up(generation: u64) -> EngineState {
        EngineState::Up(Up {
            generation,
            http: "http://127.0.0.1:7000".parse().expect("a URL"),
            addr: None,
            pid: None,
        })
    }

    fn down() -> EngineState {
        EngineState::Down {
            reason: String::new(),
        }
    }

    #[test]
    fn a_new_address_counts_once_a_server_started_after_it_answers() {
        let (old, new) = (set(["10.0.0.1"]), set(["10.0.0.2"]));
        let ip = "10.0.0.2".parse().expect("an address");
        let mut media = Media::new(true, old.clone());
        let start = Instant::now();
        assert!(!media.follow(old.clone(), old, &up(1), start));
        assert!(!media.follow(new.clone(), new.clone(), &up(1), start));
        assert_eq!(media.due(), Some(start + STEADY));
        let steady = start + STEADY;
        assert!(media.follow(new.clone(), new.clone(), &up(1), steady));
        assert!(!media.is_at(ip) && media.due().is_none());
        for still in [up(1), down()] {
            assert!(
                !media.follow(new.clone(), new.clone(), &still, steady),
                "asked once"
            );
            assert!(!media.is_at(ip));
        }
        assert!(!media.follow(new.clone(), new, &up(2), steady));
        assert!(media.is_at(ip));
    }

    #[test]
    fn an_address_that_came_while_the_server_was_away_is_not_trusted() {
        let (one, two) = (set(["10.0.0.1"]), set(["10.0.0.1", "10.0.0.2"]));
        let mut media = Media::new(true, one.clone());
        let start = Instant::now();
        media.follow(one.clone(), one, &up(1), start);
        media.follow(two.clone(), two.clone(), &down(), start);
        media.follow(two.clone(), two.clone(), &up(2), start);
        assert!(media.is_at("10.0.0.1".parse().expect("an address")));
        assert!(!media.is_at("10.0.0.2".parse().expect("an address")));
        assert!(media.follow(two.clone(), two, &up(2), start + STEADY));
    }

    #[test]
    fn one_that_comes_back_needs_nothing_and_neither_does_an_external_server() {
        let one = set(["10.0.0.1"]);
        let later = Instant::now() + 2 * STEADY;
        let mut media = Media::new(true, one.clone());
        media.follow(set([]), set([]), &up(1), later);
        assert!(!media.follow(one.clone(), one.clone(), &up(1), later + STEADY));
        assert!(media.is_at("10.0.0.1".parse().expect("an address")));
        let mut external = Media::new(false, set([]));
        assert!(!external.follow(one.clone(), one, &up(1), later));
        assert!(external.is_at("10.0.0.1".parse().expect("an address")));
    }
}
