//! What somebody may do who comes through a door for everybody: guess at meetings, check the
//! connection, hold streams open, and no more of each than anybody needs.

mod checks;
mod guesses;
mod streams;

use std::net::{IpAddr, Ipv6Addr};

pub use checks::Checks;
pub use guesses::Guesses;
pub use streams::{Place, Streams, Whose};

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
