//! Which user's program is at the other end of a loopback connection.
//!
//! The host's one-time code travels on a browser's command line, which every user of the computer can
//! read (`ps`). It is therefore worth something only on a connection that a program of our own user
//! has opened, and the kernel says whose that is: it is asked for the exact addresses and ports of the
//! connection that the request came on, while that connection stands (`sock_diag(7)`, Linux). Only an
//! established socket that belongs to a process is believed: one that is being closed keeps its user
//! for a while, and an overflow id stands for a user of another namespace, whoever that is.
//!
//! On macOS and Windows the code is on no command line, and the question is not asked.

use std::net::SocketAddr;

use http::HeaderMap;

/// Both ends of the connection that a request came on, where no proxy is in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Endpoints {
    /// The client's end.
    pub peer: SocketAddr,
    /// The end that was accepted.
    pub local: SocketAddr,
}

/// Headers by which proxies tell for whom they ask. No browser sends any of them.
const OF_PROXIES: [&str; 6] = [
    "forwarded",
    "via",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-real-ip",
];

/// Whether a proxy passed this request on, believed or not.
pub(super) fn is_forwarded(headers: &HeaderMap) -> bool {
    OF_PROXIES.iter().any(|name| headers.contains_key(*name))
}

impl Endpoints {
    /// Whether a program of our own user has opened this connection on this computer. `false` also
    /// where that can't be told.
    pub fn is_of_this_user(&self) -> bool {
        self.is_of_user(this_user())
    }

    fn is_of_user(&self, user: Option<u32>) -> bool {
        let (peer, local) = (
            self.peer.ip().to_canonical(),
            self.local.ip().to_canonical(),
        );
        peer.is_loopback() && local.is_loopback() && self.owner_is(user)
    }

    #[cfg(target_os = "linux")]
    fn owner_is(&self, user: Option<u32>) -> bool {
        let owner = kernel::owner_of(self).unwrap_or_else(|error| {
            tracing::info!(%error, "the kernel does not say whose connection this is");
            None
        });
        owner.is_some() && owner == user
    }

    /// The code was handed to a web view of ours, never to a command line.
    #[cfg(any(target_os = "macos", windows))]
    fn owner_is(&self, _user: Option<u32>) -> bool {
        true
    }

    /// Browsers are started here as on Linux, and there is no way to ask.
    #[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
    fn owner_is(&self, _user: Option<u32>) -> bool {
        false
    }
}

#[cfg(unix)]
fn this_user() -> Option<u32> {
    Some(rustix::process::geteuid().as_raw())
}

#[cfg(not(unix))]
fn this_user() -> Option<u32> {
    None
}

#[cfg(target_os = "linux")]
mod kernel {
    //! One question and one answer of `sock_diag(7)`, as `linux/inet_diag.h` lays them out.

    use std::io;
    use std::net::IpAddr;

    use rustix::net::netlink::{INET_DIAG, SocketAddrNetlink};
    use rustix::net::{
        AddressFamily, RecvFlags, SendFlags, SocketFlags, SocketType, recv, sendto, socket_with,
    };

    use super::Endpoints;

    /// `struct nlmsghdr`.
    const HEADER: usize = 16;
    /// `struct inet_diag_req_v2`.
    const REQUEST: usize = 56;
    /// `struct inet_diag_sockid`.
    const SOCKET: usize = 48;
    /// `struct inet_diag_msg`.
    const FOUND: usize = 72;

    const SOCK_DIAG_BY_FAMILY: u16 = 20;
    const NLM_F_REQUEST: u16 = 1;
    const IPPROTO_TCP: u8 = 6;
    const TCP_ESTABLISHED: u8 = 1;
    /// What stands for users that have no id in our namespace, where the kernel was not told another.
    const OVERFLOW_USER: u32 = 65_534;

    /// The user whose socket the client's end of a connection is; `None` where there is no such
    /// socket, or none that can be believed.
    pub(super) fn owner_of(connection: &Endpoints) -> io::Result<Option<u32>> {
        let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
        let socket = socket_with(
            AddressFamily::NETLINK,
            SocketType::RAW,
            flags,
            Some(INET_DIAG),
        )?;
        let sought = sought(connection);
        let kernel = SocketAddrNetlink::new(0, 0);
        let question = question(&sought, connection.peer.ip().to_canonical().is_ipv4());
        sendto(&socket, &question, SendFlags::empty(), &kernel)?;
        // The kernel has answered by the time `sendto` returns.
        let mut answer = [0_u8; 512];
        let (length, _) = recv(&socket, &mut answer[..], RecvFlags::empty())?;
        Ok(owner_in(&answer[..length], &sought[..4], overflow_user()))
    }

    /// The client's end as the client sees it: its port and address first. The cookie says "any".
    fn sought(connection: &Endpoints) -> [u8; SOCKET] {
        let mut socket = [0; SOCKET];
        let mut put = |at: usize, bytes: &[u8]| socket[at..at + bytes.len()].copy_from_slice(bytes);
        for (end, port, address) in [(connection.peer, 0, 4), (connection.local, 2, 20)] {
            put(port, &end.port().to_be_bytes());
            match end.ip().to_canonical() {
                IpAddr::V4(ip) => put(address, &ip.octets()),
                IpAddr::V6(ip) => put(address, &ip.octets()),
            }
        }
        put(40, &[0xff; 8]);
        socket
    }

