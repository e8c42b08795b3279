//! The same deeds, asked by somebody else than they seem, or in a way that websites can.

use std::collections::BTreeSet;

use super::super::deeds::Deed;
use super::{Mercy, Request};
use crate::target::{Door, Target};

/// Types that a form or a `fetch` without a preflight can send.
const FORMS: [&str; 5] = [
    "text/plain",
    "text/plain;charset=UTF-8",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "",
];

/// Every deed in every guise.
pub(super) fn of(target: &Target, ports: &BTreeSet<u16>, deeds: &[Deed]) -> Vec<Request> {
    let own = target.authority.as_str();
    let evil = format!("evil.test:{}", target.address.port());
    let origins = origins(target, ports);
    let mut all = Vec::new();
    let mut add = |deed: &Deed, guise: String, mercy, bytes| {
        all.push(Request {
            name: format!("{} {} as {guise}", deed.method, deed.name),
            mercy,
            bytes,
        });
    };
    for deed in deeds {
        for hosts in hosts(target, ports) {
            let hosts: Vec<_> = hosts.iter().map(String::as_str).collect();
            let guise = format!("Host {hosts:?}");
            add(deed, guise, Mercy::Refused, deed.request(&hosts, &[]));
        }
        for origin in &origins {
            let mercy = if deed.changes() {
                Mercy::Refused
            } else {
                Mercy::Unreadable
            };
            let headers: Vec<_> = origin.iter().map(|one| ("Origin", one.as_str())).collect();
            let guise = format!("Origin {origin:?}");
            add(deed, guise, mercy, deed.request(&[own], &headers));
        }
        for speaking in speaking_for_others(own) {
            let guise = format!("{} behind {speaking:?}", "evil.test");
            let bytes = deed.request(&[&evil], &[speaking]);
            add(deed, guise, Mercy::Refused, bytes);
            if deed.changes() {
                let headers = [speaking, ("Origin", "https://evil.test")];
                let guise = format!("a website behind {speaking:?}");
                add(deed, guise, Mercy::Refused, deed.request(&[own], &headers));
            }
        }
        if deed.method != "GET" {
            for site in ["cross-site", "same-site", "", "none, cross-site"] {
                let headers = [("Sec-Fetch-Site", site)];
                let guise = format!("Sec-Fetch-Site {site:?}");
                add(deed, guise, Mercy::Refused, deed.request(&[own], &headers));
            }
            for form in FORMS {
                for origin in ["https://evil.test", "null"] {
                    let headers = [("Origin", origin), ("Content-Type", form)];
                    let guise = format!("a form of {origin}, {form:?}");
                    add(deed, guise, Mercy::Refused, deed.request(&[own], &headers));
                }
                // Browsers of long ago sent forms without a word of where they came from.
                if !deed.body.is_empty() {
                    let headers = [("Content-Type", form)];
                    let guise = format!("a form, {form:?}");
                    add(deed, guise, Mercy::Refused, deed.request(&[own], &headers));
                }
            }
        }
        for (guise, bytes) in preflights(deed, own) {
            add(deed, guise, Mercy::Refused, bytes);
        }
    }
    all
}

