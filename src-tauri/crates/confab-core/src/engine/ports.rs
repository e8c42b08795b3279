//! Free ports, and whether media's are.
//!
//! A port counts as taken when anybody holds it on any address: LiveKit listens for media on all
//! of them, and a program that sits on `127.0.0.1` or `::1` alone would get what is meant for us.
//! Between looking and the server's own bind another program may be faster; the caller tries again.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, UdpSocket};

use super::probe::out_of_descriptors;
use crate::error::{Code, Error, Result};

const EVERYWHERE: [IpAddr; 4] = [
    IpAddr::V4(Ipv4Addr::UNSPECIFIED),
    IpAddr::V6(Ipv6Addr::UNSPECIFIED),
    IpAddr::V4(Ipv4Addr::LOCALHOST),
    IpAddr::V6(Ipv6Addr::LOCALHOST),
];

/// The two ports of media.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Media {
    pub(super) tcp: u16,
    pub(super) udp: u16,
}

impl Media {
    /// The ports to use: those `wanted`, free ones for zeros (those of `before` if they still are).
    pub(super) fn choose(wanted: Media, before: Option<Media>) -> Result<Media> {
        let tcp = match (wanted.tcp, before) {
            (0, Some(Media { tcp, .. })) if free(tcp, tcp_at) => tcp,
            (0, _) => any(tcp_at, None)?,
            (port, _) if free(port, tcp_at) => port,
            (port, _) => return Err(taken(port, "TCP", "CONFAB_RTC_TCP_PORT")),
        };
        let udp = match (wanted.udp, before) {
            (0, Some(Media { udp, .. })) if free(udp, udp_at) => udp,
            (0, _) => any(udp_at, None)?,
            (port, _) if free(port, udp_at) => port,
            (port, _) => return Err(taken(port, "UDP", "CONFAB_RTC_UDP_PORT")),
        };
        Ok(Media { tcp, udp })
    }
}

/// A port for signalling on `127.0.0.1`: the one from before if it is free, never one of media's.
pub(super) fn signalling(before: Option<u16>, media: Media) -> Result<u16> {
    let here = IpAddr::V4(Ipv4Addr::LOCALHOST);
    match before {
        Some(port) if port != media.tcp && tcp_at(SocketAddr::new(here, port)).is_ok() => Ok(port),
        _ => any(tcp_at, Some(media.tcp)),
    }
}

type Bind = fn(SocketAddr) -> io::Result<u16>;

fn tcp_at(addr: SocketAddr) -> io::Result<u16> {
    Ok(TcpListener::bind(addr)?.local_addr()?.port())
}

fn udp_at(addr: SocketAddr) -> io::Result<u16> {
    Ok(UdpSocket::bind(addr)?.local_addr()?.port())
}

fn free(port: u16, bind: Bind) -> bool {
    // Anything but "in use" is no statement about the port: a computer without IPv6, say.
    EVERYWHERE
        .iter()
        .all(|&ip| match bind(SocketAddr::new(ip, port)) {
            Ok(_) => true,
            Err(error) => !matches!(
                error.kind(),
                ErrorKind::AddrInUse | ErrorKind::PermissionDenied
            ),
        })
}

fn any(bind: Bind, but: Option<u16>) -> Result<u16> {
    for _ in 0..50 {
        match bind(SocketAddr::new(Ipv4Addr::UNSPECIFIED.into(), 0)) {
            Ok(port) if Some(port) != but && free(port, bind) => return Ok(port),
            Ok(_) => {}
            Err(error) if out_of_descriptors(&error) => return Err(no_descriptors(error)),
            Err(error) => {
                return Err(Error::caused_by(
                    Code::PortTaken,
                    "This computer has no free port left for the LiveKit server: close other programs, or set CONFAB_RTC_TCP_PORT and CONFAB_RTC_UDP_PORT.",
                    error,
                ));
            }
        }
    }
    Err(Error::new(
        Code::PortTaken,
        "No free port was found for the LiveKit server: set CONFAB_RTC_TCP_PORT and CONFAB_RTC_UDP_PORT.",
    ))
}

/// A start that this process has no descriptors for.
pub(super) fn no_descriptors(error: io::Error) -> Error {
    Error::caused_by(
        Code::ServerUnavailable,
        "Confab has too many files and connections open to start the LiveKit server, and tries again. If this goes on, raise the limit of open files (ulimit -n).",
        error,
    )
}

fn taken(port: u16, protocol: &str, setting: &str) -> Error {
    Error::new(
        Code::PortTaken,
        format!(
            "{protocol} port {port}, where media would arrive, is taken by another program: set {setting} to a free port, or to 0 for any."
        ),
    )
}
