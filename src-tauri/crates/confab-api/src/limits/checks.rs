//! How often an address may check its connection: every few seconds.

use std::net::IpAddr;

use confab_core::error::{Code, Error};
use confab_core::pace::{Pace, too_fast};

use super::{network, table};

/// Counts checks of a connection per address: each opens a room at the LiveKit server.
pub struct Checks(Pace<IpAddr>);

impl Default for Checks {
    fn default() -> Self {
        let (at_once, every) = table::CHECKS;
        Self(Pace::new(at_once, every))
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
