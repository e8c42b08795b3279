//! The LiveKit server follows the addresses: it binds media to those that are there when it starts,
//! and to no others ever after.
//!
//! One that goes, or comes back, needs nothing (its socket is still there). A new one needs a new
//! server, which costs everybody inside a few seconds: so addresses that come together (IPv4, and
//! IPv6 a moment later) make one restart.

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::time::{Duration, Instant};

use confab_core::engine::{Engine, EngineState};

/// How long the addresses have to be the same before the server is started anew.
const STEADY: Duration = Duration::from_secs(1);

/// Which addresses the server's media is at.
#[derive(Debug)]
pub(in crate::house) struct Media {
    /// Whether it is a server of ours.
    ours: bool,
    bound: BTreeSet<IpAddr>,
    last: BTreeSet<IpAddr>,
    since: Instant,
    generation: u64,
}

impl Media {
    /// A server that is about to start on a computer with these addresses.
    pub(in crate::house) fn new(ours: bool, addresses: BTreeSet<IpAddr>) -> Self {
        Self {
            ours,
            last: addresses.clone(),
            bound: addresses,
            since: Instant::now(),
            generation: 1,
        }
    }

    /// Guests come at these addresses now.
    pub(super) fn follow(&mut self, addresses: BTreeSet<IpAddr>, engine: &Engine) {
        if !self.ours {
            return;
        }
        if let EngineState::Up(up) = &*engine.watch().borrow()
            && up.generation != self.generation
        {
            // It was started anew for another reason, no later than this was last looked at.
            self.generation = up.generation;
            self.bound.extend(self.last.iter().copied());
        }
        if addresses != self.last {
            self.since = Instant::now();
            self.last = addresses;
        }
        if self.last.is_subset(&self.bound) || self.since.elapsed() < STEADY {
            return;
        }
        tracing::info!("this computer has a new address: the LiveKit server is started anew");
        self.bound.clone_from(&self.last);
        engine.renew();
    }
}
