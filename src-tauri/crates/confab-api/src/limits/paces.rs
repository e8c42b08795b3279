//! How fast a network may join, and how fast a participant may do what all others are told of.

use std::net::IpAddr;

use confab_core::error::{Code, Error};
use confab_core::id::MeetingId;
use confab_core::pace::{Pace, too_fast};

use super::{network, table};

/// Counts joins of a network: each costs a signature and is remembered for a while.
pub struct Joins(Pace<(&'static str, IpAddr)>);

impl Default for Joins {
    fn default() -> Self {
        let (at_once, every) = table::JOINS;
        Self(Pace::new(at_once, every))
    }
}

impl Joins {
    /// Counts one; `what` has a pace of its own.
    ///
    /// # Errors
    /// [`Code::TooManyRequests`], with the seconds after which the next one is answered.
    pub fn count(&self, what: &'static str, address: IpAddr) -> Result<(), Error> {
        self.0.take((what, network(address))).map_err(|wait| {
            let sentence =
                "Many people are joining from your network right now. Try again in a moment.";
            too_fast(Code::TooManyRequests, sentence, wait)
        })
    }
}

/// Counts what a participant does that is announced.
pub struct Announcements(Pace<(MeetingId, String)>);

impl Default for Announcements {
    fn default() -> Self {
        let (at_once, every) = table::ANNOUNCEMENTS;
        Self(Pace::new(at_once, every))
    }
}

impl Announcements {
    /// Counts one.
    ///
    /// # Errors
    /// [`Code::TooManyRequests`], with the seconds after which the next one is answered.
    pub fn count(&self, meeting: MeetingId, identity: &str) -> Result<(), Error> {
        self.0.take((meeting, identity.to_owned())).map_err(|wait| {
            let sentence = "That was a lot at once. Wait a moment, then try again.";
            too_fast(Code::TooManyRequests, sentence, wait)
        })
    }
}
