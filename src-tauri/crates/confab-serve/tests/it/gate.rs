//! What comes past us to LiveKit, and what never does.

use std::time::Duration;

use confab_testkit::http::Method;
use confab_testkit::livekit::Rooms;
use confab_testkit::signal::{CLIENT, join_request};
use confab_testkit::{Api, Confab, Ready, Signal, raw};

use crate::{SOON, confab};

fn doors(confab: &Confab) -> [String; 2] {
    [confab.ready.signal.clone(), confab.guest_signal()]
}

async fn refused(url: &str, query: &str) -> (u16, String) {
    let answer = Signal::open(url, &format!("/rtc?{query}&{CLIENT}"), &[]).await;
    let refused = answer.map(|_| ()).expect_err("the gate refuses this");
    let validate = Api::new(url.replace("ws://", "http://"));
    let same = validate.get(&format!("/rtc/validate?{query}")).await;
    assert_eq!(
        same.status, refused.status,
        "validate says the same of {query}"
    );
    (refused.status, refused.body.trim().to_owned())
}

#[tokio::test]
async fn a_token_that_is_not_ours_is_401() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let behind = confab.behind();
    let good = behind.token(&meeting.id, "ada_00000000");
    let stranger = Rooms {
        key: "devkey".into(),
        ..behind.clone()
    };
    let forger = Rooms {
        secret: "another-secret-of-sufficient-length-here".into(),
        ..behind.clone()
    };
    let (head, rest) = good.split_once('.').expect("a token");
    let (payload, _) = rest.split_once('.').expect("a token");
    let unsigned = format!("eyJhbGciOiJub25lIn0.{payload}.");
    let table = [
        ("none", String::new()),
        ("an empty one", "access_token=".into()),
        ("garbage", "access_token=garbage".into()),
        (
            "another issuer",
            format!(
                "access_token={}",
                stranger.token(&meeting.id, "ada_00000000")
            ),
        ),
        (
            "another secret",
            format!("access_token={}", forger.token(&meeting.id, "ada_00000000")),
        ),
        ("no signature", format!("access_token={head}.{payload}.")),
        ("alg none", format!("access_token={unsigned}")),
        (
            "one cut short",
            format!("access_token={}", &good[..good.len() - 4]),
        ),
    ];
    for door in doors(&confab) {
        for (what, query) in &table {
            assert_eq!(
                refused(&door, query).await,
                (401, "bad_token".into()),
                "{what} at {door}"
            );
        }
    }
}

#[tokio::test]
async fn an_expired_token_is_401() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let token = confab
        .behind()
        .token_for(&meeting.id, "ada_00000000", Duration::from_secs(1));
    let expires = confab_testkit::read::claims(&token)["exp"]
        .as_i64()
        .expect("an end");
    // Leeway for clocks that differ is fine, a minute and more of it is not.
    let door = &confab.ready.signal;
    confab_testkit::wait_until("the token has expired", Duration::from_secs(75), || async {
        match Signal::connect(door, &token).await {
            Err(refused) if refused.status == 401 => Some(()),
            _ => None,
        }
    })
    .await;
    assert!(confab_testkit::read::now() >= expires);
}

#[tokio::test]
async fn two_tokens_are_one_too_many() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let (ada, ben) = (
        confab.join(&meeting.id, "Ada").await,
        confab.join(&meeting.id, "Ben").await,
    );
    for door in doors(&confab) {
        for query in [
            format!("access_token={}&access_token={}", ada.token, ben.token),
            format!("access_token={}&access_token=", ada.token),
            format!("access_token={}&%61ccess_token={}", ada.token, ben.token),
        ] {
            let (status, _) = refused(&door, &query).await;
            assert!((400..=401).contains(&status), "{status} to {query}");
        }
    }
    assert!(confab.people(&meeting.id).await.is_empty());
}

#[tokio::test]
async fn a_token_for_a_room_that_is_no_meeting_is_403() {
    let confab = confab().start().await;
    let behind = confab.behind();
    behind.create("private").await;
    for room in ["private", "abc-defg-hij"] {
        let token = behind.token(room, "ada_00000000");
        for door in doors(&confab) {
            let (status, code) = refused(&door, &format!("access_token={token}")).await;
            assert!((401..=403).contains(&status), "{room:?}: {status} {code}");
        }
    }
    let unknown = behind.token("abc-defg-hij", "ada_00000000");
    let answer = refused(&confab.ready.signal, &format!("access_token={unknown}")).await;
    assert_eq!(answer, (403, "meeting_not_found".into()));
}

