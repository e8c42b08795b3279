//! The addresses of this computer, what kind of network each belongs to, and when they change.
//!
//! Invariant: an address in this list can stand in a link. Loopback, addresses that mean nothing
//! without a zone (IPv6 link-local), ones that are about to end (deprecated, temporary) or not yet
//! usable (tentative), and those of interfaces without a connection are left out.

mod kind;
mod watch;

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv6Addr};

use tokio::sync::watch as channel;

pub use kind::Kind;
pub use watch::Watch;

/// One address of this computer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    /// The address.
    pub ip: IpAddr,
    /// The system's name for the interface: `wlan0`.
    pub interface: String,
    /// What the interface is.
    pub kind: Kind,
}

/// Where addresses come from.
#[derive(Debug, Clone, Default)]
pub enum Network {
    /// This computer.
    #[default]
    System,
    /// Whoever holds the other end: tests, which have no second network.
    Given(channel::Receiver<Vec<Address>>),
}

impl Network {
    /// The addresses as they are now, best first: wired, then wireless, IPv4 before IPv6. Empty
    /// where the system does not tell.
    pub fn addresses(&self) -> Vec<Address> {
        let mut addresses = match self {
            Network::System => of_this_computer(),
            Network::Given(given) => given.borrow().clone(),
        };
        addresses.sort_by(|a, b| {
            (a.kind, a.ip.is_ipv6(), &a.interface, a.ip).cmp(&(
                b.kind,
                b.ip.is_ipv6(),
                &b.interface,
                b.ip,
            ))
        });
        addresses.dedup_by_key(|address| address.ip);
        addresses
    }

    /// Tells when the addresses may have changed.
    pub fn watch(&self) -> Watch {
        Watch::new(self)
    }
}

fn of_this_computer() -> Vec<Address> {
    let interfaces = if_addrs::get_if_addrs().unwrap_or_else(|error| {
        tracing::warn!(%error, "the addresses of this computer are not known");
        Vec::new()
    });
    let passing = passing_v6();
    interfaces
        .into_iter()
        .filter(|interface| interface.is_oper_up() && usable(interface.ip(), &passing))
        .map(|interface| Address {
            ip: interface.ip(),
            kind: Kind::of(&interface.name, interface.is_p2p()),
            interface: interface.name,
        })
        .collect()
}

fn usable(ip: IpAddr, passing: &BTreeSet<Ipv6Addr>) -> bool {
    match ip {
        IpAddr::V4(v4) => {
            !(v4.is_loopback() || v4.is_unspecified() || v4.is_multicast() || v4.is_broadcast())
        }
        IpAddr::V6(v6) => {
            !(v6.is_loopback()
                || v6.is_unspecified()
                || v6.is_multicast()
                || v6.is_unicast_link_local()
                || passing.contains(&v6))
        }
    }
}

/// IPv6 addresses that are temporary, deprecated, or not (yet) found to be unique.
#[cfg(target_os = "linux")]
fn passing_v6() -> BTreeSet<Ipv6Addr> {
    const TEMPORARY: u32 = 0x01;
    const DAD_FAILED: u32 = 0x08;
    const DEPRECATED: u32 = 0x20;
    const TENTATIVE: u32 = 0x40;
    let table = std::fs::read_to_string("/proc/self/net/if_inet6").unwrap_or_default();
    let read = |line: &str| {
        let mut columns = line.split_ascii_whitespace();
        let address = u128::from_str_radix(columns.next()?, 16).ok()?;
        let flags = u32::from_str_radix(columns.nth(3)?, 16).ok()?;
        let passing = flags & (TEMPORARY | DAD_FAILED | DEPRECATED | TENTATIVE) != 0;
        passing.then(|| Ipv6Addr::from(address))
    };
    table.lines().filter_map(read).collect()
}

#[cfg(not(target_os = "linux"))]
fn passing_v6() -> BTreeSet<Ipv6Addr> {
    BTreeSet::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(ip: &str, interface: &str, kind: Kind) -> Address {
        Address {
            ip: ip.parse().expect("an address"),
            interface: interface.to_owned(),
            kind,
        }
    }

    #[test]
    fn the_best_address_is_first_and_none_comes_twice() {
        let (_sender, given) = channel::channel(vec![
            address("fd00::7", "eth0", Kind::Wired),
            address("172.17.0.1", "docker0", Kind::Container),
            address("10.8.0.2", "tun0", Kind::Vpn),
            address("192.168.1.7", "wlan0", Kind::Wireless),
            address("192.168.1.5", "eth0", Kind::Wired),
            address("192.168.1.5", "eth0", Kind::Wired),
        ]);
        let order: Vec<_> = Network::Given(given)
            .addresses()
            .into_iter()
            .map(|address| address.ip.to_string())
            .collect();
        assert_eq!(
            order,
            [
                "192.168.1.5",
                "fd00::7",
                "192.168.1.7",
                "10.8.0.2",
                "172.17.0.1"
            ]
        );
    }

    #[test]
    fn addresses_that_no_link_can_hold_are_left_out() {
        let passing = BTreeSet::from(["2001:db8::dead".parse().expect("an address")]);
        for out in [
            "127.0.0.1",
            "127.0.0.2",
            "0.0.0.0",
            "::1",
            "::",
            "fe80::1",
            "ff02::1",
            "224.0.0.1",
            "2001:db8::dead",
        ] {
            assert!(!usable(out.parse().expect("an address"), &passing), "{out}");
        }
        for fine in ["192.168.1.7", "169.254.3.4", "fd00::1", "2001:db8::1"] {
            assert!(
                usable(fine.parse().expect("an address"), &passing),
                "{fine}"
            );
        }
    }

    #[test]
    fn this_computer_has_no_loopback_to_share() {
        assert!(
            Network::System
                .addresses()
                .iter()
                .all(|address| !address.ip.is_loopback())
        );
    }
}
