//! What a request must say of itself before a door lets it in: its `Host`, and where it comes from.
//!
//! A website can make a visitor's browser send requests to loopback, but it can choose neither
//! `Host` (which defeats names that point to 127.0.0.1) nor `Origin`. So `Host` has to be one of
//! ours, with the port, and whatever changes something has to come from no website at all, from
//! our own page, or from the one front end that `FRONTEND_URL` names.

mod cors;
mod origin;
#[cfg(test)]
mod tests;

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};

use confab_core::config::FrontendUrl;
use confab_core::error::{Code, Error};
use confab_core::tls::Name;
use http::header::{self, HeaderMap, HeaderValue};
use http::{Method, request};

use super::forwarded::{Forwarded, Proxies};
use super::{Door, HostUsed, Peer};
pub use origin::Standing;
use origin::sent_by_a_website;

/// The port of a door as the others see it: none while it is closed.
#[derive(Debug, Clone, Default)]
pub struct OpenPort(Arc<AtomicU16>);

impl OpenPort {
    /// The door listens there now.
    pub fn set(&self, port: u16) {
        self.0.store(port, Ordering::Relaxed);
    }

    /// Where it listens.
    pub fn get(&self) -> Option<u16> {
        Some(self.0.load(Ordering::Relaxed)).filter(|port| *port != 0)
    }
}

/// Judges the heads of requests at one door.
#[derive(Debug)]
pub struct Guard {
    door: Door,
    port: u16,
    front_end: Option<HeaderValue>,
    guest_port: OpenPort,
    served: Served,
    proxied: Option<Proxied>,
}

/// Which hosts a door is.
#[derive(Debug)]
enum Served {
    /// This computer, for itself.
    Loopback,
    /// One of its addresses, and its names, for others.
    Names(Vec<Name>),
}

/// The proxies before the guest door, and the host that guests know them by.
#[derive(Debug)]
struct Proxied {
    proxies: Proxies,
    front_end: Option<FrontendUrl>,
}

/// What a request may count on once its head was found good.
#[derive(Debug)]
pub struct Admitted {
    /// The `Host` it used.
    pub host: HostUsed,
    /// Where it comes from.
    pub standing: Standing,
    /// Who asks.
    pub peer: Peer,
}

impl Guard {
    /// A guard for the door that listens on `port`. `front_end` is the origin of `FRONTEND_URL`.
    pub fn new(door: Door, port: u16, front_end: Option<&str>, guest_port: OpenPort) -> Self {
        let front_end = front_end.and_then(|origin| HeaderValue::from_str(origin).ok());
        Self {
            door,
            port,
            front_end,
            guest_port,
            served: Served::Loopback,
            proxied: None,
        }
    }

    /// A guard for the secure door at an address that goes by these names.
    pub fn shared(port: u16, names: Vec<Name>) -> Self {
        Self {
            served: Served::Names(names),
            ..Self::new(Door::Shared, port, None, OpenPort::default())
        }
    }

    /// The same, with proxies before it that ask for guests who know them as `front_end`.
    #[must_use]
    pub fn behind(self, proxies: Proxies, front_end: Option<FrontendUrl>) -> Self {
        Self {
            proxied: Some(Proxied { proxies, front_end }),
            ..self
        }
    }

    /// Whether connections from there are those of a proxy that is believed.
    pub fn is_proxy(&self, peer: IpAddr) -> bool {
        let proxied = self.proxied.as_ref();
        proxied.is_some_and(|proxied| proxied.proxies.knows(peer))
    }

    /// Who asks, where a proxy that is believed says so.
    pub fn client(&self, headers: &HeaderMap, peer: SocketAddr) -> Option<IpAddr> {
        let proxied = self.proxied.as_ref()?;
        proxied.proxies.read(peer, headers)?.client
    }