#[tokio::test]
async fn nobody_comes_in_as_a_second_identity_by_a_publish_parameter() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    for door in doors(&confab) {
        let ada = confab.join(&meeting.id, "Ada").await;
        let path = format!("/rtc?access_token={}&{CLIENT}&publish=cam2", ada.token);
        match Signal::open(&door, &path, &[]).await {
            Ok(inside) => assert_eq!(inside.identity(), ada.user_id),
            Err(refused) => assert!((400..=403).contains(&refused.status), "{refused:?}"),
        }
        let people = confab.behind().people(&meeting.id).await;
        assert!(
            people.iter().all(|person| !person.identity.contains('#')),
            "{people:?}"
        );
    }
}

#[tokio::test]
async fn an_authorization_header_does_not_beat_the_token_that_was_checked() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let (ada, ben) = (
        confab.join(&meeting.id, "Ada").await,
        confab.join(&meeting.id, "Ben").await,
    );
    for door in doors(&confab) {
        let path = format!("/rtc?access_token={}&{CLIENT}", ada.token);
        let header = format!("Bearer {}", ben.token);
        match Signal::open(&door, &path, &[("authorization", &header)]).await {
            Ok(inside) => assert_eq!(inside.identity(), ada.user_id),
            Err(refused) => assert!((400..=403).contains(&refused.status), "{refused:?}"),
        }
        let two = [
            ("authorization", header.as_str()),
            ("authorization", header.as_str()),
        ];
        let two = Signal::open(&door, &format!("/rtc?{CLIENT}"), &two).await;
        assert_eq!(two.map(|_| ()).expect_err("one too many").status, 401);
    }
}

#[tokio::test]
async fn a_native_client_s_token_in_the_header_is_judged_like_any_other() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    for door in doors(&confab) {
        let ada = confab.join(&meeting.id, "Ada").await;
        let header = format!("Bearer {}", ada.token);
        let path = format!("/rtc?{CLIENT}");
        let inside = Signal::open(&door, &path, &[("authorization", &header)]).await;
        let inside = inside.expect("it gets in");
        assert_eq!(inside.identity(), ada.user_id);
        let wrong = Signal::open(&door, &path, &[("authorization", "Bearer wrong")]).await;
        assert_eq!(wrong.map(|_| ()).expect_err("a bad token").status, 401);
        let path = format!("/meetings/{}/participants/{}", meeting.id, ada.user_id);
        confab.local().delete(&path).await.expect(200);
        let path = format!("/rtc?{CLIENT}");
        let removed = Signal::open(&door, &path, &[("authorization", &header)]).await;
        assert_eq!(removed.map(|_| ()).expect_err("they stay out").status, 403);
    }
}

#[tokio::test]
async fn twirp_is_out_of_reach_on_every_door() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let admin = confab.behind().admin_token(&meeting.id);
    let twirp = "twirp/livekit.RoomService/ListRooms";
    let paths = [
        format!("/{twirp}"),
        format!("//{twirp}"),
        format!("/rtc/../{twirp}"),
        format!("/rtc/..%2f{twirp}"),
        format!("/rtc/%2e%2e/{twirp}"),
        format!("/rtc/v1/../../{twirp}"),
        format!("/rtc/v1/validate/../../../{twirp}"),
        format!("/api/v1/../../{twirp}"),
        format!("/meeting/../{twirp}"),
        format!("/rtc/..\\{twirp}"),
        format!("/rtc;/../{twirp}"),
    ];
    let ports = [
        confab.local_address(),
        confab.guest_address(),
        confab.signal_address(),
    ];
    for address in ports {
        for path in &paths {
            for query in ["", "?access_token="] {
                let token = if query.is_empty() { "" } else { &admin };
                let request = format!(
                    "POST {path}{query}{token} HTTP/1.1\r\nHost: localhost:{}\r\nAuthorization: Bearer {admin}\r\n\
                     Content-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{{}}",
                    address.port()
                );
                let Some(answer) = raw(address, request.as_bytes()).await else {
                    continue;
                };
                assert!(
                    (400..500).contains(&answer.status),
                    "{address}{path}: {}",
                    answer.status
                );
                assert!(
                    !answer.text.contains(&meeting.id),
                    "{address}{path}: {}",
                    answer.text
                );
            }
        }
    }
}

