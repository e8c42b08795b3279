//! How often an address may check its connection: every few seconds.

use std::net::IpAddr;
use std::time::Duration;

use confab_core::error::{Code, Error};
use confab_core::pace::{Pace, too_fast};

use super::network;

/// How often an address may check its connection at once, and after that once every so long.
const AT_ONCE: u32 = 12;
const EVERY: Duration = Duration::from_secs(10);

/// Counts checks of a connection per address: each opens a room at the LiveKit server.
pub struct Checks(Pace<IpAddr>);

impl Default for Checks {
    fn default() -> Self {
        Self(Pace::new(AT_ONCE, EVERY))
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