    /// Lets a request in, or says why not.
    ///
    /// # Errors
    /// 400 for a `Host` that is not ours, 403 for a website that may not do this.
    pub fn judge(&self, head: &request::Parts, peer: SocketAddr) -> Result<Admitted, Error> {
        let forwarded = self
            .proxied
            .as_ref()
            .and_then(|proxied| proxied.proxies.read(peer, &head.headers));
        let peer = match forwarded.as_ref().and_then(|forwarded| forwarded.client) {
            Some(client) => SocketAddr::new(client, 0),
            None => peer,
        };
        let (host, origin) = match self.front(forwarded.as_ref(), head) {
            Some(front) => front,
            None => {
                let host = self.host(head)?;
                let secure = self.door == Door::Shared
                    || forwarded.and_then(|forwarded| forwarded.secure) == Some(true);
                let scheme = if self.door == Door::Shared {
                    "https"
                } else {
                    "http"
                };
                let origin = format!("{scheme}://{host}");
                (HostUsed { host, secure }, origin)
            }
        };
        let standing = self.standing(&head.headers, &origin);
        if changes_something(&head.method)
            && (standing == Standing::Foreign
                || (standing == Standing::Absent && sent_by_a_website(&head.headers)))
        {
            return Err(Error::new(
                Code::ForeignOrigin,
                "This request comes from a website that may not use Confab here.",
            ));
        }
        Ok(Admitted {
            host,
            standing,
            peer: Peer(peer),
        })
    }

    /// The host of `FRONTEND_URL` and its origin, where a proxy that we believe asks for it.
    fn front(
        &self,
        forwarded: Option<&Forwarded>,
        head: &request::Parts,
    ) -> Option<(HostUsed, String)> {
        let origin = self.proxied.as_ref()?.front_end.as_ref()?.origin();
        let (scheme, ours) = origin.split_once("://")?;
        let forwarded = forwarded?;
        let asked = match &forwarded.host {
            Some(host) => host.clone(),
            None => {
                let mut values = head.headers.get_all(header::HOST).iter();
                let (Some(host), None) = (values.next(), values.next()) else {
                    return None;
                };
                host.to_str().ok()?.to_ascii_lowercase()
            }
        };
        let default = if scheme == "https" { ":443" } else { ":80" };
        let bare = |host: &str| host.strip_suffix(default).unwrap_or(host).to_owned();
        if bare(&asked) != bare(ours) {
            return None;
        }
        let host = HostUsed {
            host: ours.to_owned(),
            secure: forwarded.secure.unwrap_or(scheme == "https"),
        };
        Some((host, origin.to_owned()))
    }

    fn host(&self, head: &request::Parts) -> Result<String, Error> {
        let refused = || {
            let port = self.port;
            let sentence = match self.served {
                Served::Loopback => {
                    format!("This address is not served here. Use localhost:{port}.")
                }
                Served::Names(_) => "This address is not served here.".to_owned(),
            };
            Error::new(Code::BadHost, sentence)
        };
        let mut values = head.headers.get_all(header::HOST).iter();
        let (Some(host), None) = (values.next(), values.next()) else {
            return Err(refused());
        };
        let host = host.to_str().map_err(|_| refused())?.to_ascii_lowercase();
        let name = match host.rsplit_once(':') {
            // A colon inside brackets belongs to the address.
            Some((name, port)) if !port.ends_with(']') => {
                // `parse` alone would take a plus sign, and zeros in front.
                let exact = port.starts_with(|c: char| ('1'..='9').contains(&c));
                if !exact || port.parse() != Ok(self.port) {
                    return Err(refused());
                }
                name
            }
            _ if self.port == self.default_port() => host.as_str(),
            _ => return Err(refused()),
        };
        if !self.serves(name) {
            return Err(refused());
        }
        // An absolute request target would beat `Host` in what others make of the request.
        if head
            .uri
            .authority()
            .is_some_and(|authority| !authority.as_str().eq_ignore_ascii_case(&host))
        {
            return Err(refused());
        }
        Ok(host)
    }

    /// Whether this door is the host of that name.
    fn serves(&self, name: &str) -> bool {
        match &self.served {
            Served::Loopback => matches!(name, "localhost" | "127.0.0.1" | "[::1]"),
            Served::Names(names) => names.iter().any(|ours| match ours {
                Name::Ip(IpAddr::V4(ip)) => name == ip.to_string(),
                Name::Ip(IpAddr::V6(ip)) => name == format!("[{ip}]"),
                Name::Dns(_) => ours.covers(name),
            }),
        }
    }

    fn default_port(&self) -> u16 {
        if self.door == Door::Shared { 443 } else { 80 }
    }
}

fn changes_something(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}
