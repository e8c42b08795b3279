//! What a client of a guest listener may do: guess at meetings, join, announce, check the connection,
//! hold streams open. The numbers are in [`table`].

mod checks;
mod connections;
mod guesses;
mod paces;
mod streams;
pub mod table;

use std::net::{IpAddr, Ipv6Addr};

pub use checks::Checks;
pub use connections::{Connection, Connections, TooMany};
pub use guesses::Guesses;
pub use paces::{Announcements, Joins};
pub use streams::{Place, Streams, Whose};

/// Whoever has one IPv6 address has 2⁶⁴ of them.
pub(crate) fn network(address: IpAddr) -> IpAddr {
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

/// The /48 that an IPv6 address is part of: what one connection to the Internet has at most.
fn site(address: IpAddr) -> Option<IpAddr> {
    match network(address) {
        IpAddr::V4(_) => None,
        IpAddr::V6(v6) => {
            let [a, b, c, ..] = v6.segments();
            // Not the same key as the /64 with the same bits.
            Some(IpAddr::V6(Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 1)))
        }
    }
}
