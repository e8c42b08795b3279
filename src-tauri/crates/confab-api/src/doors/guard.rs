//! What a request must say of itself before a door lets it in: its `Host`, and where it comes from.
//!
//! A website can make a visitor's browser send requests to loopback, but it can choose neither
//! `Host` (which defeats names that point to 127.0.0.1) nor `Origin`. So `Host` has to be one of
//! ours, with the port, and whatever changes something has to come from no website at all, from
//! our own page, or from the one front end that `FRONTEND_URL` names.

use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};

use confab_core::error::{Code, Error};
use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http::{Method, request};

use super::{Door, HostUsed};

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
}

/// What a request may count on once its head was found good.
#[derive(Debug)]
pub struct Admitted {
    /// The `Host` it used.
    pub host: HostUsed,
    /// Where it comes from.
    pub standing: Standing,
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
        }
    }

    /// Lets a request in, or says why not.
    ///
    /// # Errors
    /// 400 for a `Host` that is not ours, 403 for a website that may not do this.
    pub fn judge(&self, head: &request::Parts) -> Result<Admitted, Error> {
        let host = self.host(head)?;
        let standing = self.standing(&head.headers, &host);
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
            host: HostUsed(host),
            standing,
        })
    }

    fn host(&self, head: &request::Parts) -> Result<String, Error> {
        let refused = || {
            let port = self.port;
            Error::new(
                Code::BadHost,
                format!("This address is not served here. Use localhost:{port}."),
            )
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
            _ if self.port == 80 => host.as_str(),
            _ => return Err(refused()),
        };
        if !matches!(name, "localhost" | "127.0.0.1" | "[::1]") {
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

    /// Where a request comes from.
    fn standing(&self, headers: &HeaderMap, host: &str) -> Standing {
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
        if text
            .strip_prefix("http://")
            .is_some_and(|from| same_place(from, host))
        {
            return Standing::Own;
        }
        let friend = match self.door {
            Door::Local => self.front_end.as_ref() == Some(origin),
            Door::Signal => self.front_end.as_ref() == Some(origin) || self.signals(text),
            Door::Host | Door::Guest => false,
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

/// Whether the origin's host and port (`from`) are those of the `Host` used, the default port or not.
fn same_place(from: &str, host: &str) -> bool {
    from.strip_suffix(":80").unwrap_or(from) == host.strip_suffix(":80").unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guard(door: Door, port: u16) -> Guard {
        let guest_port = OpenPort::default();
        guest_port.set(3000);
        Guard::new(door, port, Some("http://front.test:5173"), guest_port)
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
                guard.judge(&head("GET", &[("host", host)])).is_ok(),
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
                .judge(&head("GET", &[("host", host)]))
                .expect_err(host);
            assert_eq!(error.code(), Code::BadHost, "{host}");
        }
        assert!(guard.judge(&head("GET", &[])).is_err(), "no Host");
        let two = head(
            "GET",
            &[("host", "localhost:8000"), ("host", "localhost:8000")],
        );
        assert!(guard.judge(&two).is_err(), "two Hosts");
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
            assert_eq!(guard.judge(&head).expect(host).standing, Standing::Own);
        }
    }

    #[test]
    fn a_request_target_that_names_another_host_is_refused() {
        let mut head = head("GET", &[("host", "localhost:8000")]);
        head.uri = "http://evil.test/api/v1/meetings".parse().expect("a URI");
        assert!(guard(Door::Local, 8000).judge(&head).is_err());
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
                    .judge(&head(method, &[local, ("origin", origin)]))
                    .expect_err(origin);
                assert_eq!(error.code(), Code::ForeignOrigin, "{method} {origin}");
            }
            for site in ["cross-site", "same-site"] {
                assert!(
                    guard
                        .judge(&head(method, &[local, ("sec-fetch-site", site)]))
                        .is_err(),
                    "{site}"
                );
            }
            for origin in ["http://front.test:5173", "http://localhost:8000"] {
                assert!(
                    guard
                        .judge(&head(method, &[local, ("origin", origin)]))
                        .is_ok(),
                    "{origin}"
                );
            }
            assert!(guard.judge(&head(method, &[local])).is_ok());
            let two = [
                local,
                ("origin", "http://front.test:5173"),
                ("origin", "http://front.test:5173"),
            ];
            assert!(guard.judge(&head(method, &two)).is_err());
        }
        let read = guard
            .judge(&head("GET", &[local, ("origin", "http://evil.test")]))
            .expect("reading");
        assert_eq!(read.standing, Standing::Foreign);
    }

    #[test]
    fn guests_have_no_friends_and_signalling_has_some() {
        let host = ("host", "localhost:3000");
        let guest = guard(Door::Guest, 3000);
        assert!(
            guest
                .judge(&head("POST", &[host, ("origin", "http://front.test:5173")]))
                .is_err()
        );
        assert!(
            guest
                .judge(&head("POST", &[host, ("origin", "http://127.0.0.1:3000")]))
                .is_err()
        );
        assert!(
            guest
                .judge(&head("POST", &[host, ("origin", "http://localhost:3000")]))
                .is_ok()
        );

        let signal = guard(Door::Signal, 7880);
        let standing = |origin: &str| {
            let head = head("GET", &[("host", "localhost:7880"), ("origin", origin)]);
            signal.judge(&head).expect("reading").standing
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
}