    fn question(sought: &[u8; SOCKET], is_v4: bool) -> Vec<u8> {
        let family = if is_v4 {
            AddressFamily::INET
        } else {
            AddressFamily::INET6
        };
        let mut bytes = Vec::with_capacity(HEADER + REQUEST);
        let length = u32::try_from(HEADER + REQUEST).unwrap_or_default();
        bytes.extend(length.to_ne_bytes());
        bytes.extend(SOCK_DIAG_BY_FAMILY.to_ne_bytes());
        bytes.extend(NLM_F_REQUEST.to_ne_bytes());
        // Sequence number and port id.
        bytes.extend([0; 8]);
        let family = u8::try_from(family.as_raw()).unwrap_or_default();
        // No extensions, and a byte of padding.
        bytes.extend([family, IPPROTO_TCP, 0, 0]);
        // Whatever its state: the answer tells it.
        bytes.extend(u32::MAX.to_ne_bytes());
        bytes.extend(sought);
        bytes
    }

    /// The owner that an answer tells of the socket with these ports. Its addresses may come in another
    /// form than they were asked for: those of IPv4 in a socket of IPv6.
    pub(super) fn owner_in(answer: &[u8], ports: &[u8], overflow: u32) -> Option<u32> {
        let kind = u16::from_ne_bytes(answer.get(4..6)?.try_into().ok()?);
        let found = answer.get(HEADER..HEADER + FOUND)?;
        let number = |at: usize| found[at..at + 4].try_into().map(u32::from_ne_bytes).ok();
        let (user, inode) = (number(64)?, number(68)?);
        let is_it = kind == SOCK_DIAG_BY_FAMILY && found[4..].starts_with(ports);
        let believed = found[1] == TCP_ESTABLISHED && inode != 0 && user != overflow;
        (is_it && believed).then_some(user)
    }

    fn overflow_user() -> u32 {
        std::fs::read_to_string("/proc/sys/kernel/overflowuid")
            .ok()
            .and_then(|text| text.trim().parse().ok())
            .unwrap_or(OVERFLOW_USER)
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::net::{TcpListener, TcpStream};

    use super::*;

    fn connected(address: &str) -> (TcpStream, TcpStream, Endpoints) {
        let listener = TcpListener::bind(address).expect("a listener");
        let client = TcpStream::connect(listener.local_addr().expect("bound")).expect("connected");
        let (accepted, peer) = listener.accept().expect("accepted");
        let local = accepted.local_addr().expect("an address");
        (client, accepted, Endpoints { peer, local })
    }

    #[test]
    fn a_connection_of_this_user_is_known_and_of_no_other() {
        for address in ["127.0.0.1:0", "[::1]:0"] {
            let (_client, _accepted, connection) = connected(address);
            assert!(connection.is_of_this_user(), "{address}");
            let another = this_user().map(|user| user + 1);
            assert!(!connection.is_of_user(another), "{address}");
            assert!(!connection.is_of_user(None), "{address}");
        }
    }

    #[test]
    fn a_connection_that_its_client_has_closed_is_believed_no_more() {
        let (client, _accepted, connection) = connected("127.0.0.1:0");
        drop(client);
        assert!(!connection.is_of_this_user());
    }

    #[test]
    fn only_an_established_socket_of_a_known_user_is_believed() {
        let ports = [7_u8; 4];
        let answer = |state: u8, user: u32, inode: u32| {
            let mut bytes = vec![0; 16 + 72];
            bytes[4] = 20;
            bytes[16 + 1] = state;
            bytes[20..24].copy_from_slice(&ports);
            bytes[16 + 64..16 + 68].copy_from_slice(&user.to_ne_bytes());
            bytes[16 + 68..].copy_from_slice(&inode.to_ne_bytes());
            bytes
        };
        let told = |answer: &[u8]| kernel::owner_in(answer, &ports, 65_534);
        let good = answer(1, 1000, 5);
        assert_eq!(told(&good), Some(1000));
        assert_eq!(told(&answer(4, 1000, 5)), None, "closing");
        assert_eq!(told(&answer(1, 1000, 0)), None, "of no process");
        assert_eq!(told(&answer(1, 65_534, 5)), None, "of another namespace");
        assert_eq!(kernel::owner_in(&good, &[8; 4], 65_534), None, "another");
        for length in 0..good.len() {
            assert_eq!(told(&good[..length]), None, "{length} bytes");
        }
    }

    #[test]
    fn ends_that_are_no_connection_are_of_nobody() {
        let (_client, _accepted, connection) = connected("127.0.0.1:0");
        let swapped_port = Endpoints {
            local: SocketAddr::new(connection.local.ip(), 1),
            ..connection
        };
        assert!(!swapped_port.is_of_this_user());
        let elsewhere = Endpoints {
            peer: SocketAddr::from(([192, 0, 2, 1], connection.peer.port())),
            ..connection
        };
        assert!(!elsewhere.is_of_this_user(), "not on this computer");
    }
}
