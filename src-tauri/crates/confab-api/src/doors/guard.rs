//! What a request must say of itself before a door lets it in: its `Host`, and where it comes from.
//!
//! A website can make a visitor's browser send requests to loopback, but it can choose neither
//! `Host` (which defeats names that point to 127.0.0.1) nor `Origin`. So `Host` has to be one of
//! ours, with the port, and whatever changes something has to come from no website at all, from
//! our own page, or from the one front end that `FRONTEND_URL` names.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};

use confab_core::config::FrontendUrl;
use confab_core::error::{Code, Error};
use confab_core::tls::Name;
use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http::{Method, request};

use super::forwarded::{Forwarded, Proxies};
use super::{Door, HostUsed, Peer};

/// Which headers scripts of the front end may read.
const EXPOSED: &str = "Confab-Code, Confab-Session, Retry-After";
const ACCEPTED: &str = "Authorization, Content-Type";

/// Where a request comes from, judged by its `Origin`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// No website: a script, a native client, a typed address.
    Absent,
    /// The door's own page.
    Own,
    /// A front end that this door knows.
    Friend,
    /// Any other website, `null`, empty, or two at once.
    Foreign,
}

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

    /// Where a request comes from; `ours` is the origin that was asked.
    fn standing(&self, headers: &HeaderMap, ours: &str) -> Standing {
        let mut values = headers.get_all(header::ORIGIN).iter();
        let Some(origin) = values.next() else {
            return Standing::Absent;
        };
        if values.next().is_some() {
            return Standing::Foreign;
        }
        let Ok(text) = origin.to_str() else {
            return Standing::Foreign;
        };
        if same_place(text, ours) {
            return Standing::Own;
        }
        let friend = match self.door {
            Door::Local => self.front_end.as_ref() == Some(origin),
            Door::Signal => self.front_end.as_ref() == Some(origin) || self.signals(text),
            Door::Host | Door::Guest | Door::Shared => false,
        };
        if friend {
            Standing::Friend
        } else {
            Standing::Foreign
        }
    }

    /// Our own pages that signal through the signal door: the window and the guest page.
    fn signals(&self, origin: &str) -> bool {
        if matches!(origin, "tauri://localhost" | "http://tauri.localhost") {
            return true;
        }
        let Some(guest_port) = self.guest_port.get() else {
            return false;
        };
        let (from, default) = match origin.split_once("://") {
            Some(("http", from)) => (from, 80),
            Some(("https", from)) => (from, 443),
            _ => return false,
        };
        ["localhost", "127.0.0.1", "[::1]"]
            .iter()
            .any(|name| match from.strip_prefix(name) {
                Some("") => guest_port == default,
                Some(port) => {
                    guest_port != default
                        && port
                            .strip_prefix(':')
                            .is_some_and(|p| p == guest_port.to_string())
                }
                None => false,
            })
    }

    /// Whether answers of this door depend on `Origin`, so that caches must know.
    pub fn has_cors(&self) -> bool {
        self.door == Door::Local
    }

    /// Lets scripts of the front end read this answer.
    pub fn expose(&self, standing: Standing, headers: &mut HeaderMap) {
        if !self.has_cors() {
            return;
        }
        headers.append(header::VARY, HeaderValue::from_static("Origin"));
        if let (Standing::Friend, Some(origin)) = (standing, &self.front_end) {
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
            headers.insert(
                header::ACCESS_CONTROL_EXPOSE_HEADERS,
                HeaderValue::from_static(EXPOSED),
            );
        }
    }

    /// Whether a browser asks with this request what the front end may send.
    pub fn is_preflight(&self, standing: Standing, head: &request::Parts) -> bool {
        self.has_cors()
            && standing == Standing::Friend
            && head.method == Method::OPTIONS
            && head
                .headers
                .contains_key(header::ACCESS_CONTROL_REQUEST_METHOD)
    }

    /// What the front end may send to a path whose methods are `allow`.
    pub fn preflight(&self, asked: &HeaderMap, allow: HeaderValue, headers: &mut HeaderMap) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, allow);
        headers.insert(
            header::ACCESS_CONTROL_ALLOW_HEADERS,
            HeaderValue::from_static(ACCEPTED),
        );
        headers.insert(
            header::ACCESS_CONTROL_MAX_AGE,
            HeaderValue::from_static("600"),
        );
        headers.append(
            header::VARY,
            HeaderValue::from_static(
                "Access-Control-Request-Method, Access-Control-Request-Headers",
            ),
        );
        let private = HeaderName::from_static("access-control-request-private-network");
        if asked.get(private).is_some_and(|value| value == "true") {
            headers.insert(
                HeaderName::from_static("access-control-allow-private-network"),
                HeaderValue::from_static("true"),
            );
        }
    }
}

