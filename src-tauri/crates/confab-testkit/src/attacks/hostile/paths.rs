//! Targets that lead elsewhere when somebody on the way reads them differently.

use super::super::deeds::{self, Scene};
use super::{Mercy, Request};
use crate::signal::CLIENT;
use crate::target::{Door, Target};

/// Beneath what is served: LiveKit's own API, its debugging, and its other ways in.
const BEHIND: [&str; 8] = [
    "twirp/livekit.RoomService/ListRooms",
    "twirp/livekit.RoomService/DeleteRoom",
    "debug/pprof/",
    "debug/rooms",
    "metrics",
    "agent",
    "whip/v1",
    "settings",
];

/// Ways to say that one means what is behind.
const AROUND: [&str; 21] = [
    "/",
    "//",
    "/./",
    "/rtc/../",
    "/rtc/..%2f",
    "/rtc/..%2F",
    "/rtc/%2e%2e/",
    "/rtc/%2e%2e%2f",
    "/rtc/.%2e/",
    "/rtc/%252e%252e/",
    "/rtc%2f..%2f",
    "/rtc/v1/../../",
    "/rtc/validate/../../",
    "/rtc/..;/",
    "/rtc/..\\",
    "/rtc\\..\\",
    "/rtc/..%5c",
    "/rtc/..%c0%af",
    "/rtc%00/../",
    "/meeting/../",
    "/api/v1/../../",
];

/// Near what is served, and not it.
const NEAR: [&str; 18] = [
    "/RTC",
    "/rtc/",
    "//rtc",
    "/rtc//validate",
    "/rtc/v1/",
    "/rtc/v2",
    "/rtc/v1/validate/",
    "/rtc%2fvalidate",
    "/rtc;x",
    "/rtc%00",
    "/rtc.",
    "/%72tc",
    "/api/v1/rtc",
    "/index.html",
    "/index.html.br",
    "/assets/../index.html",
    "/assets/..%2findex.html",
    "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
];

/// All of them, with a token that is good.
pub(super) fn of(target: &Target, scene: &Scene) -> Vec<Request> {
    let own = target.authority.as_str();
    let token = format!("access_token={}&{CLIENT}", scene.guest.token);
    let mut all = Vec::new();
    let mut add = |method: &str, path: &str, host: &str, more: &[(&str, String)]| {
        let mut text = format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\n");
        for (name, value) in more {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        text.push_str("\r\n");
        all.push(Request {
            name: format!("{method} {path} at {host}").replace(&token, "…"),
            bytes: text.into_bytes(),
            mercy: Mercy::Refused,
        });
    };
    let mut targets: Vec<String> = NEAR.iter().map(|path| format!("{path}?{token}")).collect();
    for around in AROUND {
        targets.extend(BEHIND.iter().map(|path| format!("{around}{path}?{token}")));
    }
    let bearer = ("Authorization", format!("Bearer {}", scene.guest.token));
    for path in &targets {
        add("GET", path, own, &[]);
        add("POST", path, own, std::slice::from_ref(&bearer));
        add("GET", path, own, &deeds::upgrade());
    }
    for path in absolute(target, scene) {
        for method in ["GET", "POST", "DELETE"] {
            add(method, &path, own, &[]);
        }
    }
    let evil = format!("evil.test:{}", target.address.port());
    for method in ["GET", "POST", "DELETE"] {
        add(
            method,
            &format!("{}/api/v1/meetings", target.origin()),
            &evil,
            &[],
        );
        add(method, "*", own, &[]);
    }
    add("CONNECT", own, own, &[]);
    add("CONNECT", &evil, &evil, &[]);
    add("OPTIONS", "*", own, &[]);
    for (method, path) in detours(target, scene) {
        add(method, &path, own, &[]);
    }
    all
}

/// Absolute targets that name another place than `Host` does.
fn absolute(target: &Target, scene: &Scene) -> Vec<String> {
    let path = match target.door {
        Door::Signal => "/rtc/validate".to_owned(),
        _ => format!("/api/v1/meetings/{}", scene.meeting),
    };
    let port = target.address.port();
    [
        "http://evil.test".to_owned(),
        format!("http://evil.test:{port}"),
        format!("https://evil.test:{port}"),
        format!("http://evil.test@{}", target.authority),
        format!("http://{}@evil.test", target.authority),
        "http://localhost".to_owned(),
        "http://localhost:1".to_owned(),
        "file://".to_owned(),
    ]
    .into_iter()
    .map(|origin| format!("{origin}{path}"))
    .collect()
}

/// Ways around to what a door does offer, and guests' ways to what only the host may.
fn detours(target: &Target, scene: &Scene) -> Vec<(&'static str, String)> {
    let id = &scene.meeting;
    let mut all = Vec::new();
    for prefix in [
        "//api/v1/meetings",
        "/api//v1/meetings",
        "/./api/v1/meetings",
        "/api/v1/x/../meetings",
        "/api/v1/%6deetings",
        "/API/v1/meetings",
        "/api/v1/meetings;x",
        "/api%2fv1/meetings",
    ] {
        all.push(("POST", format!("{prefix}/create")));
        all.push(("GET", prefix.to_owned()));
        all.push(("DELETE", format!("{prefix}/{id}")));
        all.push(("POST", format!("{prefix}/{id}/join")));
    }
    for path in [
        format!("/api/v1/meetings/{id}/"),
        format!("/api/v1/meetings/{id}%2f"),
        format!("/api/v1/meetings/{id}/../{id}"),
        format!("/api/v1/meetings/./{id}"),
        format!("/api/v1/meetings/x/..%2f{id}"),
        "/api/v1/meetings/".to_owned(),
        "/api/v1/meetings/create".to_owned(),
    ] {
        all.push(("DELETE", path));
    }
    for path in [
        "create/",
        "%63reate",
        "create;x",
        "create%00",
        "create%20",
        "Create",
    ] {
        all.push(("POST", format!("/api/v1/meetings/{path}")));
    }
    if target.door.is_for_guests() || target.door == Door::Signal {
        all.extend([
            ("POST", "/api/v1/meetings/create".to_owned()),
            ("GET", "/api/v1/meetings".to_owned()),
            ("DELETE", format!("/api/v1/meetings/{id}")),
            ("PATCH", format!("/api/v1/meetings/{id}")),
            ("GET", "/api/v1/sharing".to_owned()),
            ("GET", "/api/v1/openapi.json".to_owned()),
            ("GET", "/healthz".to_owned()),
        ]);
    }
    all
}