/// What somebody else's `Host` looks like.
fn hosts(target: &Target, ports: &BTreeSet<u16>) -> Vec<Vec<String>> {
    let own = &target.authority;
    let port = target.address.port();
    let name = own.rsplit_once(':').map_or("", |(name, _)| name);
    let mut hosts: Vec<Vec<String>> = vec![
        vec![],
        vec![own.clone(), own.clone()],
        vec![own.clone(), format!("evil.test:{port}")],
    ];
    let mut one = |host: String| hosts.push(vec![host]);
    for other in ports.iter().filter(|other| **other != port) {
        one(format!("{name}:{other}"));
    }
    for host in [
        String::new(),
        name.to_owned(),
        format!("{name}:"),
        format!(":{port}"),
        format!("{name}.:{port}"),
        format!("{name}:0{port}"),
        format!("{name}:+{port}"),
        format!("{name}:{port}0"),
        format!("{own}:{port}"),
        format!("{own}/"),
        format!("{own}, evil.test"),
        format!("{own}#@evil.test"),
        format!("evil.test@{own}"),
        format!("evil.test#{own}"),
        "evil.test".to_owned(),
        format!("evil.test:{port}"),
        format!("{name}.evil.test:{port}"),
        format!("{name}.nip.io:{port}"),
        format!("evil.{name}:{port}"),
        format!("0.0.0.0:{port}"),
        format!("[::]:{port}"),
        format!("127.1:{port}"),
        format!("127.0.0.01:{port}"),
        format!("0x7f.0.0.1:{port}"),
        format!("2130706433:{port}"),
        format!("[::1:{port}"),
        format!("[::ffff:127.0.0.1]:{port}"),
        format!("[::1%25lo]:{port}"),
        format!("%6cocalhost:{port}"),
        format!("loca\u{2113}host:{port}"),
    ] {
        one(host);
    }
    hosts
}

/// What somebody else's `Origin` looks like.
fn origins(target: &Target, ports: &BTreeSet<u16>) -> Vec<Vec<String>> {
    let own = target.origin();
    let port = target.address.port();
    let swapped = match own.strip_prefix("https") {
        Some(rest) => format!("http{rest}"),
        None => own.replacen("http", "https", 1),
    };
    let mut origins: Vec<Vec<String>> = vec![
        vec![own.clone(), "https://evil.test".to_owned()],
        vec![own.clone(), own.clone()],
        vec![swapped],
    ];
    let mut one = |origin: String| origins.push(vec![origin]);
    // At the signal door the pages of the guest door are welcome.
    if target.door != Door::Signal {
        for other in ports.iter().filter(|other| **other != port) {
            one(format!("http://localhost:{other}"));
        }
        one("tauri://localhost".to_owned());
    }
    for origin in [
        "http://evil.test".to_owned(),
        "https://evil.test".to_owned(),
        format!("http://evil.test:{port}"),
        "null".to_owned(),
        String::new(),
        "http://localhost".to_owned(),
        "http://localhost:1".to_owned(),
        "https://localhost:1".to_owned(),
        format!("{own}/"),
        format!("{own}0"),
        format!("{own}.evil.test"),
        format!("{own}@evil.test"),
        format!("{own}, https://evil.test"),
        format!("https://evil.test#{own}"),
        own.replacen("://", "://evil.test@", 1),
        own.replacen("://", "://evil.", 1),
        format!("ws{}", own.trim_start_matches("http")),
        "file://".to_owned(),
        "chrome-extension://abcdefghijklmnopabcdefghijklmnop".to_owned(),
        "tauri://localhost.evil.test".to_owned(),
        "http://tauri.localhost:1".to_owned(),
    ] {
        one(origin);
    }
    origins
}

/// Headers by which a proxy speaks for its clients, which is believed of none here.
fn speaking_for_others(own: &str) -> [(&'static str, &str); 5] {
    [
        ("X-Forwarded-Host", own),
        ("X-Host", own),
        ("X-Original-Host", own),
        ("X-HTTP-Host-Override", own),
        ("Forwarded", "for=127.0.0.1;host=localhost;proto=http"),
    ]
}

/// What a browser asks before it lets a website talk to this computer.
fn preflights(deed: &Deed, own: &str) -> Vec<(String, Vec<u8>)> {
    let asks = Deed {
        method: "OPTIONS",
        body: "",
        ..deed.clone()
    };
    let mut all = Vec::new();
    for origin in ["https://evil.test", "null", "http://localhost:1"] {
        for network in [
            "Access-Control-Request-Private-Network",
            "Access-Control-Request-Local-Network",
        ] {
            let headers = [
                ("Origin", origin),
                ("Access-Control-Request-Method", deed.method),
                (
                    "Access-Control-Request-Headers",
                    "content-type,authorization",
                ),
                (network, "true"),
            ];
            let guise = format!("a preflight of {origin} with {network}");
            all.push((guise, asks.request(&[own], &headers)));
        }
    }
    all
}