fn changes_something(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Browsers say so themselves where they leave `Origin` out.
fn sent_by_a_website(headers: &HeaderMap) -> bool {
    headers
        .get_all("sec-fetch-site")
        .iter()
        .any(|site| !matches!(site.as_bytes(), b"same-origin" | b"none"))
}

/// Whether two origins are the same, the default port or not.
fn same_place(one: &str, other: &str) -> bool {
    let bare = |origin: &str| {
        let default = if origin.starts_with("https:") {
            ":443"
        } else {
            ":80"
        };
        origin.strip_suffix(default).unwrap_or(origin).to_owned()
    };
    bare(one) == bare(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guard(door: Door, port: u16) -> Guard {
        let guest_port = OpenPort::default();
        guest_port.set(3000);
        Guard::new(door, port, Some("http://front.test:5173"), guest_port)
    }

    impl Guard {
        fn judged(&self, head: &request::Parts) -> Result<Admitted, Error> {
            self.judge(head, SocketAddr::from(([127, 0, 0, 1], 50_000)))
        }
    }

    fn head(method: &str, headers: &[(&str, &str)]) -> request::Parts {
        let mut request = http::Request::builder().method(method).uri("/");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(()).expect("a request").into_parts().0
    }

    #[test]
    fn only_our_own_hosts_with_their_port_get_in() {
        let guard = guard(Door::Local, 8000);
        for host in [
            "localhost:8000",
            "127.0.0.1:8000",
            "[::1]:8000",
            "LocalHost:8000",
        ] {
            assert!(
                guard.judged(&head("GET", &[("host", host)])).is_ok(),
                "{host}"
            );
        }
        for host in [
            "",
            "localhost",
            "[::1]",
            "localhost:",
            "localhost:80",
            "localhost:08000",
            "localhost:8000.",
            "evil.test:8000",
            "localhost.evil.test:8000",
            "127.0.0.1.nip.io:8000",
            "localhost:8000@evil.test",
            "127.0.0.2:8000",
            "0.0.0.0:8000",
            "[::]:8000",
            "localhost:+8000",
            "user@localhost:8000",
            "2130706433:8000",
        ] {
            let error = guard
                .judged(&head("GET", &[("host", host)]))
                .expect_err(host);
            assert_eq!(error.code(), Code::BadHost, "{host}");
        }
        assert!(guard.judged(&head("GET", &[])).is_err(), "no Host");
        let two = head(
            "GET",
            &[("host", "localhost:8000"), ("host", "localhost:8000")],
        );
        assert!(guard.judged(&two).is_err(), "two Hosts");
    }

    #[test]
    fn a_default_port_may_be_missing() {
        let guard = guard(Door::Guest, 80);
        for host in ["localhost", "localhost:80", "[::1]", "[::1]:80"] {
            let head = head(
                "POST",
                &[
                    ("host", host),
                    (
                        "origin",
                        &format!("http://{}", host.trim_end_matches(":80")),
                    ),
                ],
            );
            assert_eq!(guard.judged(&head).expect(host).standing, Standing::Own);
        }
    }

    #[test]
    fn a_request_target_that_names_another_host_is_refused() {
        let mut head = head("GET", &[("host", "localhost:8000")]);
        head.uri = "http://evil.test/api/v1/meetings".parse().expect("a URI");
        assert!(guard(Door::Local, 8000).judged(&head).is_err());
    }

    #[test]
    fn websites_change_nothing() {
        let guard = guard(Door::Local, 8000);
        let local = ("host", "localhost:8000");
        for method in ["POST", "PUT", "PATCH", "DELETE", "PROPFIND"] {
            for origin in [
                "http://evil.test",
                "null",
                "",
                "http://front.test",
                "https://front.test:5173",
                "http://localhost:3000",
            ] {
                let error = guard
                    .judged(&head(method, &[local, ("origin", origin)]))
                    .expect_err(origin);
                assert_eq!(error.code(), Code::ForeignOrigin, "{method} {origin}");
            }
            for site in ["cross-site", "same-site"] {
                assert!(
                    guard
                        .judged(&head(method, &[local, ("sec-fetch-site", site)]))
                        .is_err(),
                    "{site}"
                );
            }
            for origin in ["http://front.test:5173", "http://localhost:8000"] {
                assert!(
                    guard
                        .judged(&head(method, &[local, ("origin", origin)]))
                        .is_ok(),
                    "{origin}"
                );
            }
            assert!(guard.judged(&head(method, &[local])).is_ok());
            let two = [
                local,
                ("origin", "http://front.test:5173"),
                ("origin", "http://front.test:5173"),
            ];
            assert!(guard.judged(&head(method, &two)).is_err());
        }
        let read = guard
            .judged(&head("GET", &[local, ("origin", "http://evil.test")]))
            .expect("reading");
        assert_eq!(read.standing, Standing::Foreign);
    }

    #[test]
    fn guests_have_no_friends_and_signalling_has_some() {
        let host = ("host", "localhost:3000");
        let guest = guard(Door::Guest, 3000);
        assert!(
            guest
                .judged(&head("POST", &[host, ("origin", "http://front.test:5173")]))
                .is_err()
        );
        assert!(
            guest
                .judged(&head("POST", &[host, ("origin", "http://127.0.0.1:3000")]))
                .is_err()
        );
        assert!(
            guest
                .judged(&head("POST", &[host, ("origin", "http://localhost:3000")]))
                .is_ok()
        );

        let signal = guard(Door::Signal, 7880);
        let standing = |origin: &str| {
            let head = head("GET", &[("host", "localhost:7880"), ("origin", origin)]);
            signal.judged(&head).expect("reading").standing
        };
        for origin in [
            "http://front.test:5173",
            "http://localhost:3000",
            "https://localhost:3000",
            "http://[::1]:3000",
            "http://127.0.0.1:3000",
            "tauri://localhost",
            "http://tauri.localhost",
        ] {
            assert_eq!(standing(origin), Standing::Friend, "{origin}");
        }
        for origin in [
            "null",
            "",
            "http://localhost",
            "http://localhost:3001",
            "http://localhost:30000",
            "https://tauri.localhost",
            "file://",
        ] {
            assert_eq!(standing(origin), Standing::Foreign, "{origin}");
        }
    }

    fn shared() -> Guard {
        let names = vec![
            Name::Ip("192.168.1.7".parse().expect("an address")),
            Name::Ip("fd00::7".parse().expect("an address")),
            Name::Dns("anns-laptop.local".into()),
        ];
        Guard::shared(3000, names)
    }

    #[test]
    fn a_shared_address_is_known_by_its_own_names_and_over_https() {
        for host in [
            "192.168.1.7:3000",
            "[fd00::7]:3000",
            "Anns-Laptop.local:3000",
        ] {
            let own = format!("https://{}", host.to_lowercase());
            let admitted = shared()
                .judged(&head("POST", &[("host", host), ("origin", &own)]))
                .expect(host);
            assert_eq!(admitted.standing, Standing::Own, "{host}");
            assert!(admitted.host.secure, "{host}");
            let plain = own.replace("https", "http");
            for other in [
                plain.as_str(),
                "null",
                "https://192.168.1.8:3000",
                "tauri://localhost",
            ] {
                shared()
                    .judged(&head("POST", &[("host", host), ("origin", other)]))
                    .expect_err(other);
            }
        }
        for host in [
            "localhost:3000",
            "127.0.0.1:3000",
            "192.168.1.7",
            "192.168.1.7:443",
            "192.168.1.8:3000",
            "[fd00:0::7]:3000",
            "evil.example:3000",
            "x.anns-laptop.local:3000",
            "192.168.1.7.nip.io:3000",
        ] {
            let error = shared()
                .judged(&head("GET", &[("host", host)]))
                .expect_err(host);
            assert_eq!(error.code(), Code::BadHost, "{host}");
            assert!(!error.detail().contains(host), "{host}");
        }
    }

    fn behind(front_end: Option<&str>) -> Guard {
        let proxies = Proxies::new(vec!["127.0.0.1/32".parse().expect("a network")]);
        let front_end = front_end.map(|url| url.parse().expect("an address"));
        guard(Door::Guest, 3000).behind(proxies, front_end)
    }

    #[test]
    fn a_proxy_that_is_named_speaks_for_guests() {
        let origin = ("origin", "https://meet.example");
        for headers in [
            [
                ("host", "meet.example"),
                ("x-forwarded-proto", "https"),
                ("x-forwarded-for", "192.0.2.1"),
            ],
            [
                ("host", "localhost:3000"),
                ("x-forwarded-host", "Meet.Example:443"),
                ("x-forwarded-for", "192.0.2.1"),
            ],
            [
                ("host", "meet.example"),
                ("forwarded", "for=192.0.2.1;proto=https;host=meet.example"),
                ("x-a", "b"),
            ],
        ] {
            let [a, b, c] = headers;
            let admitted = behind(Some("https://meet.example/app"))
                .judged(&head("POST", &[a, b, c, origin]))
                .expect("let in");
            assert_eq!(admitted.standing, Standing::Own);
            assert_eq!(admitted.host.host, "meet.example");
            assert!(admitted.host.secure);
            assert_eq!(admitted.peer.0.ip().to_string(), "192.0.2.1");
        }
    }

    #[test]
    fn nobody_else_speaks_for_guests() {
        let headers = [
            ("host", "meet.example"),
            ("x-forwarded-proto", "https"),
            ("x-forwarded-for", "192.0.2.1"),
        ];
        let stranger = SocketAddr::from(([127, 0, 0, 2], 50_000));
        behind(Some("https://meet.example"))
            .judge(&head("GET", &headers), stranger)
            .expect_err("not a proxy of ours");
        // Nor does the proxy make another host ours.
        for front_end in [None, Some("https://other.example")] {
            behind(front_end)
                .judged(&head("GET", &headers))
                .expect_err("not our host");
        }
        let local = [("host", "localhost:3000"), ("x-forwarded-for", "192.0.2.1")];
        let admitted = guard(Door::Guest, 3000)
            .judged(&head("GET", &local))
            .expect("let in");
        assert_eq!(admitted.peer.0.ip().to_string(), "127.0.0.1");
    }
}
