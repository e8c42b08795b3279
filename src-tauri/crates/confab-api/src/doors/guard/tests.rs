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
