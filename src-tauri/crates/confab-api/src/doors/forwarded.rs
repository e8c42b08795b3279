//! What proxies say of those for whom they ask.
//!
//! Invariant: only a proxy that the settings name is believed, and of a chain only what the last
//! of those that are named have added: the rest is whatever somebody claims.

use std::net::{IpAddr, SocketAddr};

use http::header::{HeaderMap, HeaderName};
use ipnet::IpNet;

/// The proxies that are believed.
#[derive(Debug, Clone, Default)]
pub struct Proxies(Vec<IpNet>);

/// What a proxy that is believed said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Forwarded {
    /// Who asks.
    pub client: Option<IpAddr>,
    /// The host that was asked for, in lower case, as it was sent.
    pub host: Option<String>,
    /// Whether the client speaks HTTPS with the proxy.
    pub secure: Option<bool>,
}

impl Proxies {
    /// These are believed.
    pub fn new(proxies: Vec<IpNet>) -> Self {
        Self(proxies)
    }

    /// Whether a proxy with this address is believed.
    pub fn knows(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|net| net.contains(&address))
    }

    /// What was said for a request that came from `peer`; `None` where that is no proxy of ours,
    /// or one that said nothing.
    pub fn read(&self, peer: SocketAddr, headers: &HeaderMap) -> Option<Forwarded> {
        if !self.knows(peer.ip()) {
            return None;
        }
        let usual = Forwarded {
            client: self.client(&list(headers, "x-forwarded-for")),
            host: last(headers, "x-forwarded-host").map(|host| host.to_ascii_lowercase()),
            secure: last(headers, "x-forwarded-proto").map(|proto| is_https(&proto)),
        };
        if usual != Forwarded::default() {
            return Some(usual);
        }
        let standard = self.standard(&list(headers, "forwarded"));
        (standard != Forwarded::default()).then_some(standard)
    }

    /// From the right, the first that is not one of ours.
    fn client(&self, chain: &[String]) -> Option<IpAddr> {
        let mut client = None;
        for hop in chain.iter().rev() {
            client = Some(address(hop)?);
            if client.is_some_and(|hop| !self.knows(hop)) {
                break;
            }
        }
        client
    }

    /// RFC 7239: `for=192.0.2.60;proto=https;host=meet.example`.
    fn standard(&self, hops: &[String]) -> Forwarded {
        let part = |hop: &str, name: &str| {
            hop.split(';').find_map(|pair| {
                let (key, value) = pair.split_once('=')?;
                let value = value.trim().trim_matches('"').to_owned();
                key.trim().eq_ignore_ascii_case(name).then_some(value)
            })
        };
        let last = |name| hops.last().and_then(|hop| part(hop, name));
        let chain: Vec<_> = hops.iter().filter_map(|hop| part(hop, "for")).collect();
        Forwarded {
            client: self.client(&chain),
            host: last("host").map(|host| host.to_ascii_lowercase()),
            secure: last("proto").map(|proto| is_https(&proto)),
        }
    }
}

fn is_https(proto: &str) -> bool {
    proto.eq_ignore_ascii_case("https") || proto.eq_ignore_ascii_case("wss")
}

/// `192.0.2.60`, `192.0.2.60:4711`, `2001:db8::1`, `[2001:db8::1]:4711`.
fn address(hop: &str) -> Option<IpAddr> {
    let bare = hop.trim_start_matches('[').trim_end_matches(']');
    bare.parse()
        .ok()
        .or_else(|| hop.parse().ok().map(|socket: SocketAddr| socket.ip()))
        .map(|ip: IpAddr| ip.to_canonical())
}

fn list(headers: &HeaderMap, name: &'static str) -> Vec<String> {
    headers
        .get_all(HeaderName::from_static(name))
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|value| value.trim().to_owned())
        .filter(|value| !value.is_empty())
        .collect()
}

fn last(headers: &HeaderMap, name: &'static str) -> Option<String> {
    list(headers, name).pop()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(peer: &str, headers: &[(&'static str, &str)]) -> Option<Forwarded> {
        let proxies = ["127.0.0.1/32", "10.0.0.0/24"].map(|net| net.parse().expect("a network"));
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, value.parse().expect("a value"));
        }
        let peer = SocketAddr::new(peer.parse().expect("an address"), 1);
        Proxies::new(proxies.to_vec()).read(peer, &map)
    }

    fn client(peer: &str, headers: &[(&'static str, &str)]) -> Option<String> {
        Some(said(peer, headers)?.client?.to_string())
    }

    #[test]
    fn nobody_else_is_believed() {
        let headers = [
            ("x-forwarded-for", "192.0.2.1"),
            ("forwarded", "for=192.0.2.1"),
        ];
        for peer in ["192.0.2.9", "::1", "10.0.1.1"] {
            assert_eq!(said(peer, &headers), None, "{peer}");
        }
        assert!(said("127.0.0.1", &headers).is_some());
        assert!(said("::ffff:127.0.0.1", &headers).is_some());
    }

    #[test]
    fn what_the_client_claims_is_left_of_what_the_proxy_saw() {
        for (value, seen) in [
            ("192.0.2.1", "192.0.2.1"),
            ("1.1.1.1, 192.0.2.1", "192.0.2.1"),
            ("1.1.1.1, 192.0.2.1, 10.0.0.7", "192.0.2.1"),
            ("127.0.0.1, 192.0.2.1", "192.0.2.1"),
            ("10.0.0.7", "10.0.0.7"),
            ("[2001:db8::1]:4711", "2001:db8::1"),
            ("192.0.2.1:4711", "192.0.2.1"),
        ] {
            let told = client("127.0.0.1", &[("x-forwarded-for", value)]);
            assert_eq!(told.as_deref(), Some(seen), "{value}");
        }
        let twice = [
            ("x-forwarded-for", "1.1.1.1"),
            ("x-forwarded-for", "192.0.2.1"),
        ];
        assert_eq!(client("127.0.0.1", &twice).as_deref(), Some("192.0.2.1"));
        assert_eq!(
            client("127.0.0.1", &[("x-forwarded-for", "1.1.1.1, _hidden")]),
            None
        );
    }

    #[test]
    fn the_standard_header_says_the_same() {
        let value =
            "for=1.1.1.1;proto=http, for=\"[2001:db8::1]:4711\";Proto=https;host=Meet.example";
        let told = said("10.0.0.7", &[("forwarded", value)]).expect("said");
        assert_eq!(
            told,
            Forwarded {
                client: Some("2001:db8::1".parse().expect("an address")),
                host: Some("meet.example".into()),
                secure: Some(true),
            }
        );
    }
}
