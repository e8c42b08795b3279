//! Taking ports: one number on 127.0.0.1 and on ::1.
//!
//! Invariant: a door has its port on both loopback addresses or not at all. Somebody else on
//! `[::1]:8000` would get what browsers send to `localhost:8000`. `::1` is left out only where the
//! machine has no such address.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};

use confab_core::error::{Code, Error, Result};

use super::Door;

/// How often a free port is looked for that both addresses have.
const TRIES: usize = 64;
/// How many connections the system keeps for us that were not taken yet, where it lets us.
const QUEUE: i32 = 4096;

/// A port that is ours, not yet served.
#[derive(Debug)]
pub struct Bound {
    /// The number.
    pub port: u16,
    /// One listener for each loopback address.
    pub listeners: Vec<TcpListener>,
}

/// Takes `port` for `door`; 0 takes any port that is free on both addresses.
///
/// # Errors
/// A sentence that names the setting.
pub fn bind(door: Door, port: u16, own_front_end: bool) -> Result<Bound> {
    if port == 0 {
        return bind_any().map_err(|error| {
            Error::caused_by(
                Code::PortTaken,
                format!(
                    "No free port was found. Set {} to a port that is free.",
                    door.setting()
                ),
                error,
            )
        });
    }
    both(port).map_err(|error| failure(door, port, own_front_end, error))
}

/// Takes any port that is free on both addresses.
///
/// # Errors
/// What the system said.
pub fn bind_any() -> io::Result<Bound> {
    let mut last = io::Error::from(ErrorKind::AddrInUse);
    for _ in 0..TRIES {
        let first = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = first.local_addr()?.port();
        match second(port) {
            Ok(second) => return bound(port, first, second),
            Err(error) => last = error,
        }
    }
    Err(last)
}

/// Takes `port` at one address of this network.
///
/// # Errors
/// A sentence that says what to do.
pub fn bind_address(ip: IpAddr, port: u16) -> Result<Bound> {
    let taken = || {
        let listener = TcpListener::bind(SocketAddr::from((ip, port)))?;
        prepare(&listener)?;
        Ok(Bound {
            port,
            listeners: vec![listener],
        })
    };
    taken().map_err(|error: io::Error| match error.kind() {
        ErrorKind::AddrInUse => Error::caused_by(
            Code::PortTaken,
            format!(
                "Port {port} at {ip} is taken by another program. Stop it, or set CONFAB_GUEST_PORT to a port that is free there too."
            ),
            error,
        ),
        ErrorKind::AddrNotAvailable => Error::caused_by(
            Code::PortTaken,
            format!("{ip} is not ready yet. It is tried again in a moment."),
            error,
        ),
        _ => failure(Door::Shared, port, true, error),
    })
}

fn both(port: u16) -> io::Result<Bound> {
    let first = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    let second = second(port)?;
    bound(port, first, second)
}

fn bound(port: u16, first: TcpListener, second: Option<TcpListener>) -> io::Result<Bound> {
    let listeners: Vec<_> = std::iter::once(first).chain(second).collect();
    for listener in &listeners {
        prepare(listener)?;
    }
    Ok(Bound { port, listeners })
}

/// With room for many who come at once: of those who find none, some wait for a second, and some
/// believe that they are connected.
fn prepare(listener: &TcpListener) -> io::Result<()> {
    rustix::net::listen(listener, QUEUE)?;
    listener.set_nonblocking(true)
}

/// The same port on ::1; `None` where there is no such address.
fn second(port: u16) -> io::Result<Option<TcpListener>> {
    match TcpListener::bind(SocketAddr::from((Ipv6Addr::LOCALHOST, port))) {
        Ok(listener) => Ok(Some(listener)),
        Err(error) if no_such_address(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

fn no_such_address(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::AddrNotAvailable | ErrorKind::Unsupported
    ) || error.raw_os_error() == Some(rustix::io::Errno::AFNOSUPPORT.raw_os_error())
}

fn failure(door: Door, port: u16, own_front_end: bool, error: io::Error) -> Error {
    let setting = door.setting();
    let sentence = match error.kind() {
        ErrorKind::PermissionDenied => {
            format!(
                "Port {port} may not be used by this account. Set {setting} to a port above 1023."
            )
        }
        ErrorKind::AddrInUse if door == Door::Guest && !own_front_end => format!(
            "Port {port} is taken by another program. If that is your own front end, set FRONTEND_URL \
             to its address; else set {setting} to a port that is free."
        ),
        ErrorKind::AddrInUse => {
            format!(
                "Port {port} is taken by another program. Stop it, or set {setting} to a port that is free."
            )
        }
        _ => format!("Port {port} can't be opened. Set {setting} to another port."),
    };
    Error::caused_by(Code::PortTaken, sentence, error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_port_is_the_same_on_both_addresses() {
        let bound = bind(Door::Local, 0, false).expect("a free port");
        assert!(bound.port > 0);
        for listener in &bound.listeners {
            assert_eq!(
                listener.local_addr().expect("an address").port(),
                bound.port
            );
        }
    }

    #[test]
    fn a_port_taken_on_either_address_alone_is_an_error_that_names_the_setting() {
        for address in ["127.0.0.1:0", "[::1]:0"] {
            let Ok(squatter) = TcpListener::bind(address) else {
                continue;
            };
            let port = squatter.local_addr().expect("an address").port();
            let error = bind(Door::Local, port, false).expect_err("the port is taken");
            assert_eq!(error.code(), Code::PortTaken);
            assert!(
                error.detail().contains("CONFAB_API_PORT"),
                "{}",
                error.detail()
            );
        }
    }

    #[test]
    fn a_taken_guest_port_names_both_cures() {
        let squatter = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = squatter.local_addr().expect("an address").port();
        let error = bind(Door::Guest, port, false).expect_err("the port is taken");
        assert!(
            error.detail().contains("FRONTEND_URL") && error.detail().contains("CONFAB_GUEST_PORT")
        );
    }
}