#[tokio::test]
async fn only_the_four_exact_paths_lead_to_livekit() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let ada = confab.join(&meeting.id, "Ada").await;
    for door in doors(&confab) {
        let api = Api::new(door.replace("ws://", "http://"));
        for path in ["/rtc/validate", "/rtc/v1/validate"] {
            let query = format!("access_token={}&join_request={}", ada.token, join_request());
            api.get(&format!("{path}?{query}")).await.expect(200);
        }
        for path in [
            "//rtc/validate",
            "/rtc//validate",
            "/rtc/validate/",
            "/rtc/v2/validate",
            "/RTC/validate",
            "/rtc/v1/validate/more",
            "/rtc/%76alidate",
            "/agent",
            "/metrics",
            "/debug/pprof/",
            "/whip/v1",
        ] {
            let answer = api.get(&format!("{path}?access_token={}", ada.token)).await;
            assert_eq!(answer.status, 404, "{door}{path}: {}", answer.text);
        }
        for method in [Method::POST, Method::PUT, Method::DELETE] {
            for path in ["/rtc", "/rtc/v1", "/rtc/validate", "/rtc/v1/validate"] {
                let with_token = format!("{path}?access_token={}", ada.token);
                let answer = api.send(method.clone(), &with_token, None).await;
                assert_eq!(answer.status, 405, "{method} {path}: {}", answer.text);
            }
            let form = format!("access_token={}", ada.token).into_bytes();
            let body = Some(("application/x-www-form-urlencoded", form));
            let answer = api.send(method.clone(), "/rtc/validate", body).await;
            assert!(
                (400..500).contains(&answer.status),
                "{method}: {}",
                answer.status
            );
        }
    }
}

#[tokio::test]
async fn a_foreign_page_cannot_open_signalling_and_a_native_client_can() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    for door in doors(&confab) {
        for origin in [
            "http://evil.example",
            "null",
            "",
            "http://localhost",
            "http://localhost:1",
        ] {
            let ada = confab.join(&meeting.id, "Ada").await;
            let path = format!("/rtc?access_token={}&{CLIENT}", ada.token);
            let refused = Signal::open(&door, &path, &[("origin", origin)]).await;
            let refused = refused.map(|_| ()).expect_err("a foreign origin");
            assert_eq!(refused.status, 403, "{origin:?} at {door}");
        }
        let ada = confab.join(&meeting.id, "Ada").await;
        Signal::connect(&door, &ada.token)
            .await
            .expect("no origin: a native client");
    }
    // The guest page at its own origin.
    let ada = confab.join(&meeting.id, "Ada").await;
    let path = format!("/rtc?access_token={}&{CLIENT}", ada.token);
    let own = [("origin", confab.ready.guests.as_str())];
    Signal::open(&confab.guest_signal(), &path, &own)
        .await
        .expect("its own page");
    // By its other name it is the same page.
    let port = Ready::port(&confab.ready.guests);
    let origin = format!("http://127.0.0.1:{port}");
    let ben = confab.join(&meeting.id, "Ben").await;
    let path = format!("/rtc?access_token={}&{CLIENT}", ben.token);
    let door = format!("ws://127.0.0.1:{port}");
    Signal::open(&door, &path, &[("origin", &origin)])
        .await
        .expect("its own page");
}

#[tokio::test]
async fn a_wrong_host_is_refused_at_the_gate() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let ada = confab.join(&meeting.id, "Ada").await;
    for address in [confab.signal_address(), confab.guest_address()] {
        for host in [
            "Host: evil.example\r\n",
            "",
            "Host: localhost:1\r\n",
            "Host: \r\n",
            "Host: localhost:PORT\r\nHost: evil.example\r\n",
        ] {
            let host = host.replace("PORT", &address.port().to_string());
            let request = format!(
                "GET /rtc/validate?access_token={} HTTP/1.1\r\n{host}Connection: close\r\n\r\n",
                ada.token
            );
            let answer = raw(address, request.as_bytes()).await.expect("an answer");
            assert!(
                [400, 403, 421].contains(&answer.status),
                "{host:?}: {}",
                answer.status
            );
        }
    }
}

#[tokio::test]
async fn the_local_door_has_no_signalling() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let ada = confab.join(&meeting.id, "Ada").await;
    let url = format!("ws://localhost:{}", confab.local_address().port());
    let refused = Signal::connect(&url, &ada.token)
        .await
        .expect_err("not here");
    assert_eq!(refused.status, 404);
    confab.has_people(&meeting.id, 0, SOON).await;
}
