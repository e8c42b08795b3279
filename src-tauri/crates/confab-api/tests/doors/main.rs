//! Every route × door × session × hostile header, against a whole house on free ports with a real
//! LiveKit server. What is expected is the table in `ARCHITECTURE.md`, read as it stands there.

mod e2ee;
mod headers;
mod host;
mod hostile;
mod sender;
#[cfg(target_os = "linux")]
mod sharing;
mod table;

use std::net::SocketAddr;
use std::sync::Arc;

use confab_api::doors::Door;
use confab_api::house::{House, Mode};
use confab_api::logging::Log;
use confab_api::router::TABLE;
use confab_core::config::{Env, Settings};
use confab_core::net::{Address, Kind, Network};
use sender::{Reply, Sender};
use table::{Cell, Row, Shown, rows};
use tempfile::TempDir;

const ELSEWHERE: &str = "127.0.0.2";
const FRONT_END: &str = "http://front.test:5173";
/// How many requests at most are answered at the guest door to somebody who guesses.
const GUESSES: usize = 29;

/// A house that stands, and what the requests are about.
struct Standing {
    house: Arc<House>,
    senders: Vec<Sender>,
    /// The meeting that everything is about.
    meeting: String,
    /// Sessions that make no difference but at `/events`: none, garbage, another meeting's.
    sessions: Vec<(&'static str, Option<String>)>,
    /// Sessions of that meeting, of a guest and of the host.
    own: String,
    hosts: String,
    token: String,
    data: TempDir,
}

async fn stand() -> Standing {
    let data = tempfile::tempdir().expect("a folder");
    let server = confab_testkit::livekit::server_binary();
    let env = Env::of([
        ("CONFAB_DATA_DIR", data.path().to_str().expect("UTF-8")),
        ("CONFAB_LIVEKIT_SERVER", server.to_str().expect("UTF-8")),
        ("CONFAB_API_PORT", "0"),
        ("CONFAB_GUEST_PORT", "0"),
        ("CONFAB_SIGNAL_PORT", "0"),
        ("CONFAB_RTC_TCP_PORT", "0"),
        ("CONFAB_RTC_UDP_PORT", "0"),
        ("FRONTEND_URL", FRONT_END),
        ("CONFAB_SHARE", "lan"),
    ]);
    let mut settings = Settings::load(&env).expect("settings");
    // A second address of this computer stands for one of its network.
    let elsewhere = Address {
        ip: ELSEWHERE.parse().expect("an address"),
        interface: "lan0".into(),
        kind: Kind::Wired,
    };
    let (_network, given) = tokio::sync::watch::channel(vec![elsewhere]);
    settings.sharing.network = Network::Given(given);
    let house = House::start(settings, Mode::Serve, &Log::default(), |_| {})
        .await
        .expect("the house stands");
    let house = Arc::new(house);
    let port = |door: Door| {
        let all = house.doors();
        let url = all
            .iter()
            .find(|status| status.door == door.name())
            .and_then(|status| status.url.clone());
        url.and_then(|url| url.rsplit_once(':')?.1.parse().ok())
            .expect("the door is open")
    };
    let senders = vec![
        Sender::in_process(Door::Host, house.host_router()),
        Sender::socket(Door::Local, port(Door::Local)),
        Sender::socket(Door::Guest, port(Door::Guest)),
        Sender::secure(
            SocketAddr::new(ELSEWHERE.parse().expect("an address"), port(Door::Guest)),
            &data.path().join("tls/authority.pem"),
        ),
        Sender::socket(Door::Signal, port(Door::Signal)),
    ];
    let local = &senders[1];
    let meeting = create(local).await;
    let other = create(local).await;
    let (own, token) = join(local, &meeting).await;
    let (foreign, _) = join(local, &other).await;
    // Who joins through the window is the host.
    let (hosts, _) = join(&senders[0], &meeting).await;
    let sessions = vec![
        ("no session", None),
        ("garbage", Some("x".repeat(43))),
        ("another meeting's", Some(foreign)),
    ];
    Standing {
        house,
        senders,
        meeting,
        sessions,
        own,
        hosts,
        token,
        data,
    }
}

async fn create(local: &Sender) -> String {
    let reply = local.send("POST", "/api/v1/meetings/create", &[], "").await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    reply.json()["meeting_id"]
        .as_str()
        .expect("an id")
        .to_owned()
}

/// A session and a token.
async fn join(local: &Sender, meeting: &str) -> (String, String) {
    let path = format!("/api/v1/meetings/{meeting}/join");
    let reply = local
        .send("POST", &path, &[], r#"{"user_name":"Ann"}"#)
        .await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    let token = reply.json()["token"].as_str().expect("a token").to_owned();
    (
        reply
            .header("confab-session")
            .expect("a session")
            .to_owned(),
        token,
    )
}

impl Standing {
    /// The request for one row: path and body that would succeed where the door offers it.
    async fn request(&self, row: &Row, needs_fresh: bool) -> (String, &'static str) {
        let meeting = match needs_fresh && deletes_the_meeting(row) {
            true => create(&self.senders[1]).await,
            false => self.meeting.clone(),
        };
        let path = row
            .path
            .replace("{meeting_id}", &meeting)
            .replace("{identity}", "nobody_00000000")
            .replace("{ticket}", "nonsense")
            .replace("{waiting_id}", "nobody")
            .replace("{role_id}", "nobody")
            .replace("{message_id}", "1")
            .replace("{emoji}", "%F0%9F%91%8D")
            .replace("{file_id}", "nothing")
            .replace("{*file}", "swagger-ui.css");
        let body = match row.path.rsplit('/').next() {
            Some("join") => r#"{"user_name":"Ann"}"#,
            Some("host") => r#"{"code":"nonsense"}"#,
            Some("lobby") if row.method == "POST" => r#"{"user_name":"Ann"}"#,
            Some("chat") if row.method == "POST" => r#"{"text":"Hello"}"#,
            Some("rules") => r#"{"locked":false}"#,
            Some("mute") if row.path.contains("{identity}") => r#"{"source":"microphone"}"#,
            Some("ask") => r#"{"what":"unmute"}"#,
            Some("spotlight") => r#"{"identity":null}"#,
            Some("end") if row.method == "POST" => r#"{"seconds":60}"#,
            Some("hand") => r#"{"raised":true}"#,
            Some("reactions") => r#"{"emoji":"👍"}"#,
            _ if row.method == "PATCH" => r#"{"title":"A title"}"#,
            _ => "",
        };
        (path, body)
    }

    /// Whether an answer is the one that the cell promises.
    fn judge(&self, what: &str, row: &Row, cell: Cell, reply: &Reply) {
        let code = reply.header("confab-code").unwrap_or("");
        let told = || format!("{what}: {} {code} {}", reply.status, reply.body);
        match cell {
            Cell::No => {
                assert_eq!((reply.status, code), (404, "not_found"), "{}", told());
                assert!(reply.json()["detail"].is_string(), "{}", told());
            }
            Cell::Yes
                if ["{identity}", "{waiting_id}", "{role_id}"]
                    .iter()
                    .any(|who| row.path.contains(who)) =>
            {
                assert_eq!(
                    (reply.status, code),
                    (404, "participant_not_found"),
                    "{}",
                    told()
                );
            }
            Cell::Yes if refusal_in_chat(row).is_some() => {
                assert_eq!(
                    Some((reply.status, code)),
                    refusal_in_chat(row),
                    "{}",
                    told()
                );
            }
            // A page that was not built is not what is tested here.
            Cell::Yes if matches!(row.path.as_str(), "/" | "/meeting/{meeting_id}") => {
                assert!(matches!(reply.status, 200 | 503), "{}", told());
            }
            // Somebody with a token that lets them send data may still come.
            Cell::Yes if row.path.ends_with("/warm") => {
                assert_eq!((reply.status, code), (409, "no_warming"), "{}", told());
            }
            Cell::Yes | Cell::Everything | Cell::ItsMeeting => {
                assert_eq!(reply.status, 200, "{}", told())
            }
            Cell::Unauthorized | Cell::OnBehalf => {
                assert_eq!((reply.status, code), (401, "no_session"), "{}", told())
            }
            Cell::Forbidden | Cell::Inside => {
                assert_eq!((reply.status, code), (403, "not_allowed"), "{}", told())
            }
            Cell::Code => assert_eq!((reply.status, code), (403, "bad_host_code"), "{}", told()),
            Cell::NamesMeeting => {
                assert_eq!(
                    (reply.status, code),
                    (404, "meeting_not_found"),
                    "{}",
                    told()
                )
            }
            // The meeting of these tests has no key.
            Cell::HostsOwn => assert_eq!((reply.status, code), (404, "no_key"), "{}", told()),
            Cell::Ticket => assert_eq!((reply.status, code), (409, "no_warming"), "{}", told()),
            Cell::AsGuest => unreachable!("the table has resolved it"),
            Cell::Token => assert_eq!((reply.status, code), (401, "bad_token"), "{}", told()),
        }
    }
}

/// What is answered about a meeting that nobody is in and nothing was said in.
fn refusal_in_chat(row: &Row) -> Option<(u16, &'static str)> {
    let (_, of_meeting) = row.path.split_once("{meeting_id}/")?;
    match (row.method.as_str(), of_meeting) {
        ("POST", "chat") => Some((409, "nobody_inside")),
        (_, "chat/{message_id}") => Some((404, "message_not_found")),
        ("POST", "files") | ("PUT", "files/{file_id}/preview") => {
            Some((415, "unsupported_media_type"))
        }
        ("GET", "files/{file_id}" | "files/{file_id}/preview") => Some((404, "file_not_found")),
        ("GET", "key") => Some((404, "no_key")),
        _ => None,
    }
}

#[test]
fn the_table_in_the_architecture_names_every_route_and_no_other() {
    let rows = rows();
    for (path, _) in TABLE {
        assert!(
            rows.iter().any(|row| row.path == *path),
            "{path} is not in ARCHITECTURE.md"
        );
    }
    for row in &rows {
        let (_, doors) = TABLE
            .iter()
            .find(|(path, _)| *path == row.path)
            .unwrap_or_else(|| panic!("{} is no route", row.path));
        for door in Door::ALL {
            assert_eq!(
                doors.has(door),
                row.cell(door, Shown::None) != Cell::No,
                "{} at {}",
                row.path,
                door.name()
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_door_does_what_the_table_says() {
    let standing = stand().await;
    every_session_is_served_as_the_table_says(&standing).await;
    other_methods_are_405_where_the_route_is_offered_and_404_elsewhere(&standing).await;
    headers_that_speak_for_others_change_nothing(&standing).await;
    other_hosts_get_nothing(&standing).await;
    websites_change_nothing_and_read_nothing(&standing).await;
    only_the_front_end_is_told_what_it_may_do(&standing).await;
    unknown_paths_are_404_everywhere(&standing).await;
    signalling_is_opened_by_tokens_alone(&standing).await;
    wrong_links_are_limited_and_right_ones_are_not(&standing).await;
    standing.house.shutdown().await;
}

async fn every_session_is_served_as_the_table_says(standing: &Standing) {
    for row in rows() {
        for sender in &standing.senders {
            let own = ("its own", Some(standing.own.clone()));
            let hosts = ("the host's", Some(standing.hosts.clone()));
            for (name, session) in standing.sessions.iter().chain([&own, &hosts]) {
                let bearer = session.as_ref().map(|session| format!("Bearer {session}"));
                let headers: Vec<_> = bearer
                    .iter()
                    .map(|bearer| ("Authorization", bearer.as_str()))
                    .collect();
                let shown = match *name {
                    "its own" => Shown::Own,
                    "the host's" => Shown::Hosts,
                    _ => Shown::None,
                };
                // A meeting made for one request alone would not be the session's.
                let (path, body) = standing.request(&row, shown == Shown::None).await;
                if deletes_the_meeting(&row) && shown != Shown::None {
                    continue;
                }
                let reply = sender.send(&row.method, &path, &headers, body).await;
                let mut cell = row.cell(sender.door, shown);
                if cell == Cell::Unauthorized && *name == "another meeting's" {
                    // It is a session, of another meeting: it reads that one, and no more.
                    cell = match row.path.as_str() {
                        "/api/v1/events" => Cell::ItsMeeting,
                        _ => Cell::Forbidden,
                    };
                }
                if cell == Cell::OnBehalf && shown != Shown::None {
                    cell = Cell::Inside;
                }
                let what = format!(
                    "{} {path} at {} with {name}",
                    row.method,
                    sender.door.name()
                );
                standing.judge(&what, &row, cell, &reply);
                // In-process there is no browser that would ask for headers.
                if sender.door != Door::Host {
                    headers::protect(&what, &reply);
                }
                if cell == Cell::ItsMeeting {
                    let mine = reply.body.contains(&standing.meeting);
                    assert!(
                        !mine || shown != Shown::None,
                        "{what} shows a meeting that is not the session's: {}",
                        reply.body
                    );
                }
            }
        }
    }
}

fn deletes_the_meeting(row: &Row) -> bool {
    (row.method.as_str(), row.path.as_str()) == ("DELETE", "/api/v1/meetings/{meeting_id}")
}

async fn other_methods_are_405_where_the_route_is_offered_and_404_elsewhere(standing: &Standing) {
    let rows = rows();
    for row in &rows {
        let offered: Vec<_> = rows
            .iter()
            .filter(|other| other.path == row.path)
            .map(|other| other.method.as_str())
            .collect();
        for sender in &standing.senders {
            for method in ["PUT", "POST", "DELETE", "PATCH", "TRACE", "BREW", "OPTIONS"] {
                if offered.contains(&method) {
                    continue;
                }
                let (path, _) = standing.request(row, false).await;
                let reply = sender.send(method, &path, &[], "").await;
                let what = format!("{method} {path} at {}: {}", sender.door.name(), reply.body);
                if row.cell(sender.door, Shown::None) == Cell::No {
                    assert_eq!(reply.status, 404, "{what}");
                } else {
                    assert_eq!(reply.status, 405, "{what}");
                    assert_eq!(
                        reply.header("confab-code"),
                        Some("method_not_allowed"),
                        "{what}"
                    );
                    assert!(
                        reply.header("allow").is_some_and(|allow| !allow.is_empty()),
                        "{what}"
                    );
                }
                assert!(reply.json()["detail"].is_string(), "{what}");
            }
        }
    }
}

async fn headers_that_speak_for_others_change_nothing(standing: &Standing) {
    let hostile = [
        ("X-Forwarded-For", "203.0.113.9"),
        ("X-Forwarded-Host", "localhost:8000"),
        ("X-Forwarded-Proto", "https"),
        ("Forwarded", "for=203.0.113.9;host=localhost:8000"),
        ("X-Real-IP", "203.0.113.9"),
        ("X-Original-URL", "/api/v1/meetings"),
        ("X-Rewrite-URL", "/api/v1/meetings"),
        ("X-HTTP-Method-Override", "DELETE"),
        ("X-Confab-Door", "host"),
        ("Cookie", "session=x; role=host"),
    ];
    for row in rows() {
        for sender in &standing.senders {
            let (path, body) = standing.request(&row, true).await;
            let reply = sender.send(&row.method, &path, &hostile, body).await;
            let what = format!(
                "{} {path} at {} with hostile headers",
                row.method,
                sender.door.name()
            );
            let cell = row.cell(sender.door, Shown::None);
            if cell == Cell::Code {
                // A proxy that passes a request on is a program of this user, too: it brings nobody in.
                let code = reply.header("confab-code");
                assert_eq!((reply.status, code), (403, Some("not_this_user")), "{what}");
                continue;
            }
            standing.judge(&what, &row, cell, &reply);
        }
    }
}

async fn other_hosts_get_nothing(standing: &Standing) {
    for row in rows() {
        for sender in standing
            .senders
            .iter()
            .filter(|sender| sender.door != Door::Host)
        {
            let (path, body) = standing.request(&row, false).await;
            for hosts in [
                vec![],
                vec![""],
                vec!["localhost"],
                vec!["evil.test"],
                vec!["localhost:1"],
                vec!["localhost:8000", "localhost:8000"],
            ] {
                let reply = sender.send_to(&row.method, &path, &hosts, &[], body).await;
                assert_eq!(
                    reply.status, 400,
                    "{} {path} for {hosts:?}: {}",
                    row.method, reply.body
                );
            }
            let absolute = format!("http://evil.test{path}");
            let reply = sender.send(&row.method, &absolute, &[], body).await;
            assert_eq!(
                reply.status, 400,
                "{} {absolute}: {}",
                row.method, reply.body
            );
        }
    }
}

async fn websites_change_nothing_and_read_nothing(standing: &Standing) {
    for row in rows() {
        for sender in standing
            .senders
            .iter()
            .filter(|sender| sender.door != Door::Host)
        {
            let (path, body) = standing.request(&row, false).await;
            for origin in [
                "http://evil.test",
                "null",
                "",
                "https://front.test:5173",
                "http://front.test",
            ] {
                let reply = sender
                    .send(&row.method, &path, &[("Origin", origin)], body)
                    .await;
                let what = format!(
                    "{} {path} at {} from {origin:?}: {}",
                    row.method,
                    sender.door.name(),
                    reply.status
                );
                assert_eq!(reply.header("access-control-allow-origin"), None, "{what}");
                headers::protect(&what, &reply);
                let signals = row.path.starts_with("/rtc")
                    && row.cell(sender.door, Shown::None) == Cell::Token;
                if row.method != "GET" || signals {
                    assert_eq!(
                        (reply.status, reply.header("confab-code")),
                        (403, Some("foreign_origin")),
                        "{what}"
                    );
                }
                if sender.door == Door::Local {
                    assert!(
                        reply
                            .header("vary")
                            .is_some_and(|vary| vary.contains("Origin")),
                        "{what}"
                    );
                }
            }
            if row.method != "GET" {
                for site in ["cross-site", "same-site"] {
                    let reply = sender
                        .send(&row.method, &path, &[("Sec-Fetch-Site", site)], body)
                        .await;
                    assert_eq!(
                        reply.status, 403,
                        "{} {path} without Origin, {site}",
                        row.method
                    );
                }
            }
        }
    }
}

async fn only_the_front_end_is_told_what_it_may_do(standing: &Standing) {
    let local = &standing.senders[1];
    let path = format!("/api/v1/meetings/{}/join", standing.meeting);
    let reply = local
        .send(
            "POST",
            &path,
            &[("Origin", FRONT_END)],
            r#"{"user_name":"Ann"}"#,
        )
        .await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    assert_eq!(reply.header("access-control-allow-origin"), Some(FRONT_END));
    let exposed = reply
        .header("access-control-expose-headers")
        .expect("exposed headers");
    assert!(
        ["Confab-Code", "Confab-Session", "Retry-After"]
            .iter()
            .all(|name| exposed.contains(name)),
        "{exposed}"
    );

    let missing = local
        .send(
            "GET",
            "/api/v1/meetings/zzz-zzzz-zzz/info",
            &[("Origin", FRONT_END)],
            "",
        )
        .await;
    assert_eq!(
        (
            missing.status,
            missing.header("access-control-allow-origin")
        ),
        (404, Some(FRONT_END))
    );

    let asks = [
        ("Access-Control-Request-Method", "POST"),
        ("Access-Control-Request-Headers", "content-type"),
        ("Access-Control-Request-Private-Network", "true"),
    ];
    for sender in standing
        .senders
        .iter()
        .filter(|sender| sender.door != Door::Host)
    {
        for origin in [FRONT_END, "http://evil.test", "null"] {
            let headers: Vec<_> = asks.iter().copied().chain([("Origin", origin)]).collect();
            let reply = sender.send("OPTIONS", &path, &headers, "").await;
            let friend = sender.door == Door::Local && origin == FRONT_END;
            let what = format!(
                "preflight from {origin} at {}: {}",
                sender.door.name(),
                reply.status
            );
            assert_eq!(reply.status == 204, friend, "{what}");
            assert_eq!(
                reply.header("access-control-allow-origin"),
                friend.then_some(FRONT_END),
                "{what}"
            );
            assert_eq!(
                reply.header("access-control-allow-private-network"),
                friend.then_some("true"),
                "{what}"
            );
            if friend {
                assert!(
                    reply
                        .header("access-control-allow-methods")
                        .is_some_and(|m| m.contains("POST")),
                    "{what}"
                );
                let allowed = reply
                    .header("access-control-allow-headers")
                    .unwrap_or("")
                    .to_lowercase();
                assert!(allowed.contains("content-type"), "{what}");
            }
        }
    }
}

async fn unknown_paths_are_404_everywhere(standing: &Standing) {
    for sender in &standing.senders {
        for method in ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW"] {
            for path in [
                "/nothing",
                "/api",
                "/api/v1",
                "/api/v1/",
                "/api/v1/meetings/",
                "/api/v1/nothing",
                "/api/v2/meetings",
                "//api/v1/meetings",
                "/api/v1/../v1/meetings",
                "/rtc/",
                "//rtc/validate",
                "/rtc/v2",
                "/RTC",
                "/twirp/livekit.RoomService/ListRooms",
                "/index.html",
                "/assets/",
                "/assets/../index.html",
                "/healthz/",
                "/%2e%2e/%2e%2e/etc/passwd",
            ] {
                let reply = sender.send(method, path, &[], "").await;
                let what = format!("{method} {path} at {}: {}", sender.door.name(), reply.body);
                if sender.door != Door::Host {
                    headers::protect(&what, &reply);
                }
                assert_eq!(
                    (reply.status, reply.header("confab-code")),
                    (404, Some("not_found")),
                    "{what}"
                );
                assert!(reply.json()["detail"].is_string(), "{what}");
            }
        }
    }
}

async fn signalling_is_opened_by_tokens_alone(standing: &Standing) {
    let guest_port = standing.senders[2].port();
    for sender in &standing.senders[2..] {
        let token = &standing.token;
        for (query, status) in [
            (String::new(), 401),
            ("?access_token=".to_owned(), 401),
            ("?access_token=nonsense".to_owned(), 401),
            (format!("?access_token={token}&access_token={token}"), 401),
            (format!("?access_token={token}&publish=cam2"), 401),
            (format!("?access_token={token}"), 200),
        ] {
            let reply = sender
                .send("GET", &format!("/rtc/validate{query}"), &[], "")
                .await;
            assert_eq!(
                reply.status,
                status,
                "{} {:?}: {}",
                sender.door.name(),
                query.replace(token, "…"),
                reply.body
            );
            assert!(
                reply
                    .header("content-type")
                    .is_some_and(|kind| kind.starts_with("text/plain"))
            );
            if status != 200 {
                assert_eq!(Some(reply.body.as_str()), reply.header("confab-code"));
            }
            let socket = sender.send("GET", &format!("/rtc{query}"), &[], "").await;
            assert_eq!(
                socket.status,
                if status == 200 { 426 } else { status },
                "{}",
                socket.body
            );
        }
        // LiveKit's native SDKs send the token as a header.
        let bearer = format!("Bearer {token}");
        let reply = sender
            .send("GET", "/rtc/validate", &[("Authorization", &bearer)], "")
            .await;
        assert_eq!(reply.status, 200);

        let own = sender.origin();
        let guests = format!("http://127.0.0.1:{guest_port}");
        let signal = sender.door == Door::Signal;
        for (origin, allowed) in [
            (own.as_str(), true),
            (FRONT_END, signal),
            (guests.as_str(), signal),
            ("tauri://localhost", signal),
            ("http://tauri.localhost", signal),
        ] {
            let path = format!("/rtc/validate?access_token={token}");
            let reply = sender.send("GET", &path, &[("Origin", origin)], "").await;
            let wanted = if allowed { 200 } else { 403 };
            assert_eq!(
                reply.status,
                wanted,
                "{origin} at {}: {}",
                sender.door.name(),
                reply.body
            );
        }
    }
}

async fn wrong_links_are_limited_and_right_ones_are_not(standing: &Standing) {
    let guest = &standing.senders[2];
    let mut refused = None;
    for n in 0..100 {
        let path = match n % 3 {
            0 => "/api/v1/meetings/zzz-zzzz-zzz/exists",
            1 => "/api/v1/meetings/nonsense/info",
            _ => "/meeting/zzz-zzzz-zzz",
        };
        let reply = guest.send("GET", path, &[], "").await;
        if reply.status == 429 {
            let wait: u64 = reply
                .header("retry-after")
                .and_then(|wait| wait.parse().ok())
                .expect("Retry-After");
            assert!((1..=60).contains(&wait), "{wait}");
            assert_eq!(reply.header("confab-code"), Some("too_many_requests"));
            refused = Some(n);
            break;
        }
    }
    assert!(refused.is_some_and(|n| n <= GUESSES), "{refused:?}");
    // Nothing tells a right id now but a session of that very meeting.
    let bearer = format!("Bearer {}", standing.own);
    let own = [("Authorization", bearer.as_str())];
    for (method, path, body) in [
        ("GET", "exists", ""),
        ("GET", "info", ""),
        ("GET", "participants", ""),
        ("POST", "join", r#"{"user_name":"Ann"}"#),
    ] {
        let right = format!("/api/v1/meetings/{}/{path}", standing.meeting);
        let wrong = format!("/api/v1/meetings/zzz-zzzz-zzz/{path}");
        for (path, headers, status) in [
            (&right, &[][..], 429),
            (&wrong, &[][..], 429),
            (&wrong, &own[..], 429),
            (&right, &own[..], 200),
        ] {
            let reply = guest.send(method, path, headers, body).await;
            assert_eq!(reply.status, status, "{method} {path}: {}", reply.body);
        }
    }
    let local = &standing.senders[1];
    for _ in 0..50 {
        assert_eq!(
            local
                .send("GET", "/api/v1/meetings/zzz-zzzz-zzz/info", &[], "")
                .await
                .status,
            404
        );
    }
}
